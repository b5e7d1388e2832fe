package dev.shoutgate.blackbox;

import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The command line of a gateway in a JVM of its own, with the flags of the JVM that asks. Any thread. */
public final class GatewayCommand {
    static final String MAIN = "dev.shoutgate.console.GatewayMain";

    private GatewayCommand() {
    }

    /** The whole of it, with these arguments for the gateway. */
    static List<String> of(List<String> arguments) throws IOException {
        List<String> java = java();
        List<String> command = new ArrayList<>(java);
        command.addAll(ClassArchive.of(java, classPath()).flags());
        command.add(MAIN);
        command.addAll(arguments);
        return command;
    }

    // The flags that open the JDK, and those for JVMs that live for seconds, come from this JVM's own command line, so
    // that they stand in one place only.
    private static List<String> java() {
        Stream<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments().stream().filter(
                flag -> flag.startsWith("--") || flag.startsWith("-Dchronicle") || flag.startsWith("-XX:"));
        return Stream.of(Stream.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()), flags,
                Stream.of("-Xmx512m")).flatMap(part -> part).toList();
    }

    /** What this JVM finds classes in, also where the build hands it over in a file. */
    public static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return List.of(path.split(File.pathSeparator));
    }
}
