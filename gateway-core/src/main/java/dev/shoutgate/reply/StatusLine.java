package dev.shoutgate.reply;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/**
 * Status lines as bytes.
 *
 * <p>Threading: immutable, any thread.
 */
final class StatusLine {

    private static final byte[][] LINES = lines();

    private StatusLine() {}

    static byte[] of(int status) {
        return LINES[status];
    }

    private static byte[][] lines() {
        byte[][] lines = new byte[600][];
        for (int status = 200; status < lines.length; status++) {
            String reason = HttpResponseStatus.valueOf(status).reasonPhrase();
            lines[status] = ("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return lines;
    }
}
