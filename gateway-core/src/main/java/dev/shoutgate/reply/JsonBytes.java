package dev.shoutgate.reply;

import dev.shoutgate.ByteText;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.SaleDefinition;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * JSON as bytes in memory that is used again: what a reply's body is put together in, without garbage.
 *
 * <p>Threading: one owner, an event loop.
 */
public final class JsonBytes {

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_LONG_DIGITS = 20;

    private byte[] bytes = new byte[1024];
    private int length;

    public JsonBytes clear() {
        length = 0;
        return this;
    }

    /** Bytes that are JSON already, such as {@code {"orderId":"}. */
    public JsonBytes raw(byte[] json) {
        return raw(json, 0, json.length);
    }

    public JsonBytes raw(byte[] json, int offset, int count) {
        ensure(count);
        System.arraycopy(json, offset, bytes, length, count);
        length += count;
        return this;
    }

    /** ASCII that is JSON already. */
    public JsonBytes raw(String ascii) {
        int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            bytes[length + i] = (byte) ascii.charAt(i);
        }
        length += count;
        return this;
    }

    public JsonBytes number(long value) {
        ensure(MAX_LONG_DIGITS);
        if (value < 0) {
            // Digits are taken from the negative side, which has one value more.
            bytes[length++] = '-';
        }
        long rest = value < 0 ? value : -value;
        int digits = 1;
        for (long r = rest / 10; r != 0; r /= 10) {
            digits++;
        }
        length += digits;
        for (int at = length - 1; digits > 0; digits--, at--) {
            bytes[at] = (byte) ('0' - rest % 10);
            rest /= 10;
        }
        return this;
    }

    public JsonBytes bool(boolean value) {
        return raw(value ? "true" : "false");
    }

    /** A string with its quotes. */
    public JsonBytes string(String text) {
        return raw("\"").text(text).raw("\"");
    }

    public JsonBytes string(ByteText text) {
        return string(text.bytes(), text.length());
    }

    /** A piece of a string, escaped, whose quotes the caller writes. */
    public JsonBytes text(String text) {
        ensure(text.length() * 6);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c < 0x80) {
                escaped((byte) c);
                at++;
            } else {
                at += wide(text.codePointAt(at));
            }
        }
        return this;
    }

    /** A character beyond ASCII as UTF-8, half of a surrogate pair as a question mark; says how many chars it was. */
    private int wide(int point) {
        if (point < 0x800) {
            bytes[length++] = (byte) (0xc0 | point >> 6);
        } else if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            bytes[length++] = '?';
            return 1;
        } else {
            if (point < 0x10000) {
                bytes[length++] = (byte) (0xe0 | point >> 12);
            } else {
                bytes[length++] = (byte) (0xf0 | point >> 18);
                bytes[length++] = (byte) (0x80 | point >> 12 & 0x3f);
            }
            bytes[length++] = (byte) (0x80 | point >> 6 & 0x3f);
        }
        bytes[length++] = (byte) (0x80 | point & 0x3f);
        return Character.charCount(point);
    }

    private JsonBytes string(byte[] utf8, int count) {
        return raw("\"").text(utf8, count).raw("\"");
    }

    private JsonBytes text(byte[] utf8, int count) {
        ensure(count * 6);
        for (int i = 0; i < count; i++) {
            escaped(utf8[i]);
        }
        return this;
    }

    private void escaped(byte b) {
        if (b == '"' || b == '\\') {
            bytes[length++] = '\\';
            bytes[length++] = b;
        } else if (b >= 0 && b < ' ') {
            raw("\\u00");
            bytes[length++] = HEX[b >> 4];
            bytes[length++] = HEX[b & 15];
        } else {
            bytes[length++] = b;
        }
    }

    /** A time with its quotes: RFC 3339, UTC, milliseconds. */
    public JsonBytes time(long epochMs) {
        return raw("\"").bareTime(epochMs).raw("\"");
    }

    /** A time without quotes, as a piece of a string. */
    public JsonBytes bareTime(long epochMs) {
        ensure(TimeText.LENGTH);
        TimeText.write(epochMs, bytes, length);
        length += TimeText.LENGTH;
        return this;
    }

    /** A number, or null for {@link Description#NO_LIST_PRICE}. */
    public JsonBytes numberOrNull(long value) {
        return value == Description.NO_LIST_PRICE ? raw("null") : number(value);
    }

    /** A string with its quotes, or null for an empty one. */
    public JsonBytes stringOrNull(String text) {
        return text.isEmpty() ? raw("null") : string(text);
    }

    /** A time, or null for {@link SaleDefinition#NEVER}. */
    public JsonBytes timeOrNull(long epochMs) {
        return epochMs == SaleDefinition.NEVER ? raw("null") : time(epochMs);
    }

    public byte[] bytes() {
        return bytes;
    }

    /** A copy of what was written. */
    public byte[] copy() {
        return Arrays.copyOf(bytes, length);
    }

    public int length() {
        return length;
    }

    private void ensure(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
