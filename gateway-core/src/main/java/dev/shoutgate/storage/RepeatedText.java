package dev.shoutgate.storage;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Makes text of a field that mostly says what it said in the last fact, such as the sale of an order: then it is the
 * same {@code String}, and nothing is left for the collector.
 *
 * <p>Threading: one thread.
 */
final class RepeatedText {

    private byte[] bytes = new byte[64];
    private byte[] last = new byte[64];
    private int lastLength;
    private String text = "";

    /** Where the field's bytes go, before {@link #of}; room for so many at least. */
    byte[] room(int length) {
        if (bytes.length < length) {
            bytes = new byte[length];
        }
        return bytes;
    }

    /** So many bytes of the room as text, UTF-8. */
    String of(int length) {
        if (!Arrays.equals(bytes, 0, length, last, 0, lastLength)) {
            text = new String(bytes, 0, length, StandardCharsets.UTF_8);
            byte[] before = last;
            last = bytes;
            bytes = before;
            lastLength = length;
        }
        return text;
    }
}
