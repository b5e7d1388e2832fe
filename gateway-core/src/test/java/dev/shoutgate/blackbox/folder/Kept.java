package dev.shoutgate.blackbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares what an earlier release said with what is said now: more may be said, nothing may be lost or changed. */
final class Kept {
    /** Other names under which a field may come now. */
    private static final Map<String, String> ALSO = Map.of("key", "idempotencyKey", "idempotencyKey", "key");

    private Kept() {
    }

    static void assertKept(JsonNode said, JsonNode now) {
        assertThat(difference("", said, now)).as("was %s%nnow %s", said, now).isEmpty();
    }

    /** The first field that is not what it was; empty if all are. */
    private static String difference(String path, JsonNode said, JsonNode now) {
        if (now == null) {
            return path + " is gone";
        }
        if (said.getNodeType() != now.getNodeType() || said.isArray() && said.size() != now.size()) {
            return path + " was " + said + " and is " + now;
        }
        if (said.isArray()) {
            return first(IntStream.range(0, said.size())
                    .mapToObj(i -> difference(path + "[" + i + "]", said.get(i), now.get(i))));
        }
        if (said.isObject()) {
            return first(said.properties().stream().map(field ->
                    difference(path + "." + field.getKey(), field.getValue(), find(now, field.getKey()))));
        }
        return said.asText().equals(now.asText()) ? "" : path + " was " + said + " and is " + now;
    }

    private static String first(Stream<String> differences) {
        return differences.filter(each -> !each.isEmpty()).findFirst().orElse("");
    }

    private static JsonNode find(JsonNode object, String name) {
        return object.has(name) ? object.get(name) : object.get(ALSO.getOrDefault(name, name));
    }
}
