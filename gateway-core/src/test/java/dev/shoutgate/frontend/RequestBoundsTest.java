package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.frontend.Wire.Reply;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is too large, broken, or two things at once is answered, and the connection ends: nothing hides behind it. */
class RequestBoundsTest {

    private static final String HIDDEN = "GET /count HTTP/1.1\r\nHost: a\r\n\r\n";

    private static SmallFrontend frontend;

    @BeforeAll
    static void open() throws IOException {
        frontend = new SmallFrontend();
    }

    @AfterAll
    static void close() {
        frontend.close();
    }

    @Test
    void takesATargetOf200BytesAndNot201() throws IOException {
        String longest = "/now/" + "x".repeat(195);
        assertTaken("GET " + longest + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertRefusedAndEnded("GET " + longest + "x HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri-too-long");
        assertRefusedAndEnded("GET " + longest.repeat(50) + " HTTP/1.1\r\nHost: a\r\n\r\n", 414, "uri-too-long");
    }

    @Test
    void refusesALineThatNeverEnds() throws IOException {
        assertRefusedAndEnded("GET /" + "x".repeat(5_000), 414, "uri-too-long");
    }

    @Test
    void takesHeadersOf1000BytesAndNotMore() throws IOException {
        assertTaken("GET /now/x HTTP/1.1\r\nHost: a\r\nX: " + "h".repeat(900) + "\r\n\r\n");
        assertRefusedAndEnded("GET /now/x HTTP/1.1\r\nHost: a\r\nX: " + "h".repeat(1000) + "\r\n\r\n", 431,
                "header-fields-too-large");
        assertRefusedAndEnded("GET /now/x HTTP/1.1\r\nHost: a\r\n" + "X: h\r\n".repeat(400) + "\r\n", 431,
                "header-fields-too-large");
        assertRefusedAndEnded("GET /now/x HTTP/1.1\r\nHost: a\r\nX: " + "h".repeat(20_000), 431,
                "header-fields-too-large");
    }

    @Test
    void takesABodyOf500BytesAndNot501() throws IOException {
        assertTaken("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 500\r\n\r\n" + "b".repeat(500));
        assertRefusedAndEnded("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 501\r\n\r\n" + "b".repeat(501), 413,
                "content-too-large");
    }

    @Test
    void refusesALargeBodyBeforeItIsSent() throws IOException {
        assertRefusedAndEnded("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 501\r\n\r\n",
                413, "content-too-large");
    }

    @Test
    void addsUpTheChunksOfABody() throws IOException {
        String head = "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
        String chunk = "64\r\n" + "b".repeat(100) + "\r\n";
        assertTaken(head + chunk.repeat(5) + "0\r\n\r\n");
        assertRefusedAndEnded(head + chunk.repeat(5) + "1\r\nb\r\n0\r\n\r\n", 413, "content-too-large");
        assertRefusedAndEnded(head + "7fffffff\r\n" + "b".repeat(600), 413, "content-too-large");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Transfer-Encoding: chunked\r\nContent-Length: 4",
        "Content-Length: 4\r\nContent-Length: 5",
        "Content-Length: 4\r\nContent-Length: 4",
        "Content-Length: 4, 4",
        "Content-Length: +4",
        "Content-Length: -4",
        "Content-Length: 0x4",
        "Content-Length: 4 4",
        "Content-Length: 99999999999999999999",
        "Content-Length: four",
        "Content-Length:",
        "Transfer-Encoding: xchunked",
        "Transfer-Encoding: identity",
        "Transfer-Encoding: chunked, identity",
        "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
        "Transfer-Encoding: gzip, chunked",
        "Transfer-Encoding : chunked",
        "Content-Length : 4",
        "Transfer-Encoding:\u000bchunked",
        "No colon at all",
        ": no name",
        "X(y): z",
        "X: a\u0000b",
        "X: a\rContent-Length: 4"})
    void refusesARequestThatTwoReadersCouldReadInTwoWays(String header) throws IOException {
        String request = "POST /echo HTTP/1.1\r\nHost: a\r\n" + header + "\r\n\r\n0\r\n\r\n" + HIDDEN;
        assertRefusedAndEnded(request, 400, "malformed-request");
    }

    /** Netty's decoder takes the eight bytes behind such a GET for its body. */
    @Test
    void refusesAHandshakeOfTheFirstWebSockets() throws IOException {
        assertRefusedAndEnded("GET /now/x HTTP/1.1\r\nHost: a\r\nSec-WebSocket-Key1: 4 @1\r\n"
                + "Sec-WebSocket-Key2: 12998\r\n\r\n" + HIDDEN, 400, "malformed-request");
    }

    @Test
    void takesAFoldedHeaderForPartOfTheOneBefore() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nX: a\r\n Content-Length: 34\r\n\r\n").get("/now/next");

            assertThat(wire.read().body()).isEmpty();
            assertThat(wire.read().body()).isEqualTo("{\"now\":\"next\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"g\r\n", "-1\r\n", "\r\n", "1 1\r\nb\r\n", "0x1\r\nb\r\n", "1\r\nbb\r\n",
        "fffffffff\r\n", "1\nb\n0\n\n", "+1\r\nb\r\n"})
    void refusesAChunkThatIsNone(String chunk) throws IOException {
        assertRefusedAndEnded("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunk
                + "0\r\n\r\n" + HIDDEN, 400, "malformed-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /now/x HTTP/1.1\nHost: a\n\n", "GET /now/x HTTP/1.1\r\nHost: a\nX: y\r\n\r\n",
        "GET /now/x\r\nHost: a\r\n\r\n", "GET /now/x HTTP/1.1 x\r\n\r\n",
        "GET /now/x HTTQ/1.1\r\nHost: a\r\n\r\n", "G(T /now/x HTTP/1.1\r\nHost: a\r\n\r\n", "hello\r\n\r\n",
        "GET /now/x HTTP/1.1\r\n\r\n", "GET /now/x HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        "\u0016\u0003\u0001\u0002\u0000\u0001\r\n\r\n"})
    void refusesWhatIsNotPlainlyHttp(String request) throws IOException {
        assertRefusedAndEnded(request + HIDDEN, 400, "malformed-request");
    }

    @ParameterizedTest
    @CsvSource({"GET /now/x HTTP/2.0", "GET /now/x HTTP/3.7", "PRI * HTTP/2.0", "GET /now/x HTTP/1.2",
        "GET /now/x HTTP/0.9"})
    void refusesVersionsThatItDoesNotSpeak(String line) throws IOException {
        assertRefusedAndEnded(line + "\r\nHost: a\r\n\r\n" + HIDDEN, 505, "http-version-not-supported");
    }

    private static void assertTaken(String request) throws IOException {
        try (Wire wire = frontend.connect()) {
            assertThat(wire.send(request).read().status()).isEqualTo(200);
            assertThat(wire.get("/now/next").read().status()).isEqualTo(200);
        }
    }

    /** One refusal, then the end; whatever came behind it was never run. */
    private static void assertRefusedAndEnded(String request, int status, String code) throws IOException {
        int before = frontend.handled.get();
        try (Wire wire = frontend.connect()) {
            Reply reply = wire.send(request).read();

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.head()).contains("\r\nConnection: close\r\n");
            assertThat(wire.isAtEnd()).isTrue();
        }
        assertThat(frontend.handled.get()).isEqualTo(before);
    }
}
