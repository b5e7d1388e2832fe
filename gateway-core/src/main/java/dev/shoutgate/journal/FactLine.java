package dev.shoutgate.journal;

import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * A fact as one line for people: {@code 12 2026-07-01T12:00:00.000Z StockAdded saleId=demo sku=phone
 * quantity=100 by=desk}; lists in brackets, their entries after semicolons.
 *
 * <p>Threading: any; stateless.
 */
public final class FactLine {

    private FactLine() {}

    /** One line without its break. Takes what a {@link FactReader} is handed. */
    public static String line(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        return line(FactFields.read(sequence, timeMs, buffer, offset, length));
    }

    /** Takes the fields out of the map as it writes them. */
    static String line(Map<String, Object> fields) {
        StringBuilder text = new StringBuilder(256);
        text.append(fields.remove("sequence")).append(' ').append(fields.remove("at")).append(' ');
        append(text.append(fields.remove("type")).append(fields.isEmpty() ? "" : " "), fields);
        return text.toString();
    }

    private static void append(StringBuilder text, Object value) {
        if (value instanceof Map<?, ?> fields) {
            String separator = "";
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                append(text.append(separator).append(field.getKey()).append('='), field.getValue());
                separator = " ";
            }
        } else if (value instanceof List<?> list) {
            text.append('[');
            for (int i = 0; i < list.size(); i++) {
                append(i == 0 ? text : text.append("; "), list.get(i));
            }
            text.append(']');
        } else if (value instanceof String word && !isPlain(word)) {
            FactJson.quote(text, word);
        } else {
            text.append(value);
        }
    }

    private static boolean isPlain(String word) {
        return word.chars().noneMatch(c -> c <= ' ' || "\"=[];\\".indexOf(c) >= 0 || FactJson.isUnseen((char) c));
    }
}
