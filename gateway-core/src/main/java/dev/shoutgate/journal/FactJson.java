package dev.shoutgate.journal;

import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * A fact as one line of JSON, for scripts.
 *
 * <p>Threading: any; stateless.
 */
public final class FactJson {

    private FactJson() {}

    /** One object without a line break, whatever text the fact holds. Takes what a {@link FactReader} is handed. */
    public static String line(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        return line(FactFields.read(sequence, timeMs, buffer, offset, length));
    }

    /** Takes the fields of {@link FactFields}. */
    public static String line(Map<String, Object> fields) {
        StringBuilder json = new StringBuilder(256);
        append(json, fields);
        return json.toString();
    }

    private static void append(StringBuilder json, Object value) {
        if (value instanceof Map<?, ?> fields) {
            char separator = '{';
            for (Map.Entry<?, ?> field : fields.entrySet()) {
                quote(json.append(separator), (String) field.getKey());
                append(json.append(':'), field.getValue());
                separator = ',';
            }
            json.append('}');
        } else if (value instanceof List<?> list) {
            json.append('[');
            for (int i = 0; i < list.size(); i++) {
                append(i == 0 ? json : json.append(','), list.get(i));
            }
            json.append(']');
        } else if (value instanceof String text) {
            quote(json, text);
        } else {
            json.append(value);
        }
    }

    static void quote(StringBuilder json, String text) {
        json.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (isUnseen(c)) {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        json.append('"');
    }

    /** Control characters and those that turn text around: what a buyer wrote must not steer an operator's terminal. */
    static boolean isUnseen(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
