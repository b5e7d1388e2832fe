package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;

/**
 * Texts of visible ASCII, 0x21 to 0x7e, from headers into memory that is used again.
 *
 * <p>Threading: any; stateless.
 */
final class VisibleAscii {

    private VisibleAscii() {}

    /** Copies a part of a header; false when it is empty, too long, or has any other character. */
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
