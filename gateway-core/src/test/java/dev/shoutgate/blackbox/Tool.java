package dev.shoutgate.blackbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of this machine that speaks to the gateway; where it lacks, its tests are skipped, and a line says so. */
public record Tool(Path program, String... always) {

    /** {@code inPackage}: which of Debian's packages has it. */
    public static Tool installed(String name, String inPackage, String... always) {
        Path program = Path.of("/usr/bin", name);
        if (!Files.isExecutable(program)) {
            System.out.println("skipped: a test with " + name + "; install Debian's package " + inPackage);
        }
        Assumptions.assumeTrue(Files.isExecutable(program), name + " is not installed");
        return new Tool(program, always);
    }

    /** {@code curl}, silent but for errors. */
    public static Tool curl() {
        return installed("curl", "curl", "-sS", "--noproxy", "*", "--max-time", "20");
    }

    /** Starts it; what it says, of errors too, is its output. */
    public Process start(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(List.of(always));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    /** All that it said, once it has ended well. */
    public String says(String... arguments) throws Exception {
        Process process = start(arguments);
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
            process.destroyForcibly();
            throw new AssertionError(program + " did not end well: " + said);
        }
        return said;
    }
}
