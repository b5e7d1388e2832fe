package dev.shoutgate.bench;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL server out of this machine's own binaries, as it comes: it forces what it commits.
 *
 * <p>Threading: one owner. It ends with its owner.
 */
final class PostgresProcess implements AutoCloseable {

    static final String USER = "bench";

    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final int START_SECONDS = 60;
    private static final int STOP_SECONDS = 30;

    private final Process process;
    private final int port;
    private final Thread endWithUs;

    private PostgresProcess(Process process, int port) {
        this.process = process;
        this.port = port;
        endWithUs = new Thread(process::destroy, "end-" + process.pid());
        Runtime.getRuntime().addShutdownHook(endWithUs);
    }

    /** Makes an empty server in a folder, and starts it; null where there are no binaries. */
    static PostgresProcess startIfFound(ScratchFolder folder) throws IOException, InterruptedException {
        Optional<Path> binaries = binaries();
        if (binaries.isEmpty()) {
            return null;
        }
        Path data = folder.resolve("postgres");
        run(folder, binaries.get().resolve("initdb").toString(), "-D", data.toString(), "-U", USER, "-A", "trust",
                "--no-instructions");
        int port = freePort();
        Process process = new ProcessBuilder(command(binaries.get().resolve("postgres").toString(), "-D",
                data.toString(), "-p", Integer.toString(port), "-c", "listen_addresses=127.0.0.1",
                "-c", "unix_socket_directories="))
                .redirectErrorStream(true).redirectOutput(folder.resolve("postgres.log").toFile()).start();
        PostgresProcess server = new PostgresProcess(process, port);
        server.awaitReady(binaries.get(), folder);
        return server;
    }

    /** The newest of a Debian system, or those on the path. */
    private static Optional<Path> binaries() throws IOException {
        List<Path> folders = new ArrayList<>();
        if (Files.isDirectory(DEBIAN)) {
            try (Stream<Path> versions = Files.list(DEBIAN)) {
                versions.sorted(Comparator.comparing(Path::toString).reversed())
                        .forEach(version -> folders.add(version.resolve("bin")));
            }
        }
        Stream.of(System.getenv("PATH").split(File.pathSeparator)).map(Path::of).forEach(folders::add);
        return folders.stream().filter(folder -> Files.isExecutable(folder.resolve("postgres"))
                && Files.isExecutable(folder.resolve("initdb"))).findFirst();
    }

    /** PostgreSQL refuses to run as root; in a user namespace of its own it does not know that it does. */
    private static List<String> command(String... words) {
        List<String> command = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(words));
        return command;
    }

    private static void run(ScratchFolder folder, String... words) throws IOException, InterruptedException {
        Path output = folder.resolve("postgres-tools.log");
        int code = new ProcessBuilder(command(words)).redirectErrorStream(true).redirectOutput(output.toFile())
                .start().waitFor();
        if (code != 0) {
            throw new IOException(words[0] + " ended with " + code + ": " + Files.readString(output));
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitReady(Path binaries, ScratchFolder folder) throws IOException, InterruptedException {
        long endNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_SECONDS);
        List<String> ask = command(binaries.resolve("pg_isready").toString(), "-q", "-h", "127.0.0.1", "-p",
                Integer.toString(port));
        while (new ProcessBuilder(ask).start().waitFor() != 0) {
            if (!process.isAlive() || System.nanoTime() - endNs >= 0) {
                close();
                throw new IOException("PostgreSQL did not start: "
                        + Files.readString(folder.resolve("postgres.log")));
            }
            Thread.sleep(100);
        }
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor();
        }
        Runtime.getRuntime().removeShutdownHook(endWithUs);
    }
}
