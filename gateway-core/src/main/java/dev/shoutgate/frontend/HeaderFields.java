package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The header fields of one request, where they were read: names and values are places in an array of bytes. Both
 * readers fill it, so endpoints need not know which of them had the request. Names are asked for in lower case.
 *
 * <p>Threading: one event loop.
 */
final class HeaderFields {

    /** Of each field: where its name begins and how long it is, and the same of its value. */
    private static final int PLACES = 4;
    private static final int FIRST_FIELDS = 16;

    /** What {@link #only} says where there is no such field, or where there are several. */
    static final int NONE = -1;
    static final int SEVERAL = -2;

    private byte[] bytes;
    private int[] places = new int[FIRST_FIELDS * PLACES];
    private int count;

    /** Starts anew, with fields that stand in these bytes. */
    void clear(byte[] within) {
        bytes = within;
        count = 0;
    }

    void add(int nameFrom, int nameLength, int valueFrom, int valueLength) {
        int at = count * PLACES;
        if (at == places.length) {
            places = Arrays.copyOf(places, at * 2);
        }
        places[at] = nameFrom;
        places[at + 1] = nameLength;
        places[at + 2] = valueFrom;
        places[at + 3] = valueLength;
        count++;
    }

    /** Takes over what Netty's decoder read: ISO 8859-1, as that made characters of the bytes. */
    void set(HttpHeaders headers) {
        StringBuilder text = new StringBuilder();
        count = 0;
        for (Map.Entry<String, String> header : headers) {
            int name = header.getKey().length();
            add(text.length(), name, text.length() + name, header.getValue().length());
            text.append(header.getKey()).append(header.getValue());
        }
        bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    /** The value of the first field of this name, or null. */
    String get(String name) {
        int field = next(name, 0);
        return field < 0 ? null : value(field);
    }

    /** The values of all fields of this name, in their order. */
    List<String> getAll(String name) {
        List<String> values = new ArrayList<>();
        for (int field = next(name, 0); field >= 0; field = next(name, field + 1)) {
            values.add(value(field));
        }
        return values;
    }

    boolean has(String name) {
        return next(name, 0) >= 0;
    }

    /** Whether the first field of this name has just this value. */
    boolean is(String name, String value) {
        int field = next(name, 0);
        return field >= 0 && isText(field * PLACES + 2, value, false);
    }

    /**
     * Copies the value of the one field of this name; false, with the text in no particular state, when there is none,
     * or several, or it is not {@link VisibleAscii} that fits.
     */
    boolean copyOnly(String name, ByteText to) {
        int field = only(name);
        return field >= 0 && VisibleAscii.copy(bytes, valueFrom(field), valueLength(field), to);
    }

    /** Which is the one field of this name, from 0; or {@link #NONE} or {@link #SEVERAL}. */
    int only(String name) {
        int field = next(name, 0);
        return field >= 0 && next(name, field + 1) >= 0 ? SEVERAL : field;
    }

    /** Where names and values stand. */
    byte[] bytes() {
        return bytes;
    }

    int valueFrom(int field) {
        return places[field * PLACES + 2];
    }

    int valueLength(int field) {
        return places[field * PLACES + 3];
    }

    /** How many bytes of a value are this scheme, in lower case, and the spaces behind it; 0 where it is another. */
    int lengthOfScheme(int field, String scheme) {
        int from = valueFrom(field);
        int end = from + valueLength(field);
        int at = from + scheme.length();
        if (at >= end || bytes[at] != ' ' || !isText(from, scheme.length(), scheme, true)) {
            return 0;
        }
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        return at - from;
    }

    /** Which is the last field of this name before that one; {@link #NONE} where there is none. */
    int last(String name, int before) {
        int field = Math.min(before, count) - 1;
        while (field >= 0 && !isText(field * PLACES, name, true)) {
            field--;
        }
        return field;
    }

    private int next(String name, int from) {
        for (int field = from; field < count; field++) {
            if (isText(field * PLACES, name, true)) {
                return field;
            }
        }
        return NONE;
    }

    private boolean isText(int at, String text, boolean ofAnyCase) {
        return isText(places[at], places[at + 1], text, ofAnyCase);
    }

    private boolean isText(int from, int length, String text, boolean ofAnyCase) {
        if (length != text.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            byte b = bytes[from + i];
            int c = ofAnyCase && b >= 'A' && b <= 'Z' ? b | 0x20 : b & 0xff;
            if (c != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String value(int field) {
        return text(field * PLACES + 2);
    }

    /** The name or the value whose place is noted there. */
    private String text(int at) {
        return new String(bytes, places[at], places[at + 1], StandardCharsets.ISO_8859_1);
    }

    /** All of them, a line each, as they were sent. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int field = 0; field < count; field++) {
            text.append(text(field * PLACES)).append(": ").append(value(field)).append('\n');
        }
        return text.toString();
    }
}
