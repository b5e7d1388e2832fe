package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnreadableSettingsTest {
    @TempDir
    private Path folder;

    static Object[][] textsThatAreNoYaml() {
        return new Object[][] {
            {"data: d\nbuyers: [1,\n", "line 3 column 1: not YAML: expected the node content"},
            {"buyers:\n\tbind: x\n", "line 2 column 1: not YAML: found character"},
            {"data: d\n  tick: 1s\n", "line 2 column 7: not YAML: mapping values are not allowed here"},
            {"data: [::1]:8080\n", "line 1 column 8: not YAML: expected the node content"},
            {"data: d\ntick: \u0001\n", "line 2 column 7: not YAML: the character \\u0001 may not stand in it"},
            {"\u0001", "line 1 column 1: not YAML: the character \\u0001 may not stand in it"},
            {"data: d\n\u0001", "line 2 column 1: not YAML: the character \\u0001 may not stand in it"},
            {"ab\ud800", "line 1 column 3: not YAML: the character \\ud800 may not stand in it"},
            {"\ud800\udc00\ud800", "line 1 column 3: not YAML: the character \\ud800 may not stand in it"},
            {"%YAML 9.9\n---\n", "line 1 column 1: not YAML: found incompatible YAML document"},
            {"? [a]\n: 1\n", "line 1 column "},
            {"a: *nobody\n", "line 1: a: wants the value itself: aliases (*name) are not read"},
            {"data: &d data\ntick: *d\n", "line 2: tick: wants the value itself"},
            {"5", "line 1: wants settings by name"},
            {"- data: d\n", "line 1: wants settings by name"},
            {"data: d\n---\ndata: e\n", "wants one YAML document"},
            {"data: " + "[".repeat(100), "is nested deeper than 16 levels"},
            {"data: " + "[".repeat(100_000), "is nested deeper than 16 levels"},
        };
    }

    @ParameterizedTest
    @MethodSource("textsThatAreNoYaml")
    void tellsWhereTheTextStopsBeingSettings(String text, String message) {
        assertThatThrownBy(() -> GatewayConfig.parse(text))
                .isInstanceOf(BadSettingException.class).hasMessageContaining(message);
    }

    @Test
    void readsAFileAndNamesItInEveryProblem() throws Exception {
        Path good = Files.writeString(folder.resolve("good.yaml"), "\uFEFFdata: elsewhere\r\ntick: 5ms\r\n");
        Path bad = Files.writeString(folder.resolve("bad.yaml"), "data: d\ntick: 1\nshards: 0\nzebra: 1\n");
        Path torn = Files.writeString(folder.resolve("torn.yaml"), "data: {");

        assertThat(GatewayConfig.load(good)).isEqualTo(GatewayConfig.parse("data: elsewhere\ntick: 5ms\n"));
        assertThatThrownBy(() -> GatewayConfig.load(bad)).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith(bad + " line 3: shards: ")
                .hasMessageContaining("\n" + bad + " line 4: zebra: ");
        assertThatThrownBy(() -> GatewayConfig.load(torn)).isInstanceOf(BadSettingException.class)
                .hasMessageStartingWith(torn + " line 1 column 8: not YAML: ");
    }

    @Test
    void refusesAFileThatCannotBeRead() throws Exception {
        Path absent = folder.resolve("absent.yaml");
        Path binary = Files.write(folder.resolve("binary.yaml"), "data: \u00e9".getBytes(StandardCharsets.ISO_8859_1));
        Path huge = Files.writeString(folder.resolve("huge.yaml"), "#".repeat((1 << 20) + 1));

        assertThatThrownBy(() -> GatewayConfig.load(absent)).isInstanceOf(BadSettingException.class)
                .hasMessage(absent + ": there is no such file");
        assertThatThrownBy(() -> GatewayConfig.load(folder)).isInstanceOf(BadSettingException.class)
                .hasMessage(folder + ": is a folder, wants a YAML file");
        assertThatThrownBy(() -> GatewayConfig.load(binary)).isInstanceOf(BadSettingException.class)
                .hasMessage(binary + ": is not UTF-8 text");
        assertThatThrownBy(() -> GatewayConfig.load(huge)).isInstanceOf(BadSettingException.class)
                .hasMessage(huge + ": has 1048577 bytes, wants at most 1048576");
    }
}
