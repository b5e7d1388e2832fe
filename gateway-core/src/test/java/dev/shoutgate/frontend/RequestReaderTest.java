package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the reader of plain requests takes, and what it leaves to Netty's decoder. */
class RequestReaderTest {

    private static final String GET = "GET /now/x HTTP/1.1\r\nHost: a\r\n";
    private static final String POST = "POST /now/x HTTP/1.1\r\nHost: a\r\n";
    private static final FrontendLimits LIMITS =
            new FrontendLimits(200, 1000, 500, 4, 10, 10, Duration.ofSeconds(10), Duration.ofSeconds(30));

    private final RequestReader reader = new RequestReader(new Witness().routes, LIMITS);

    private Request read(String bytes) {
        reader.look(Unpooled.wrappedBuffer(bytes.getBytes(ISO_8859_1)));
        return reader.next();
    }

    private void assertDeclined(String bytes) {
        assertThat(read(bytes)).isNull();
        assertThat(reader.taken()).isZero();
    }

    private void assertTaken(String bytes) {
        assertThat(read(bytes)).isNotNull();
        assertThat(reader.taken()).isEqualTo(bytes.length());
    }

    @Test
    void takesABuyAsPhonesSendIt() {
        Request buy = read("POST /v1/sales/demo/orders?a=b HTTP/1.1\r\nHost: shop\r\nConnection: Keep-Alive\r\n"
                + "content-LENGTH: 4\r\nX-Buyer-Id:b1 \r\nX_y:\r\n\r\n[17]");

        assertThat(buy.target.method()).isEqualTo("POST");
        assertThat(buy.target.sent()).isEqualTo("/v1/sales/demo/orders?a=b");
        assertThat(buy.target.path()).isEqualTo("/v1/sales/demo/orders");
        assertThat(buy.target.route().name()).isEqualTo("POST /v1/sales/{}/orders");
        assertThat(buy.argument(0)).isEqualTo("demo");
        assertThat(buy.headers).hasToString(
                "Host: shop\nConnection: Keep-Alive\ncontent-LENGTH: 4\nX-Buyer-Id: b1\nX_y: \n");
        assertThat(new String(buy.body, 0, buy.bodyLength, ISO_8859_1)).isEqualTo("[17]");
    }

    @Test
    void takesOneBehindTheOtherAndLeavesTheRest() {
        String two = GET + "\r\n" + POST + "Content-Length: 2\r\n\r\nab";

        Request first = read(two + GET + "X: unfinished");
        assertThat(first.target.method() + first.bodyLength).isEqualTo("GET0");
        Request second = reader.next();
        assertThat(second.target.method() + second.bodyLength).isEqualTo("POST2");
        assertThat(reader.next()).isNull();
        assertThat(reader.taken()).isEqualTo(two.length());
    }

    @Test
    void takesNothingFromTheReadItself() {
        ByteBuf bytes = Unpooled.copiedBuffer("..." + GET + "\r\n", ISO_8859_1).skipBytes(3);
        reader.look(bytes);

        assertThat(reader.next()).isNotNull();
        assertThat(bytes.readerIndex()).isEqualTo(3);
        assertThat(bytes.refCnt()).isEqualTo(1);
    }

    @Test
    void takesNoRequestBeforeItIsWhole() {
        String whole = POST + "Content-Length: 2\r\n\r\nab";
        // What an earlier read left behind in the memory must not complete it.
        assertTaken(whole);
        for (int length = 0; length < whole.length(); length++) {
            assertDeclined(whole.substring(0, length));
        }
    }

    @Test
    void forgetsTheLengthsOfTheRequestBefore() {
        assertTaken(POST + "Content-Length: 2\r\n\r\nab");
        assertThat(read(POST + "\r\nab").bodyLength).isZero();
        assertTaken(POST + "Content-Length: 2\r\n\r\nab");
    }

    @Test
    void takesWhatFitsTheBoundsAndNotAByteMore() {
        String lines = "GET / HTTP/1.1\r\nHost: a\r\nX: ";
        int left = LIMITS.maxHeaderBytes() - "Host: a\r\nX: \r\n".length();

        assertTaken(lines + "h".repeat(left) + "\r\n\r\n");
        assertDeclined(lines + "h".repeat(left + 1) + "\r\n\r\n");
        assertTaken("GET /" + "p".repeat(195) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertDeclined("GET /" + "p".repeat(196) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertTaken(POST + "Content-Length: 500\r\n\r\n" + "b".repeat(500));
        assertDeclined(POST + "Content-Length: 501\r\n\r\n" + "b".repeat(501));
    }

    @Test
    void looksAtNoMoreThanItHasRoomFor() {
        String many = (GET + "\r\n").repeat(1_000);
        int taken = 0;
        for (Request request = read(many); request != null; request = reader.next()) {
            taken++;
        }
        assertThat(taken).isEqualTo(16 * 1024 / (GET.length() + 2));
    }

    @ParameterizedTest
    @CsvSource({"Content-Length: 0", "Host2: b", "Connection: KEEP-alive", "X: a:b \"c\"", "X: ~!", "TE: trailers",
        "Content_Length: 9", "Sec-WebSocket-Key2: 1", "Keep-Alive: timeout=5", "Proxy-Connection: close",
        "Upgrade: h2c"})
    void takesFieldsThatChangeNothing(String field) {
        assertTaken(GET + field + "\r\n\r\n");
    }

    /** Framing that two readers could see in two ways, and all that changes what becomes of the connection. */
    /** It looks at eight bytes at a time, and none of them may hide behind the others. */
    @Test
    void seesEachByteOfALongValue() {
        for (int length = 1; length <= 18; length++) {
            for (int place = 0; place < length; place++) {
                for (int c = 0; c < 256; c++) {
                    String value = "~".repeat(place) + (char) c + " ".repeat(length - place - 1) + "x";
                    String request = GET + "X: " + value + "\r\n\r\n";
                    if (c >= ' ' && c < 0x7f) {
                        assertTaken(request);
                    } else {
                        assertDeclined(request);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked", "Transfer-Encoding: chunked\r\nContent-Length: 2",
        "Content-Length: 2\r\nContent-Length: 2", "Content-Length: 2\r\ncontent-length: 0",
        "Content-Length: 0\r\nContent-Length: 2", "Content-Length: +2", "Content-Length: -0", "Content-Length: 02",
        "Content-Length: 00", "Content-Length: 2 2", "Content-Length: 2, 2", "Content-Length: 2,2",
        "Content-Length: 0x2",
        "Content-Length: 2\t", "Content-Length:\t2", "Content-Length: ", "Content-Length: two",
        "Content-Length: \u00b2",
        "Content-Length: 00000002", "Content-Length: 4294967298", "Content-Length : 2",
        "Transfer-Encoding: chunked", "transfer-ENCODING:chunked", "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: identity", "Transfer-Encoding: xchunked", "Transfer-Encoding:",
        "Transfer-Encoding : chunked",
        "Transfer-Encoding:\u000bchunked", "Host: b", "host: a", "HOST:", "Expect: 100-continue", "expect:",
        "Connection: close", "Connection: keep-alive, close", "Connection: Upgrade", "Connection: keep-alive, Upgrade",
        "Connection:", "Connection: close\r\nConnection: keep-alive", "Connection: keep-alive\r\nConnection: close",
        "Sec-WebSocket-Key1: 1", "X: a\r\n folded", "X: a\r\n\tfolded", " X: a", "X: a\nY: b", "X: a\n", "X: a\rY: b",
        "X: a\r", "X: a\u0000b", "X: a\tb", "X: \u007f", "X: \u0080", "X: \u00e4", "X : a", "X\t: a", "X", ": a",
        "X(y): a", "X\u00e4: a", "X\u0000: a", "X!: a"})
    void leavesFieldsThatNeedAThoroughReader(String field) {
        assertDeclined(POST + field + "\r\n\r\nab" + GET + "\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /now/x HTTP/1.1\r\n\r\n", "GET /now/x HTTP/1.0\r\nHost: a\r\n\r\n",
        "GET /now/x HTTP/1.2\r\nHost: a\r\n\r\n", "GET /now/x http/1.1\r\nHost: a\r\n\r\n",
        "GET /now/x HTTP/1.1 \r\nHost: a\r\n\r\n", "GET /now/x  HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET  /now/x HTTP/1.1\r\nHost: a\r\n\r\n", "GET\t/now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /now/x\tHTTP/1.1\r\nHost: a\r\n\r\n", "GET /now/x HTTP/1.1\nHost: a\r\n\r\n",
        "GET /now/x HTTP/1.1\r\nHost: a\n\r\n", "GET /now/x HTTP/1.1\r\nHost: a\r\n\n",
        "GET /now/x\r\nHost: a\r\n\r\n", "GET http://a/now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET * HTTP/1.1\r\nHost: a\r\n\r\n", "GET now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /now/%78 HTTP/1.1\r\nHost: a\r\n\r\n", "GET /now/\u00e4 HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /now/\u007f HTTP/1.1\r\nHost: a\r\n\r\n", "GET /now/\u0000 HTTP/1.1\r\nHost: a\r\n\r\n",
        "get /now/x HTTP/1.1\r\nHost: a\r\n\r\n", "HEAD /now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "PUT /now/x HTTP/1.1\r\nHost: a\r\n\r\n", "POSTS /now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "\r\nGET /now/x HTTP/1.1\r\nHost: a\r\n\r\n", " GET /now/x HTTP/1.1\r\nHost: a\r\n\r\n",
        "GET /now/x HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc"})
    void leavesEveryOtherForm(String bytes) {
        assertDeclined(bytes);
    }
}
