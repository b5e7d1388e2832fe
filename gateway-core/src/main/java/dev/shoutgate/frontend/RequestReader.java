package dev.shoutgate.frontend;

import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Reads requests of the form that a crowd's clients send, without an object: whole within the bytes of one read, GET or
 * POST of a path, HTTP/1.1, fields of printable ASCII, lines that end with CR LF, and a body whose length is said
 * plainly. Whatever is not exactly that is left, untouched, to Netty's decoder, which knows all of HTTP.
 *
 * <p>So it may decline but never differ, and it takes nothing that two readers could understand as two requests (RFC
 * 9112, 11.2): no chunks, no second length, no folded line, no bare LF, no byte beyond ASCII.
 *
 * <p>Threading: one event loop, for all connections of one side.
 */
final class RequestReader {

    /** As much as one read of a socket brings. */
    private static final int MOST_BYTES = 16 * 1024;
    private static final int MOST_LENGTH_DIGITS = 7;
    private static final byte DELETE = 0x7f;
    private static final VarHandle WORDS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long SPACES = ONES * ' ';
    private static final long DELETES = ONES * DELETE;
    private static final long FIRST_BITS = ONES << 7;
    private static final byte[] GET = ascii("GET /");
    private static final byte[] POST = ascii("POST /");
    private static final byte[] VERSION = ascii(" HTTP/1.1\r\n");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final byte[] COLON = ascii(":");
    private static final byte[] HOST = ascii("host");
    private static final byte[] EXPECT = ascii("expect");
    private static final byte[] CONNECTION = ascii("connection");
    private static final byte[] KEEP_ALIVE = ascii("keep-alive");
    private static final byte[] CONTENT_LENGTH = ascii("content-length");
    private static final byte[] TRANSFER_ENCODING = ascii("transfer-encoding");
    /** Of a handshake from before WebSockets were standard: with a second such key, it has a body without a length. */
    private static final byte[] WEBSOCKET_KEY = ascii("sec-websocket-key1");
    private static final boolean[] IN_NAME = new boolean[128];

    static {
        for (int c = 0; c < IN_NAME.length; c++) {
            IN_NAME[c] = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_';
        }
    }

    private final KnownTargets known;
    private final FrontendLimits limits;
    private final Request request = new Request();
    private final byte[] bytes = new byte[MOST_BYTES];
    private int at;
    private int end;
    private int hosts;
    /** What the request says of its body; -1 where it says nothing. */
    private int bodyLength;

    RequestReader(RouteTable routes, FrontendLimits limits) {
        this.known = new KnownTargets(routes);
        this.limits = limits;
    }

    /** Looks at what a read brought, and takes nothing of it. */
    void look(ByteBuf read) {
        at = 0;
        end = Math.min(read.readableBytes(), MOST_BYTES);
        read.getBytes(read.readerIndex(), bytes, 0, end);
    }

    /**
     * The next request, valid until the next call; null where no whole one of that form stands at the beginning of what
     * is left.
     */
    Request next() {
        int from = at;
        boolean isPost = skip(POST);
        if (isPost || skip(GET)) {
            skipTarget();
            int lineEnd = at;
            if (lineEnd - from <= limits.maxUriBytes() && skip(VERSION) && skipFields() && takeBody(isPost)) {
                request.target = known.find(bytes, from, lineEnd);
                return request;
            }
        }
        at = from;
        return null;
    }

    /** How many bytes were taken since the last look. */
    int taken() {
        return at;
    }

    /** The rest of a path, and a query: whatever is visible, but nothing that has to be decoded. */
    private void skipTarget() {
        while (at < end && bytes[at] > ' ' && bytes[at] != DELETE && bytes[at] != '%') {
            at++;
        }
    }

    private boolean skipFields() {
        int from = at;
        hosts = 0;
        bodyLength = -1;
        request.headers.clear(bytes);
        while (at < end && bytes[at] != '\r') {
            if (!skipField()) {
                return false;
            }
        }
        return at - from <= limits.maxHeaderBytes() && hosts == 1 && skip(LINE_END);
    }

    private boolean skipField() {
        int name = at;
        while (at < end && bytes[at] >= 0 && IN_NAME[bytes[at]]) {
            at++;
        }
        int nameEnd = at;
        if (nameEnd == name || !skip(COLON)) {
            return false;
        }
        while (at < end && bytes[at] == ' ') {
            at++;
        }
        int value = at;
        skipValue();
        int valueEnd = at;
        while (valueEnd > value && bytes[valueEnd - 1] == ' ') {
            valueEnd--;
        }
        request.headers.add(name, nameEnd - name, value, valueEnd - value);
        return skip(LINE_END) && isPlain(name, nameEnd, value, valueEnd);
    }

    /** Behind all that is printable ASCII: eight bytes at a time, for a token has hundreds of them. */
    private void skipValue() {
        while (at + Long.BYTES <= end && arePrintable((long) WORDS.get(bytes, at))) {
            at += Long.BYTES;
        }
        while (at < end && bytes[at] >= ' ' && bytes[at] != DELETE) {
            at++;
        }
    }

    /**
     * Whether none of eight bytes is below the space, DEL, or beyond ASCII: each of those leaves, by one of the two
     * ways, a first bit that is set. A byte behind it may be taken for such a one too, so the caller looks again.
     */
    private static boolean arePrintable(long word) {
        return ((word - SPACES | (word ^ DELETES) - ONES) & FIRST_BITS) == 0;
    }

    /** Whether a field, if it has a say in where the request ends or what becomes of its connection, says the usual. */
    private boolean isPlain(int name, int nameEnd, int value, int valueEnd) {
        if (is(HOST, name, nameEnd)) {
            hosts++;
        } else if (is(CONTENT_LENGTH, name, nameEnd)) {
            return bodyLength < 0 && isLength(value, valueEnd);
        } else if (is(CONNECTION, name, nameEnd)) {
            return is(KEEP_ALIVE, value, valueEnd);
        } else if (is(EXPECT, name, nameEnd)) {
            return false;
        }
        return !is(TRANSFER_ENCODING, name, nameEnd) && !is(WEBSOCKET_KEY, name, nameEnd);
    }

    private boolean isLength(int from, int to) {
        int digits = to - from;
        if (digits < 1 || digits > MOST_LENGTH_DIGITS || digits > 1 && bytes[from] == '0') {
            return false;
        }
        bodyLength = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return false;
            }
            bodyLength = bodyLength * 10 + bytes[i] - '0';
        }
        return true;
    }

    private boolean takeBody(boolean isPost) {
        int length = Math.max(bodyLength, 0);
        if (length > (isPost ? Math.min(limits.maxBodyBytes(), end - at) : 0)) {
            return false;
        }
        request.bodyLength = 0;
        request.ensureBody(length);
        System.arraycopy(bytes, at, request.body, 0, length);
        request.bodyLength = length;
        at += length;
        return true;
    }

    /** Whether these bytes come next, which are then behind us. */
    private boolean skip(byte[] wanted) {
        if (end - at < wanted.length) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (bytes[at + i] != wanted[i]) {
                return false;
            }
        }
        at += wanted.length;
        return true;
    }

    /** Whether a part is this word, in letters of any case. */
    private boolean is(byte[] word, int from, int to) {
        if (to - from != word.length) {
            return false;
        }
        for (int i = 0; i < word.length; i++) {
            if ((bytes[from + i] | (word[i] >= 'a' ? 0x20 : 0)) != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
