package dev.shoutgate.storage.topic;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.storage.topic.Topic.Event;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The schemas of the events, as the gateway serves them, and events held against them. Readers have to bear with fields
 * that are not described; here they are refused, or the description falls behind. Any thread.
 */
final class EventSchemas {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode SERVED = read(new StaticPages().events().bytes());
    private static final Map<String, Schema> BY_ID = strict();

    private EventSchemas() {}

    private static JsonNode read(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Schema> strict() {
        ObjectNode document = SERVED.deepCopy();
        document.path("$defs").forEach(schema -> {
            if (schema.has("$id")) {
                ((ObjectNode) schema).put("unevaluatedProperties", false);
            }
        });
        String home = document.path("$id").textValue();
        SchemaRegistry registry = SchemaRegistry.withDialect(Dialects.getDraft202012(), builder -> builder
                .schemas(Map.of(home, document.toString()))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
        Map<String, Schema> byId = new TreeMap<>();
        document.path("$defs").properties().forEach(schema -> {
            if (schema.getValue().has("$id")) {
                byId.put(schema.getValue().path("$id").textValue(),
                        registry.getSchema("{\"$ref\":\"" + home + "#/$defs/" + schema.getKey() + "\"}"));
            }
        });
        return byId;
    }

    /** The {@code $id} of the schema of each event. */
    static Iterable<String> ids() {
        return BY_ID.keySet();
    }

    static JsonNode served() {
        return SERVED;
    }

    /** What is wrong with the event by the schema that it names; empty where nothing is. */
    static List<String> misfits(Event event) {
        Schema schema = BY_ID.get(event.headers().get("ce_dataschema"));
        return schema == null ? List.of("names no schema of ours: " + event)
                : schema.validate(read(event.data().getBytes(StandardCharsets.UTF_8))).stream()
                        .map(Object::toString).toList();
    }

    static void check(Event event) {
        assertThat(misfits(event)).as("%s", event).isEmpty();
    }
}
