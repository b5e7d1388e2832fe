package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class SettingsPropertiesTest {
    private static final Path EXAMPLE = Path.of("..", "config", "gateway.yaml");

    @Property
    void anyTextIsTakenOrRefusedButNeverAnAccident(@ForAll String text) {
        takenOrRefused(text);
    }

    @Property
    void anyMarksOfYamlAreTakenOrRefused(@ForAll("marksOfYaml") String text) {
        takenOrRefused(text);
    }

    @Property
    void anyValueOfAnySettingIsTakenOrRefused(@ForAll("settings") List<String> lines) {
        takenOrRefused(String.join("\n", lines));
    }

    @Property
    void theExampleWithAnyTextInsertedIsTakenOrRefused(
            @ForAll @IntRange(max = 5000) int place, @ForAll("marksOfYaml") String inserted) throws IOException {
        String example = Files.readString(EXAMPLE);
        int at = Math.min(place, example.length());

        takenOrRefused(example.substring(0, at) + inserted + example.substring(at));
    }

    @Property
    void durationsAreReadBackAsTheyWereWritten(@ForAll @LongRange(max = 1L << 50) long ms) {
        assertThat(UnitScale.DURATION.parse(UnitScale.DURATION.format(ms))).hasValue(ms);
    }

    @Property
    void sizesAreReadBackAsTheyWereWritten(@ForAll @LongRange(max = 1L << 58) long bytes) {
        assertThat(UnitScale.SIZE.parse(UnitScale.SIZE.format(bytes))).hasValue(bytes);
    }

    @Property
    void aWholeNumberIsTakenExactlyWithinItsRange(@ForAll @IntRange(min = -10, max = 2000) int depth) {
        String yaml = "buyers: {max-in-flight-per-connection: " + depth + "}";

        assertThat(takenOrRefused(yaml)).isEqualTo(depth >= 1 && depth <= 1024);
    }

    @Provide
    Arbitrary<String> marksOfYaml() {
        return Arbitraries.of("a", "data", "buyers", "bind", "1", "0x", "0b_", "1e", ".inf", "~", "true", ":", ": ",
                "-", "- ", "\n", "\n  ", "\t", "[", "]", "{", "}", ",", "? ", "&a ", "*a", "!!", "!<", "!!int ",
                "!!binary ", "!!float ", "<<", "|", ">", "'", "\"", "\\", "\\x", "#", " #", "%", "%YAML 1.1", "---",
                "...", "@", "`", "\u0000", "\u0085", "\u2028", "\uD83D", "\uFEFF", "é").list().ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> settings() {
        List<String> paths = List.copyOf(GatewayConfigReader.wantsByPath().keySet());
        Arbitrary<String> value = Arbitraries.oneOf(
                Arbitraries.of("~", "true", "1.5", "-1", "0", "1e400", "0x", "'x'", "[]", "{}", "[[]]", "[{}]", "auto",
                        "[{type: sqlite}]", "[{name: 1, sha256: 2}]", "10s", "4MiB", "\"\\0\"", "[::]"),
                Arbitraries.strings().ofMaxLength(12).map(text -> "'" + text.replace("'", "''") + "'"),
                Arbitraries.bigIntegers().map(Object::toString));
        return Combinators.combine(Arbitraries.of(paths), value).as(SettingsPropertiesTest::line)
                .list().ofMaxSize(5);
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
