package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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
            Process sim = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                    System.getProperty("java.class.path"), "dev.shoutgate.sim.SimMain", "shout", "--buyers-url",
                    shop.buyersUrl(), "--operators-url", shop.operatorsUrl(), "--phase", "long:600:50")
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
}
