package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shoutgate.config.BadSettingException.Problem;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every setting that there is, spoilt in every way: refused at its own path, by what came and what is wanted there. */
class SpoiltSettingsTest {

    private static final Map<String, String> WANTS = GatewayConfigReader.wantsByPath();
    private static final Pattern RANGE =
            Pattern.compile("(whole number|size|duration|power of two) from (\\S+) to (\\S+)$");
    /** As YAML writes it, and as the message shows it. */
    private static final Map<String, String> OF_NO_SETTING = Map.of("1.5", "1.5", "-1", "-1", "''", "\"\"", "' '",
            "\" \"", "99999999999999999999", "99999999999999999999", "yes", "yes", "2026-11-29", "\"2026-11-29\"");

    static Stream<String> values() {
        return WANTS.keySet().stream().filter(path -> !isSection(path));
    }

    static Stream<String> lists() {
        return values().filter(SpoiltSettingsTest::isList);
    }

    static Stream<String> ranges() {
        return values().filter(path -> RANGE.matcher(WANTS.get(path)).find());
    }

    static Stream<String> sections() {
        return WANTS.keySet().stream().filter(SpoiltSettingsTest::isSection);
    }

    @ParameterizedTest
    @MethodSource("values")
    void refusesWhatIsOfAnotherKind(String path) {
        assertRefused(path, "~", "nothing");
        OF_NO_SETTING.forEach((written, shown) -> {
            if (!isTakenAsText(path, written)) {
                assertRefused(path, written, shown);
            }
        });
        if (!isList(path)) {
            assertRefused(path, "[[]]", "a list");
        }
        if (!path.equals("admission.shares")) {
            assertRefused(path, "{zebra: 1}", "a section");
        }
    }

    /** Where any text will do, a date is one. */
    private static boolean isTakenAsText(String path, String written) {
        return written.equals("2026-11-29") && WANTS.get(path).matches(".*(any or a text|a path)");
    }

    @ParameterizedTest
    @MethodSource("lists")
    void refusesAnEntryOfAnotherKind(String path) {
        for (String entry : new String[] {"~", "5", "''", "[]", "zebra/"}) {
            Problem problem = refused(path, "[" + entry + "]");
            assertThat(problem.path()).isEqualTo(path + "[0]");
            assertThat(problem.what()).startsWith("got ").contains(", wants ");
        }
    }

    @ParameterizedTest
    @MethodSource("ranges")
    void refusesWhatIsJustOutOfRange(String path) {
        Matcher range = RANGE.matcher(WANTS.get(path));
        assertThat(range.find()).isTrue();
        long least = amount(range.group(1), range.group(2));
        long most = amount(range.group(1), range.group(3));
        String unit = range.group(1).equals("duration") ? "ms" : "";
        for (long beyond : new long[] {least - 1, most + 1}) {
            String written = beyond + unit;
            assertRefused(path, written, unit.isEmpty() ? written : "\"" + written + "\"");
        }
    }

    private static long amount(String kind, String text) {
        OptionalLong amount = switch (kind) {
            case "size" -> UnitScale.SIZE.parse(text);
            case "duration" -> UnitScale.DURATION.parse(text);
            default -> OptionalLong.of(Long.parseLong(text));
        };
        return amount.orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("sections")
    void refusesANameThatNobodyKnowsAndASectionThatIsNone(String path) {
        Problem unknown = refused(path + ".zebra", "1");
        assertThat(unknown.path()).isEqualTo(path + ".zebra");
        assertThat(unknown.what()).startsWith("unknown setting; ");

        for (String other : List.of("5", "zebra", "[]", "true")) {
            Problem problem = refused(path, other);
            assertThat(problem.path()).isEqualTo(path);
            assertThat(problem.what()).startsWith("got ").endsWith(", wants settings by name");
        }
    }

    @Test
    void knowsAllOfThem() {
        assertThat(values()).contains("admission.shares", "identity.jwt.clock-skew", "buyers.tls.key",
                "buyers.cors-origins", "buyers.proxy-protocol", "identity.trusted-proxies", "storage", "operators.tokens");
        assertThat(sections()).contains("buyers", "buyers.tls", "identity.jwt", "admission");
        assertThat(ranges().count()).isGreaterThan(20);
    }

    private static boolean isSection(String path) {
        return WANTS.get(path).equals(SettingsReader.SECTION);
    }

    private static boolean isList(String path) {
        return WANTS.get(path).startsWith("a list of ");
    }

    private static void assertRefused(String path, String written, String shown) {
        Problem problem = refused(path, written);
        assertThat(problem.path()).as(written).isEqualTo(path);
        assertThat(problem.what()).as(path).startsWith("got " + shown + ", wants " + WANTS.get(path));
    }

    /** The one problem of settings that say nothing else. */
    private static Problem refused(String path, String written) {
        String yaml = path.replace(".", ": {") + ": " + written + "}".repeat(path.split("\\.").length - 1);
        BadSettingException refused =
                catchThrowableOfType(BadSettingException.class, () -> GatewayConfig.parse(yaml));
        assertThat(refused).as("should have been refused: %s", yaml).isNotNull();
        assertThat(refused.problems()).as(yaml).hasSize(1);
        return refused.problems().get(0);
    }
}
