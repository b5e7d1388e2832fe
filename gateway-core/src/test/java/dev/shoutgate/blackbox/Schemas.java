package dev.shoutgate.blackbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.dialect.Dialects;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The schemas of one OpenAPI description, and values held against them. Any thread. */
public final class Schemas {
    private static final String HERE = "https://shoutgate.invalid/schemas";

    private final SchemaRegistry registry;
    private final Map<JsonNode, Schema> found = new ConcurrentHashMap<>();

    private Schemas(JsonNode schemas) {
        String named = "{\"$defs\":" + withReferencesHere(schemas) + "}";
        registry = SchemaRegistry.withDialect(Dialects.getOpenApi31(), builder -> builder
                .schemas(Map.of(HERE, named))
                .schemaRegistryConfig(SchemaRegistryConfig.builder().formatAssertionsEnabled(true).build()));
    }

    /** {@code description}: a whole OpenAPI 3.1 document. */
    public static Schemas of(JsonNode description) {
        return new Schemas(description.at("/components/schemas"));
    }

    /**
     * The same, where an object may have no member that is not described. Clients have to bear with such members; our
     * own tests must not, or the description falls behind.
     */
    public static Schemas strict(JsonNode description) {
        JsonNode schemas = description.at("/components/schemas").deepCopy();
        close(schemas);
        return new Schemas(schemas);
    }

    private static void close(JsonNode node) {
        node.forEach(Schemas::close);
        if (node instanceof ObjectNode schema && schema.path("type").asText().equals("object")
                && schema.has("properties") && !schema.has("additionalProperties")) {
            schema.put("additionalProperties", false);
        }
    }

    private static String withReferencesHere(JsonNode schema) {
        return schema.toString().replace("\"#/components/schemas/", "\"" + HERE + "#/$defs/");
    }

    /** What is wrong with the value by that schema, which is a part of the description; empty where nothing is. */
    public List<String> misfits(JsonNode schema, JsonNode value) {
        return found.computeIfAbsent(schema, s -> registry.getSchema(withReferencesHere(s)))
                .validate(value).stream().map(Object::toString).toList();
    }
}
