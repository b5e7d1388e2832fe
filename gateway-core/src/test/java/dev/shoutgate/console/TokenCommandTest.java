package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {

    private static OperatorToken made(CommandRun run) {
        assertThat(run.exitCode()).as("%s", run).isZero();
        String settings = run.text().substring(run.text().indexOf("operators:"));
        return GatewayConfig.parse(settings).operators().tokens().get(0);
    }

    private static String printed(CommandRun run) {
        assertThat(run.out().get(0)).matches("token: [A-Za-z0-9_-]{43}");
        return run.out().get(0).substring("token: ".length());
    }

    @Test
    void printsATokenAndTheLinesByWhichAGatewayKnowsIt() throws Exception {
        CommandRun run = CommandRun.of("token", "--name", "desk", "--merchant", "7");

        byte[] hash = MessageDigest.getInstance("SHA-256").digest(printed(run).getBytes(StandardCharsets.US_ASCII));
        assertThat(made(run)).isEqualTo(new OperatorToken("desk", HexFormat.of().formatHex(hash), Optional.of("7")));
        assertThat(run.text()).containsOnlyOnce(printed(run));
    }

    @Test
    void makesAnotherOneEachTimeForAllMerchantsUnlessOneIsNamed() {
        CommandRun first = CommandRun.of("token", "--name", "desk");

        assertThat(made(first).merchant()).isEmpty();
        assertThat(printed(CommandRun.of("token", "--name", "desk"))).isNotEqualTo(printed(first));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "clock", "two words", "o'clock", "a\"b", "a\nb: c"})
    void makesNoneForANameThatNoSettingsMayHave(String name) {
        CommandRun run = CommandRun.of("token", "--name", name);

        assertThat(run.exitCode()).isEqualTo(64);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("operators.tokens[0].name");
    }

    @Test
    void checksSettingsWithoutStartingAnything(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("good.yaml"), "data: " + folder.resolve("data") + "\n");
        Path wrong = Files.writeString(folder.resolve("wrong.yaml"), "tick: 20\nring:\n  slotz: 64\n");

        assertThat(CommandRun.of("check", "--config", file.toString()).text()).isEqualTo("ok");
        assertThat(folder.resolve("data")).doesNotExist();
        CommandRun refused = CommandRun.of("check", "--config", wrong.toString());
        assertThat(refused.exitCode()).isEqualTo(64);
        assertThat(refused.err()).contains("tick", "ring.slotz", "ring.slots").doesNotContain("\tat ");
    }

    @Test
    void printsACompletionOfEveryCommand() {
        CommandRun run = CommandRun.of("completion");

        assertThat(run.exitCode()).isZero();
        assertThat(run.text()).contains("serve", "audit", "flush", "journal", "token", "check");
    }
}
