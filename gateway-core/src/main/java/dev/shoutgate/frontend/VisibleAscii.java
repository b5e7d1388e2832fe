package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;

/**
 * Texts of visible ASCII, 0x21 to 0x7e, from headers into memory that is used again.
 *
 * <p>Threading: any; stateless.
 */
final class VisibleAscii {

    private VisibleAscii() {}

    /** Copies bytes; false when they are none, too many, or any of them is another character. */
    static boolean copy(byte[] from, int start, int length, ByteText to) {
        for (int i = start; i < start + length; i++) {
            if (from[i] <= ' ' || from[i] == 0x7f) {
                return false;
            }
        }
        return length > 0 && to.set(from, start, length);
    }

    /** Copies a part of a text; false when it is empty, too long, or has any other character. */
    static boolean copy(CharSequence from, int start, int end, ByteText to) {
        byte[] bytes = to.bytes();
        int length = end - start;
        if (length < 1 || length > bytes.length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            char c = from.charAt(start + i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
            bytes[i] = (byte) c;
        }
        to.length(length);
        return true;
    }
}
