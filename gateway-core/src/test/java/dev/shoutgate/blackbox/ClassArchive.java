package dev.shoutgate.blackbox;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.Deflater;

/**
 * The gateway's classes in a jar, and the JVM's own archive of them and of all that they use: with both a gateway is
 * ready after half the processor time. The first JVM of a build that starts a gateway makes them, and again when a class
 * or a flag has changed. A JVM archives no class out of a folder, hence the jar.
 *
 * <p>Threading: any thread, and any number of JVMs in one module's folder: they wait for the one that makes it.
 */
final class ClassArchive {
    private static final Path FOLDER = Path.of("target", "gateway-under-test");
    private static final String MAIN = "dev/shoutgate/console/GatewayMain.class";
    private static final Duration LIMIT = Duration.ofSeconds(120);

    /** JDK 25 takes no archive under --add-opens, and says so in lines of errors at every start; 17 does and is silent. */
    private static final int NEWEST_JVM = 21;

    private static ClassArchive made;

    private final Path jar = FOLDER.resolve("gateway.jar").toAbsolutePath();
    private final Path archive = FOLDER.resolve("gateway.jsa").toAbsolutePath();
    private final Path classes;
    private final String classPath;

    private ClassArchive(List<String> testClassPath) {
        classes = testClassPath.stream().map(Path::of).filter(entry -> Files.exists(entry.resolve(MAIN))).findFirst()
                .orElseThrow(() -> new IllegalStateException("no folder with " + MAIN + " in " + testClassPath));
        List<String> jars = new ArrayList<>(List.of(jar.toString()));
        testClassPath.stream().filter(entry -> !Files.isDirectory(Path.of(entry))).forEach(jars::add);
        classPath = String.join(File.pathSeparator, jars);
    }

    /** The archive for JVMs that are started with this program and these flags, made now if there is none yet. */
    static synchronized ClassArchive of(List<String> java, List<String> testClassPath) throws IOException {
        if (made == null) {
            Files.createDirectories(FOLDER);
            ClassArchive archive = new ClassArchive(testClassPath);
            try (FileChannel channel = FileChannel.open(FOLDER.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE)) {
                channel.lock();
                archive.makeUnlessItIsThere(java);
            }
            made = archive;
        }
        return made;
    }

    /** What a JVM's command line needs for it, before the name of the class to run. */
    List<String> flags() {
        return Files.exists(archive) ? List.of("-XX:SharedArchiveFile=" + archive, "-cp", classPath)
                : List.of("-cp", classPath);
    }

    private void makeUnlessItIsThere(List<String> java) throws IOException {
        Path madeOf = FOLDER.resolve("made-of");
        String wanted = String.join(" ", java) + "\n" + System.getProperty("java.vm.version") + "\n" + classPath + "\n"
                + newestClass();
        if (Files.exists(madeOf) && Files.readString(madeOf).equals(wanted)) {
            return;
        }
        Files.deleteIfExists(madeOf);
        Files.deleteIfExists(archive);
        pack();
        if (Runtime.version().feature() <= NEWEST_JVM) {
            runADemo(java);
        }
        Files.writeString(madeOf, wanted);
    }

    private String newestClass() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.mapToLong(file -> file.toFile().lastModified()).max().orElseThrow() + "";
        }
    }

    /** With its folders, by which Flyway finds its migrations. */
    private void pack() throws IOException {
        try (OutputStream file = Files.newOutputStream(jar); JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            out.setLevel(Deflater.NO_COMPRESSION);
            for (Path path : paths.filter(path -> !path.equals(classes)).sorted().toList()) {
                String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
                if (Files.isRegularFile(path)) {
                    Files.copy(path, out);
                }
            }
        }
    }

    /** The JVM writes the archive of what it has loaded when it ends. One that cannot is no failure: it starts slowly. */
    private void runADemo(List<String> java) throws IOException {
        Path data = Files.createTempDirectory(FOLDER, "data-");
        List<String> command = new ArrayList<>(java);
        command.addAll(List.of("-XX:ArchiveClassesAtExit=" + archive, "-cp", classPath, GatewayCommand.MAIN, "serve",
                "--demo", "--data", data.toString(), "--port", "0", "--operator-port", "0"));
        try (GatewayProcess demo = new GatewayProcess(command).untilReady()) {
            demo.buyers().buy("demo", "b1", "phone", 1);
            demo.askToEnd();
            demo.exitCode(LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            org.assertj.core.util.Files.delete(data.toFile());
        }
    }
}
