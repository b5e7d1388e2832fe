package dev.shoutgate.inventory;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** Runs a class of the tests in a JVM of its own, on the class path that the gateway runs on. */
final class ChildJvm {

    /** What a finished child left behind. */
    record Result(int exitCode, String out, String err) {
    }

    private static final List<String> OPEN_FLAGS = List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED", "--add-opens=java.base/java.lang.reflect=ALL-UNNAMED",
            "--add-exports=java.base/sun.nio.ch=ALL-UNNAMED", "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private final Path folder;
    private final List<String> command = new ArrayList<>();

    /** @param folder its home, where its output is kept too */
    ChildJvm(Path folder) {
        this.folder = folder;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPEN_FLAGS);
        // Should it report its use to an outside server all the same, nobody listens where that would go.
        command.addAll(List.of("-Duser.home=" + folder, "-Dhttps.proxyHost=127.0.0.1", "-Dhttps.proxyPort=9"));
        command.addAll(List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData"));
        command.addAll(List.of("-cp", classPath()));
    }

    ChildJvm with(String... flags) {
        command.addAll(List.of(flags));
        return this;
    }

    /** No file that the child writes gets longer than this, as if the disk had no more room. */
    ChildJvm withFilesUpTo(int kib) {
        command.addAll(0, List.of("bash", "-c", "ulimit -f " + kib + " && exec \"$@\"", "bash"));
        return this;
    }

    Result run(Class<?> main, Object... arguments) throws Exception {
        command.add(main.getName());
        Arrays.stream(arguments).map(String::valueOf).forEach(command::add);
        Path out = Files.createTempFile(folder, "child", ".out");
        Path err = Files.createTempFile(folder, "child", ".err");
        Process child = new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        if (!child.waitFor(60, TimeUnit.SECONDS)) {
            child.destroyForcibly();
        }
        return new Result(child.waitFor(), Files.readString(out), Files.readString(err));
    }

    /** Without JUnit: Chronicle behaves otherwise where it sees that. */
    private static String classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("junit"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Returns how many bytes of the disk a file really has. */
    static long allocatedBytes(Path file) throws Exception {
        Process stat = new ProcessBuilder("stat", "-c", "%b %B", file.toString()).start();
        String[] blocks = new String(stat.getInputStream().readAllBytes()).trim().split(" ");
        return Long.parseLong(blocks[0]) * Long.parseLong(blocks[1]);
    }
}
