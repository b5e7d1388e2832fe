package dev.shoutgate.sim.press;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One answer as it is read off a connection: status, the one header that matters, body bytes. Reused from answer to
 * answer, on the event loop only.
 */
final class Answer {
    /** Orders and problems are a few hundred bytes; an answer beyond this is none. */
    static final int MOST_BODY_BYTES = 64 * 1024;

    private int status;
    private boolean replayed;
    private byte[] body = new byte[1024];
    private int lengthBytes;

    void begin(int status, boolean replayed) {
        this.status = status;
        this.replayed = replayed;
        lengthBytes = 0;
    }

    /** Takes a part of the body; false when it has become too long to be an answer. */
    boolean add(ByteBuf part) {
        int more = part.readableBytes();
        if (lengthBytes + more > MOST_BODY_BYTES) {
            return false;
        }
        if (lengthBytes + more > body.length) {
            body = Arrays.copyOf(body, Math.max(lengthBytes + more, 2 * body.length));
        }
        part.readBytes(body, lengthBytes, more);
        lengthBytes += more;
        return true;
    }

    int status() {
        return status;
    }

    /** Whether it carried {@code Idempotent-Replayed: true}. */
    boolean replayed() {
        return replayed;
    }

    byte[] body() {
        return body;
    }

    int lengthBytes() {
        return lengthBytes;
    }

    String text() {
        return new String(body, 0, lengthBytes, StandardCharsets.UTF_8);
    }
}
