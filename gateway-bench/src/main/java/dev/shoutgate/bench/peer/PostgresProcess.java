package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A PostgreSQL with a new, empty cluster that forces every commit to the disk. It refuses to run as root; started by
 * root it runs as the user {@code postgres}, which Debian's package makes.
 */
public final class PostgresProcess {

    public static final String USER = "bench";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String UNPRIVILEGED = "postgres";

    private PostgresProcess() {}

    /** What is missing for one, if anything. */
    public static Optional<String> missing() {
        return programs().isPresent() ? Optional.empty()
                : Optional.of("there is no PostgreSQL in " + DEBIAN
                        + " or on the path (Debian: apt-get install postgresql)");
    }

    /** Starts an empty one, with a database {@code postgres} that {@link #USER} may enter without a password. */
    public static BackingProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        return serve(folder, makeCluster(folder), BackingProcess.freePort());
    }

    /** Makes what {@link #serve} takes, and returns its folder. */
    public static Path makeCluster(ScratchFolder folder) throws IOException, InterruptedException {
        Path programs = programs().orElseThrow();
        Path data = Files.createTempDirectory(folder.path(), "postgres-");
        handOver(folder.path(), data);
        run(folder, as(programs.resolve("initdb"), "-D", data, "-U", USER, "--auth=trust", "--no-sync"));
        return data;
    }

    /** Starts the server of a cluster that none serves at the moment. */
    public static BackingProcess serve(ScratchFolder folder, Path data, int port)
            throws IOException, InterruptedException {
        return BackingProcess.start(folder, port, as(programs().orElseThrow().resolve("postgres"), "-D", data,
                "-p", port, "-h", "127.0.0.1", "-c", "unix_socket_directories=", "-c", "fsync=on",
                "-c", "synchronous_commit=on",
                // In its favour: a checkpoint in mid-run would slow it down.
                "-c", "max_wal_size=4GB", "-c", "shared_buffers=256MB"));
    }

    /** The address of its database. */
    public static String url(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    /** The folder of the newest release's programs, or of the one on the path. */
    private static Optional<Path> programs() {
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> releases = Files.list(DEBIAN)) {
                Optional<Path> newest = releases.map(release -> release.resolve("bin"))
                        .filter(bin -> Files.isExecutable(bin.resolve("initdb"))).max(Comparator.naturalOrder());
                if (newest.isPresent()) {
                    return newest;
                }
            } catch (IOException e) {
                return Optional.empty();
            }
        }
        return BackingProcess.program("initdb").map(Path::getParent);
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    /** Root's scratch folder is closed to others: the cluster's user must get through it. */
    private static void handOver(Path folder, Path data) throws IOException {
        if (isRoot()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setOwner(data, data.getFileSystem().getUserPrincipalLookupService()
                    .lookupPrincipalByName(UNPRIVILEGED));
        }
    }

    private static List<String> as(Path program, Object... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            Collections.addAll(command, "setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED,
                    "--clear-groups");
        }
        command.add(program.toString());
        Stream.of(arguments).map(Object::toString).forEach(command::add);
        return command;
    }

    private static void run(ScratchFolder folder, List<String> command) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder.path(), "initdb", ".log");
        int code = new ProcessBuilder(command).directory(folder.path().toFile())
                .redirectErrorStream(true).redirectOutput(said.toFile()).start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code + ":\n" + Files.readString(said));
        }
    }
}
