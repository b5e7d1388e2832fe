package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The fields of a fact under the names that outsiders know, for people and scripts to read; not for a hot path.
 * <b>A new kind of fact is added</b> to {@link OrderFactFields}, {@link SaleFactFields} or {@link ItemFactFields}.
 *
 * <p>Numbers and hashes that only the shard understands are left out, the keys of its hashes above all; so is text that
 * is empty and a time that was not set. Values are text, numbers, yes or no, or lists of such maps.
 *
 * <p>Threading: any; stateless.
 */
public final class FactFields {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, Object> fields = new LinkedHashMap<>();

    /** No fields yet: those of a fact, or of one of its items. */
    FactFields() {}

    /** Reads one fact, as handed to a {@link FactReader}. A type from a newer schema is named {@code Unknown}. */
    public static Map<String, Object> read(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        FactFields fact = new FactFields();
        fact.put("sequence", sequence).time("at", timeMs);
        boolean known = header.schemaId() == MessageHeaderDecoder.SCHEMA_ID
                && (OrderFactFields.read(fact, header, buffer, offset)
                        || SaleFactFields.read(fact, header, buffer, offset)
                        || ItemFactFields.read(fact, header, buffer, offset));
        return known ? fact.fields : fact.unknown(header, length).fields;
    }

    private FactFields unknown(MessageHeaderDecoder header, int length) {
        put("type", "Unknown").put("schemaId", header.schemaId()).put("templateId", header.templateId());
        return put("version", header.version()).put("length", length);
    }

    /** The word for a number; a number that has none yet is said as it is, for this only prints. */
    static String word(String[] words, int code) {
        return code >= 0 && code < words.length ? words[code] : "code " + code;
    }

    FactFields time(String name, long timeMs) {
        return timeMs == Long.MIN_VALUE ? this : put(name, TIME.format(Instant.ofEpochMilli(timeMs)));
    }

    FactFields text(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    FactFields put(String name, Object value) {
        fields.put(name, value);
        return this;
    }

    Map<String, Object> asMap() {
        return fields;
    }
}
