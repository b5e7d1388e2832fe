package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.shoutgate.config.GatewayConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the README tells people to type, the gateway understands. */
class ReadmeTest {

    @Test
    void hasCommandsThatAreUnderstood() throws Exception {
        List<List<String>> commands = Readme.commands();

        assertThat(commands).extracting(arguments -> arguments.get(0))
                .contains("serve", "audit", "flush", "journal");
        for (List<String> arguments : commands) {
            assertThatCode(() -> GatewayMain.commandLine().parseArgs(arguments.toArray(String[]::new)))
                    .as("%s", arguments).doesNotThrowAnyException();
        }
    }

    @Test
    void hasSettingsThatAreTaken(@TempDir Path folder) throws Exception {
        String there = Files.writeString(folder.resolve("kafka-client.properties"), "linger.ms=5\n").toString();

        assertThat(Readme.blocks("yaml")).isNotEmpty().allSatisfy(settings -> GatewayConfig.parse(
                settings.replace("/etc/shoutgate/kafka-client.properties", there)));
    }
}
