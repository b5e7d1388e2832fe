package dev.shoutgate.config;

import static dev.shoutgate.property.Property.forAll;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.property.Draws;
import dev.shoutgate.property.Odds;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SettingsPropertiesTest {
    private static final Path EXAMPLE = Path.of("..", "config", "gateway.yaml");
    private static final String[] PATHS = GatewayConfigReader.wantsByPath().keySet().toArray(new String[0]);
    private static final Odds<String> VALUES = new Odds<String>()
            .draw(1, draws -> draws.of("~", "true", "1.5", "-1", "0", "1e400", "0x", "'x'", "[]", "{}", "[[]]", "[{}]",
                    "auto", "[{type: sqlite}]", "[{name: 1, sha256: 2}]", "10s", "4MiB", "\"\\0\"", "[::]"))
            .draw(1, draws -> "'" + draws.text(0, 12).replace("'", "''") + "'")
            .draw(1, draws -> new BigInteger(draws.bytes(1, 12)).toString());

    @Test
    void anyTextIsTakenOrRefusedButNeverAnAccident() {
        forAll(1_000, draws -> takenOrRefused(draws.text(0, 255)));
    }

    @Test
    void anyMarksOfYamlAreTakenOrRefused() {
        forAll(1_000, draws -> takenOrRefused(draws.text(0, 40, SettingsPropertiesTest::markOfYaml)));
    }

    @Test
    void anyValueOfAnySettingIsTakenOrRefused() {
        forAll(1_000, draws -> takenOrRefused(String.join("\n", draws.list(0, 5, SettingsPropertiesTest::setting))));
    }

    @Test
    void theExampleWithAnyTextInsertedIsTakenOrRefused() throws IOException {
        String example = Files.readString(EXAMPLE);
        forAll(1_000, draws -> {
            int at = draws.between(0, example.length());
            String inserted = draws.text(0, 40, SettingsPropertiesTest::markOfYaml);

            takenOrRefused(example.substring(0, at) + inserted + example.substring(at));
        });
    }

    @Test
    void durationsAreReadBackAsTheyWereWritten() {
        forAll(1_000, draws -> {
            long ms = draws.between(0, 1L << 50);
            assertThat(UnitScale.DURATION.parse(UnitScale.DURATION.format(ms))).hasValue(ms);
        });
    }

    @Test
    void sizesAreReadBackAsTheyWereWritten() {
        forAll(1_000, draws -> {
            long bytes = draws.between(0, 1L << 58);
            assertThat(UnitScale.SIZE.parse(UnitScale.SIZE.format(bytes))).hasValue(bytes);
        });
    }

    @Test
    void aWholeNumberIsTakenExactlyWithinItsRange() {
        forAll(1_000, draws -> {
            int depth = draws.between(-10, 2000);
            String yaml = "buyers: {max-in-flight-per-connection: " + depth + "}";

            assertThat(takenOrRefused(yaml)).isEqualTo(depth >= 1 && depth <= 1024);
        });
    }

    private static String markOfYaml(Draws draws) {
        return draws.of("a", "data", "buyers", "bind", "1", "0x", "0b_", "1e", ".inf", "~", "true", ":", ": ",
                "-", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "? ", "&a ", "*a", "!!", "!<", "!!int ",
                "!!binary ", "!!float ", "<<", "|", ">", "'", "\"", "\\", "\\x", "#", " #", "%", "%YAML 1.1", "---",
                "...", "@", "`", "\u0000", "\u0085", "\u2028", "\uD83D", "\uFEFF", "é");
    }

    private static String setting(Draws draws) {
        return line(draws.of(PATHS), draws.one(VALUES));
    }

    private static String line(String path, String value) {
        List<String> names = List.of(path.split("\\."));
        return names.size() == 1 ? path + ": " + value
                : names.stream().collect(Collectors.joining(": {", "", ": " + value + "}"));
    }

    /** Whether it was taken; anything thrown but the refusal that people can read fails the test. */
    private static boolean takenOrRefused(String yaml) {
        try {
            assertThat(GatewayConfig.parse(yaml)).isNotNull();
            return true;
        } catch (BadSettingException refused) {
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(refused.problems()).isNotEmpty();
            return false;
        }
    }
}
