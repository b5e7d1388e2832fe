package dev.shoutgate.reply;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Status lines as bytes, with the reason phrases of RFC 9110: Netty has older ones of four statuses.
 *
 * <p>Threading: immutable, any thread.
 */
final class StatusLine {

    private static final Map<Integer, String> RENAMED = Map.of(413, "Content Too Large", 414, "URI Too Long",
            416, "Range Not Satisfiable", 422, "Unprocessable Content");
    private static final byte[][] LINES = lines();

    private StatusLine() {}

    static byte[] of(int status) {
        return LINES[status];
    }

    private static byte[][] lines() {
        byte[][] lines = new byte[600][];
        for (int status = 200; status < lines.length; status++) {
            String reason = RENAMED.getOrDefault(status, HttpResponseStatus.valueOf(status).reasonPhrase());
            lines[status] = ("HTTP/1.1 " + status + " " + reason + "\r\n").getBytes(StandardCharsets.US_ASCII);
        }
        return lines;
    }
}
