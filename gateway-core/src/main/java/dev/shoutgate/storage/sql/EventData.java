package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON in a row of {@code sale_events}, to compare what it says and not how it is written.
 *
 * <p>Threading: any; stateless.
 */
final class EventData {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What releases before the second schema called an idempotency key. */
    private static final String OLD_KEY = "key";

    private EventData() {}

    /** What the text says, under the names of today; a text that is no JSON says itself. */
    static JsonNode read(String text) {
        try {
            JsonNode data = JSON.readTree(text);
            if (data instanceof ObjectNode fields && fields.has(OLD_KEY)) {
                fields.set("idempotencyKey", fields.remove(OLD_KEY));
            }
            return data;
        } catch (JsonProcessingException e) {
            return JSON.getNodeFactory().textNode(text);
        }
    }
}
