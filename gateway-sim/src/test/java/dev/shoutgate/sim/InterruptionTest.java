package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C on the real process. */
@Timeout(180)
class InterruptionTest {
    @TempDir
    private Path folder;

    @Test
    void printsTheReportOfWhatWasDoneWhenItIsInterrupted() throws IOException, InterruptedException {
        Path said = folder.resolve("said.txt");
        try (ShopServer shop = ShopServer.open(Flaw.NONE)) {
            List<String> command = heedingInterrupts();
            command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "dev.shoutgate.sim.SimMain", "shout", "--buyers-url",
                    shop.buyersUrl(), "--operators-url", shop.operatorsUrl(), "--phase", "long:600:50"));
            Process sim = new ProcessBuilder(command)
                    .redirectErrorStream(true).redirectOutput(said.toFile()).start();
            try {
                // The head, and the line of the first second.
                Awaitility.await().atMost(Duration.ofSeconds(90))
                        .until(() -> Files.readString(said).lines().count() >= 3);
                new ProcessBuilder("kill", "-INT", Long.toString(sim.pid())).start().waitFor();
                assertThat(sim.waitFor(60, TimeUnit.SECONDS)).isTrue();
            } finally {
                sim.destroyForcibly();
            }
            assertThat(Files.readString(said)).contains("Interrupted: this is what was done until then.", "Results",
                    "ok       stock-adds-up", "ok       audit-agrees").doesNotContain("Exception");
            assertThat(sim.exitValue()).as("as a process ended by SIGINT").isEqualTo(130);
        }
    }

    /**
     * The start of a command whose process heeds SIGINT. A build that a shell runs in the background ignores the signal,
     * and so does all that the build starts: a process keeps what it inherits, and a JVM cannot take it back.
     */
    private static List<String> heedingInterrupts() throws IOException, InterruptedException {
        List<String> env = List.of("env", "--default-signal=INT");
        List<String> probe = new ArrayList<>(env);
        probe.add("true");
        boolean isKnown = new ProcessBuilder(probe).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor() == 0;
        return new ArrayList<>(isKnown ? env : List.of());
    }
}
