package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.wiring.Gateway;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A wrong setting is refused with its path and what would have been right. */
class BadSettingsTest {

    @ParameterizedTest
    @CsvSource({"ring.slots,0", "ring.slots,-1", "ring.slots,many", "ring.slots,4294967296", "capacity.orders,0",
        "capacity.orders,-5", "capacity.orders,1.5", "capacity.items,0", "journal.segment-bytes,-1",
        "journal.segment-bytes,7", "admission.rate-per-buyer,-1", "admission.burst,-1", "buyers.request-timeout,-2s",
        "buyers.idle-timeout,0s"})
    void refusesANumberOutsideItsRangeAndNamesTheRange(String path, String value) {
        String yaml = Settings.small().with(path, number(value)).yaml();
        Throwable refusal = catchThrowable(() -> GatewayConfig.parse(yaml));
        assertThat(refusal).as("%s: %s", path, value).isNotNull();
        assertThat(refusal.getMessage()).contains(path).contains(value).containsPattern("\\d.*\\d");
    }

    @ParameterizedTest
    @CsvSource({"durability,maybe,disk", "durability,maybe,os", "identity.mode,cookie,header"})
    void refusesAWordThatIsNotOneOfTheWordsAndNamesThem(String path, String value, String allowed) {
        Throwable refusal = catchThrowable(() -> GatewayConfig.parse(Settings.small().with(path, value).yaml()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains(path).contains(value).contains(allowed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1:65536", "127.0.0.1:-1", "127.0.0.1:http", ":", ""})
    void refusesAnAddressThatIsNone(String bind) {
        for (String path : new String[] {"buyers.bind", "operators.bind"}) {
            Throwable refusal = catchThrowable(() -> GatewayConfig.parse(Settings.small().with(path, bind).yaml()));
            assertThat(refusal).as("%s: %s", path, bind).isNotNull();
            assertThat(refusal.getMessage()).contains(path);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bogus", "buyers.bogus", "journal.segment-byte", "capacity.order"})
    void refusesASettingThatDoesNotExist(String path) {
        Throwable refusal = catchThrowable(() -> GatewayConfig.parse(Settings.small().with(path, 1).yaml()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains(path);
    }

    @Test
    void refusesADurationThatIsNone() {
        Throwable refusal = catchThrowable(
                () -> GatewayConfig.parse(Settings.small().with("buyers.request-timeout", "soon").yaml()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains("buyers.request-timeout").contains("soon");
    }

    @Test
    void refusesAStorageOfAnUnknownType() {
        List<?> storage = List.of(Map.of("type", "floppy"));
        Throwable refusal = catchThrowable(() -> GatewayConfig.parse(Settings.small().with("storage", storage).yaml()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains("storage").contains("floppy").contains("sqlite");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "zz5f3f0a2d3cf8a1f6a2a4b6fb7b0d9df31a0b0d3b5f9b1df0a8d3b1f8a3d2cc"})
    void refusesATokenHashThatIsNotSixtyFourHexDigits(String hash) {
        List<?> tokens = List.of(Map.of("name", "desk", "sha256", hash));
        Throwable refusal = catchThrowable(
                () -> GatewayConfig.parse(Settings.small().with("operators.tokens", tokens).yaml()));
        assertThat(refusal).isNotNull();
        assertThat(refusal.getMessage()).contains("operators.tokens").contains("sha256").contains("64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"- a\n- b\n", "just a word", "buyers: [", "buyers: 5", "durability: {a: b}",
        "durability: disk\ndurability: os\n"})
    void refusesYamlOfAnotherShape(String yaml) {
        assertThat(catchThrowable(() -> GatewayConfig.parse(yaml))).as("%s", yaml).isNotNull();
    }

    @Test
    void takesNoSettingsAtAllForTheDefaults() {
        assertThat(GatewayConfig.parse("")).isNotNull();
    }

    @Test
    void refusesToTrustTheBuyerHeaderBeyondLoopback(@TempDir Path data) {
        String yaml = Settings.small().with("data", data.toString()).with("buyers.bind", "0.0.0.0:0").yaml();
        Throwable refusal = catchThrowable(() -> Gateway.start(GatewayConfig.parse(yaml)).close());
        assertThat(refusal).as("started with header identity on every address").isNotNull();
        assertThat(refusal.getMessage()).contains("identity");
    }

    private static Object number(String value) {
        return value.matches("-?\\d+") ? Long.valueOf(value) : value;
    }
}
