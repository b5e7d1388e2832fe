package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.journal.fact.FactText;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The fields of a fact under the names that outsiders know, as text, numbers, yes or no, or lists of such maps; not for
 * a hot path.
 *
 * <p>Threading: any; stateless.
 */
public final class FactFields implements FactSink {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final Map<String, Object> fields = new LinkedHashMap<>();
    private final Map<String, List<Map<String, Object>>> lists = new HashMap<>();
    private final boolean printing;

    private FactFields(boolean printing) {
        this.printing = printing;
    }

    /**
     * Reads one fact to print it, as handed to a {@link FactReader}: with its sequence, time and type, and without what
     * it lacks. A type from a newer schema is named {@code Unknown}.
     */
    public static Map<String, Object> read(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        FactFields fact = new FactFields(true);
        FactKind kind = FactKind.of(buffer, offset);
        fact.number("sequence", sequence);
        fact.time("at", timeMs);
        fact.fields.put("type", kind == null ? "Unknown" : kind.factName());
        if (kind == null) {
            fact.unknown(new MessageHeaderDecoder().wrap(buffer, offset), length);
        } else {
            fact.tell(kind, buffer, offset);
            fact.addTotal();
        }
        return fact.fields;
    }

    /** Reads one fact to keep it: what it lacks is null. The message header starts at {@code offset}. */
    public static Map<String, Object> of(FactKind kind, DirectBuffer buffer, int offset) {
        FactFields fact = new FactFields(false);
        fact.tell(kind, buffer, offset);
        return fact.fields;
    }

    /** Lists last: they are long, and in a fact they can only be read before its text. */
    private void tell(FactKind kind, DirectBuffer buffer, int offset) {
        FactText.tell(kind, buffer, offset, this);
        fields.putAll(lists);
    }

    private void unknown(MessageHeaderDecoder header, int length) {
        number("schemaId", header.schemaId());
        number("templateId", header.templateId());
        number("version", header.version());
        number("length", length);
    }

    /** What is sold has a price and a quantity; the sum of them is what a reader wants to know first. */
    private void addTotal() {
        List<Map<String, Object>> items = lists.getOrDefault("items", List.of());
        if (!fields.containsKey("total") && !items.isEmpty() && items.get(0).containsKey("quantity")) {
            number("total", items.stream()
                    .mapToLong(item -> (Long) item.get("quantity") * (Long) item.get("unitPrice")).sum());
        }
    }

    @Override
    public void number(String name, long value) {
        fields.put(name, value);
    }

    @Override
    public void optional(String name, long value) {
        put(name, value == Long.MIN_VALUE ? null : value);
    }

    @Override
    public void text(String name, String value) {
        put(name, value.isEmpty() ? null : value);
    }

    @Override
    public void time(String name, long timeMs) {
        put(name, timeMs <= 0 ? null : TIME.format(Instant.ofEpochMilli(timeMs)));
    }

    @Override
    public void flag(String name, boolean value) {
        fields.put(name, value);
    }

    /** {@inheritDoc} Whoever prints says the number; a store must not keep what nobody understands. */
    @Override
    public void word(String name, List<String> words, int code) {
        boolean known = code >= 0 && code < words.size();
        if (!known && !printing) {
            throw new IllegalStateException("unknown " + name + " " + code + ": a newer gateway wrote this journal");
        }
        fields.put(name, known ? words.get(code) : "code " + code);
    }

    @Override
    public FactSink entry(String list) {
        List<Map<String, Object>> entries = lists.computeIfAbsent(list, name -> new ArrayList<>());
        FactFields entry = new FactFields(printing);
        entries.add(entry.fields);
        return entry;
    }

    private void put(String name, Object value) {
        if (value != null || !printing) {
            fields.put(name, value);
        }
    }
}
