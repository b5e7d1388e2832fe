package dev.shoutgate.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Keeps {@code config/gateway.yaml} true: all settings, their defaults, and what their comments say is allowed. */
class WorkedExampleTest {
    private static final Path FILE = Path.of("..", "config", "gateway.yaml");

    @Test
    void saysTheDefaults() {
        assertThat(GatewayConfig.load(FILE)).isEqualTo(GatewayConfig.defaults());
    }

    @Test
    void listsEverySettingAndNoOther() throws Exception {
        assertThat(commentByPath().keySet()).containsExactlyElementsOf(GatewayConfigReader.wantsByPath().keySet());
    }

    @Test
    void endsTheCommentOfEverySettingWithWhatIsAllowed() throws Exception {
        Map<String, String> comments = commentByPath();

        GatewayConfigReader.wantsByPath().forEach((path, wants) ->
                assertThat(comments.get(path)).as(path).startsWith("# ").endsWith(": " + wants + "."));
    }

    @Test
    void takesBothEndsOfEveryRangeThatItsCommentsName() {
        Pattern range = Pattern.compile("from (\\S+) to (\\S+)");

        GatewayConfigReader.wantsByPath().forEach((path, wants) -> range.matcher(wants).results().forEach(ends -> {
            for (String end : List.of(ends.group(1), ends.group(2))) {
                String yaml = path.replace(".", ": {") + ": " + end + "}".repeat(path.split("\\.").length - 1);
                assertThatCode(() -> GatewayConfig.parse(yaml)).as(yaml).doesNotThrowAnyException();
            }
        }));
    }

    @Test
    void readsEverySettingFromItsOwnPlace() throws Exception {
        List<String> lines = Files.readAllLines(FILE);
        for (int i = 0; i < lines.size(); i++) {
            if (!lines.get(i).matches(" *[a-z].*: .*")) {
                continue;
            }
            List<String> broken = new ArrayList<>(lines);
            broken.set(i, lines.get(i).replaceFirst(": .*", ": {broken: true}"));
            String place = "line " + (i + 1) + ": ";

            assertThatThrownBy(() -> GatewayConfig.parse(String.join("\n", broken)))
                    .as(lines.get(i)).isInstanceOf(BadSettingException.class).hasMessageStartingWith(place);
        }
    }

    /** Read by hand and not as YAML, because YAML throws the comments away. */
    private static Map<String, String> commentByPath() throws Exception {
        Map<String, String> comments = new TreeMap<>();
        Deque<String> sections = new ArrayDeque<>();
        String above = "";
        for (String line : Files.readAllLines(FILE)) {
            String text = line.strip();
            if (text.matches("[a-z-]+:.*")) {
                while (sections.size() > line.indexOf(text) / 2) {
                    sections.removeLast();
                }
                sections.addLast(text.substring(0, text.indexOf(':')));
                comments.put(String.join(".", sections), above);
            }
            above = text;
        }
        return comments;
    }
}
