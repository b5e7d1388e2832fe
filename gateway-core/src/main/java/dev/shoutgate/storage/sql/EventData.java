package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The JSON in a row of {@code sale_events}: what it says, and how it is written so that every database can read it.
 *
 * <p>Threading: any; stateless.
 */
final class EventData {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What releases before the second schema called an idempotency key. */
    private static final String OLD_KEY = "key";

    /** U+0000 as JSON writes it, which PostgreSQL's JSON refuses; older releases let it into titles. */
    private static final String NUL = "\\u0000";

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

    /** The same JSON with U+FFFD in place of every U+0000; nearly always the same text. */
    static String storable(String json) {
        if (!json.contains(NUL)) {
            return json;
        }
        StringBuilder text = new StringBuilder(json);
        for (int at = text.indexOf("\\"); at >= 0; at = text.indexOf("\\", at + 2)) {
            if (text.indexOf(NUL, at) == at) {
                text.replace(at, at + NUL.length(), "\\ufffd");
            }
        }
        return text.toString();
    }
}
