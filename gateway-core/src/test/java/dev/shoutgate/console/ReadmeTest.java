package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.docs.DocPage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever the README and the other pages tell people to type, the gateway understands. */
class ReadmeTest {

    /** Its blocks are profiles of crowds, and its own module reads them. */
    private static final Path OF_THE_SIMULATOR = Path.of("gateway-sim", "README.md");

    @Test
    void hasCommandsThatAreUnderstood() {
        List<List<String>> commands = DocPage.all().stream().flatMap(page -> page.gatewayCommands().stream()).toList();

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
        List<String> settings = DocPage.all().stream().filter(page -> !page.path().equals(OF_THE_SIMULATOR))
                .flatMap(page -> page.blocks("yaml").stream()).toList();

        assertThat(settings).isNotEmpty().allSatisfy(yaml -> GatewayConfig.parse(
                yaml.replace("/etc/shoutgate/kafka-client.properties", there)));
    }
}
