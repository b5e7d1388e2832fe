package dev.shoutgate.frontend.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

class ReplyHeadsTest {

    private final ReplyHeads heads = new ReplyHeads();

    @Test
    void leavesTheBodyAndWhatSpeaksOfTheConnection() {
        ByteBuf reply = bytes("HTTP/1.1 409 Conflict\r\nDate: now\r\nConnection: close\r\nContent-Length: 2\r\n\r\n{}");
        ReplyHeads.Head head = heads.take(reply);

        assertThat(head.fields().status()).hasToString("409");
        assertThat(head.fields().size()).isEqualTo(3);
        assertThat(head.fields().get("date")).hasToString("now");
        assertThat(head.fields().get("content-length")).hasToString("2");
        assertThat(head.isWhole()).isTrue();
        assertThat(head.isInterim()).isFalse();
        assertThat(reply.toString(US_ASCII)).isEqualTo("{}");
    }

    @Test
    void knowsWhatGoesOn() {
        assertThat(heads.take(bytes("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\nretry")).isWhole()).isFalse();
        assertThat(heads.take(bytes("HTTP/1.1 204 No Content\r\nVary: a\r\n\r\n")).isWhole()).isTrue();
        assertThat(heads.take(bytes("HTTP/1.1 100 Continue\r\n\r\n")).isInterim()).isTrue();
    }

    /** The same bytes give the same; other bytes, also longer and shorter ones, never those of before. */
    @Test
    void readsTheSameBytesOnce() {
        String head = "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\n\r\n";
        ByteBuf again = bytes(head + "[]");
        ReplyHeads.Head first = heads.take(bytes(head + "{}"));

        assertThat(heads.take(again)).isSameAs(first);
        assertThat(again.toString(US_ASCII)).isEqualTo("[]");
        for (String other : new String[] {"HTTP/1.1 409 Conflict\r\nContent-Length: 3\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\n\r\n", "HTTP/1.1 409 Conflict\r\nContent-Length: 2\r\nA: b\r\n\r\n{}"}) {
            ReplyHeads.Head next = heads.take(bytes(other));
            assertThat(next).isNotEqualTo(first);
            assertThat(next).isNotSameAs(heads.take(bytes(head)));
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, US_ASCII);
    }
}
