package dev.shoutgate;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A short text as bytes in memory that is used again: buyer ids, keys and notes travel from the socket to the
 * journal without becoming objects.
 *
 * <p>Threading: one owner at a time.
 */
public final class ByteText {

    private final byte[] bytes;
    private int length;

    public ByteText(int capacity) {
        bytes = new byte[capacity];
    }

    /** Takes a text; returns false, and stays empty, when it does not fit. */
    public boolean set(byte[] from, int offset, int length) {
        if (length > bytes.length) {
            this.length = 0;
            return false;
        }
        System.arraycopy(from, offset, bytes, 0, length);
        this.length = length;
        return true;
    }

    public boolean set(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        return set(utf8, 0, utf8.length);
    }

    public void set(ByteText other) {
        set(other.bytes, 0, other.length);
    }

    public void clear() {
        length = 0;
    }

    /** The memory itself: valid up to {@link #length()}. */
    public byte[] bytes() {
        return bytes;
    }

    public int length() {
        return length;
    }

    /** Says that {@link #bytes()} was filled up to here. */
    public void length(int length) {
        this.length = length;
    }

    public boolean isEmpty() {
        return length == 0;
    }

    public boolean sameAs(ByteText other) {
        return Arrays.equals(bytes, 0, length, other.bytes, 0, other.length);
    }

    @Override
    public String toString() {
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }
}
