package dev.shoutgate.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.plan.Phase;
import dev.shoutgate.sim.plan.ProfileReader;
import dev.shoutgate.sim.press.LoadSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class ShoutOptionsTest {
    @TempDir
    private Path folder;

    @Test
    void meansTheDemoOnThisMachineWhenNothingIsSaid() {
        ShoutOptions options = parsed();

        assertThat(options.target().buyers()).hasToString("http://127.0.0.1:8080");
        assertThat(options.target().operators()).hasToString("http://127.0.0.1:8081");
        assertThat(options.target().token()).isEqualTo("demo");
        assertThat(options.sale).isNull();
        assertThat(options.profile()).isEqualTo(ProfileReader.builtIn());
        assertThat(options.settings()).isEqualTo(new LoadSettings(64, 512, Duration.ofSeconds(10),
                Duration.ofSeconds(15), Duration.ofMillis(20), 0.01));
    }

    @Test
    void takesEverySettingOfTheClient() {
        ShoutOptions options = parsed("--connections", "3", "--max-connections", "4", "--answer-timeout-seconds", "5",
                "--settle-seconds", "6", "--lag-threshold-ms", "7", "--lag-share", "0.08");

        assertThat(options.settings()).isEqualTo(new LoadSettings(3, 4, Duration.ofSeconds(5), Duration.ofSeconds(6),
                Duration.ofMillis(7), 0.08));
    }

    @Test
    void putsPhasesInPlaceOfThoseOfTheFileAndKeepsTheRestOfIt() throws IOException {
        Path file = Files.writeString(folder.resolve("p.yaml"),
                "phases: [{seconds: 9, rate: 9}]\ncrowd: {greedyShare: 0.25, doublePressShare: 0.5}\n");
        ShoutOptions options = parsed("--profile", file.toString(), "--phase", "a:1:2", "--phase", "b:0.5:2:4.5",
                "--double-press", "0.75", "--seed", "99");

        assertThat(options.profile().phases()).containsExactly(new Phase("a", 1, 2, 2), new Phase("b", 0.5, 2, 4.5));
        assertThat(options.profile().crowd().greedyShare()).isEqualTo(0.25);
        assertThat(options.profile().crowd().doublePressShare()).isEqualTo(0.75);
        assertThat(options.profile().crowd().seed()).isEqualTo(99);
    }

    @Test
    void scalesTheRatesAndNotTheTimes() {
        assertThat(parsed("--phase", "a:4:10:20", "--scale", "2.5").profile().phases())
                .containsExactly(new Phase("a", 4, 25, 50));
    }

    @Test
    void allowsExactlyTheHostsThatAreNamed() {
        ShoutOptions options = parsed("--allow-remote", "one.test", "--allow-remote", "two.test", "--buyers-url",
                "http://one.test", "--operators-url", "http://two.test:81");

        assertThat(options.target().buyers()).hasToString("http://one.test:80");
        assertThat(options.target().operators()).hasToString("http://two.test:81");
    }

    private static ShoutOptions parsed(String... args) {
        Holder holder = new Holder();
        new CommandLine(holder).parseArgs(args);
        return holder.options;
    }

    @Command
    private static final class Holder {
        @Mixin
        private ShoutOptions options;
    }
}
