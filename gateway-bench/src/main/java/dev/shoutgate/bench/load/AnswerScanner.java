package dev.shoutgate.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Finds where answers end, and their status, in the bytes of a connection. Answers of one status mostly have one form,
 * so it looks first whether the length of a body is said where it was said the last time.
 *
 * <p>Threading: one owner.
 */
final class AnswerScanner {

    private static final byte[] LENGTH = "\r\nContent-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HEAD_END = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int STATUS_AT = "HTTP/1.1 ".length();
    private static final int STATUSES = 600;

    /** By status, where the last one said its length, counted from its beginning. */
    private final int[] saidAt = new int[STATUSES];
    private int status;

    /**
     * The bytes of the answer that begins there; 0 where not all of them have come.
     *
     * @throws IOException where it is none of HTTP/1.1, or says no length
     */
    int length(byte[] bytes, int from, int end) throws IOException {
        if (end - from < STATUS_AT + 3) {
            return 0;
        }
        status = (bytes[from + STATUS_AT] - '0') * 100 + (bytes[from + STATUS_AT + 1] - '0') * 10
                + bytes[from + STATUS_AT + 2] - '0';
        if (bytes[from] != 'H' || status < 100 || status >= STATUSES) {
            throw new IOException("wanted an answer of HTTP/1.1, got "
                    + new String(bytes, from, Math.min(80, end - from), StandardCharsets.US_ASCII));
        }
        int said = from + saidAt[status];
        if (!is(LENGTH, bytes, said, end)) {
            said = find(LENGTH, bytes, from, end);
        }
        if (said < 0) {
            return 0;
        }
        saidAt[status] = said - from;
        int at = said + LENGTH.length;
        int body = 0;
        for (; at < end && bytes[at] != '\r'; at++) {
            body = body * 10 + bytes[at] - '0';
        }
        int headEnd = is(HEAD_END, bytes, at, end) ? at : find(HEAD_END, bytes, at, end);
        int length = headEnd < 0 ? Integer.MAX_VALUE : headEnd + HEAD_END.length + body - from;
        return length <= end - from ? length : 0;
    }

    /** Of the answer that was looked at last. */
    int status() {
        return status;
    }

    private static boolean is(byte[] wanted, byte[] bytes, int at, int end) {
        if (end - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    private static int find(byte[] wanted, byte[] bytes, int from, int end) {
        for (int at = from; at <= end - wanted.length; at++) {
            if (is(wanted, bytes, at, end)) {
                return at;
            }
        }
        return -1;
    }
}
