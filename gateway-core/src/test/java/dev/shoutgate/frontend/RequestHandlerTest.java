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

/** Requests of one connection: put together whole, within bounds, answered in order, or refused so that nothing hides. */
class RequestHandlerTest {

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
    void answersInTheOrderOfTheRequestsAlsoWhenTheSecondIsDoneFirst() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/later/first").get("/later/second").get("/now/third");
            frontend.complete("second");
            wire.get("/now/fourth");
            frontend.complete("first");

            assertThat(wire.read().body()).isEqualTo("{\"later\":\"first\"}");
            assertThat(wire.read().body()).isEqualTo("{\"later\":\"second\"}");
            assertThat(wire.read().body()).contains("third").contains("now");
            assertThat(wire.read().body()).contains("fourth");
        }
    }

    @Test
    void answersWhoEndedTheirHalfWhileTheyWaited() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/later/half").endSending();
            frontend.complete("half");

            assertThat(wire.read().body()).isEqualTo("{\"later\":\"half\"}");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void leavesWhoEndedTheirHalfAndWaitForNothing() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/now/x");
            wire.read();
            wire.endSending();

            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void answersNothingButTheEndWhereNobodyKnowsWhatBecameOfIt() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/now/before").get("/later/unknown").get("/now/after");
            frontend.forget("unknown");

            assertThat(wire.read().body()).contains("before");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void readsARequestThatComesByteByByte() throws IOException {
        try (Wire wire = frontend.connect()) {
            for (char c : "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\n\r\n[17]".toCharArray()) {
                wire.send(String.valueOf(c));
            }
            assertThat(wire.read().body()).isEqualTo("[17]");
        }
    }

    @Test
    void readsABodyInChunksAndTheRequestBehindIt() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n"
                    + "2;x=y\r\n[1\r\n2\r\n7]\r\n0\r\nTrailer: t\r\n\r\n").get("/now/next");

            assertThat(wire.read().body()).isEqualTo("[17]");
            assertThat(wire.read().body()).contains("next");
        }
    }

    @Test
    void asksForABodyThatWaitsToBeAskedFor() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            assertThat(wire.readHead()).isEqualTo("HTTP/1.1 100 Continue\r\n\r\n");

            assertThat(wire.send("[17]").read().body()).isEqualTo("[17]");
        }
    }

    @Test
    void asksForABodyInItsTurnOnly() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/later/before-continue");
            wire.send("POST /echo HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
            frontend.complete("before-continue");

            assertThat(wire.read().body()).contains("before-continue");
            assertThat(wire.readHead()).startsWith("HTTP/1.1 100");
        }
    }

    @Test
    void answersHeadWithTheHeadOfGetAlone() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("HEAD /now/x HTTP/1.1\r\nHost: a\r\n\r\n").get("/now/y");

            assertThat(wire.readHead()).startsWith("HTTP/1.1 200 OK\r\n").contains("Content-Length: 11\r\n");
            assertThat(wire.read().body()).isEqualTo("{\"now\":\"y\"}");
        }
    }

    @Test
    void answersHeadOfNothingWithoutABodyToo() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("HEAD /nowhere HTTP/1.1\r\nHost: a\r\n\r\n").get("/now/y");

            assertThat(wire.readHead()).startsWith("HTTP/1.1 404 Not Found\r\n");
            assertThat(wire.read().body()).isEqualTo("{\"now\":\"y\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /now/x HTTP/1.0\r\n\r\n", "GET /now/x HTTP/1.0\r\nConnection: close, keep-alive\r\n\r\n",
        "GET /now/x HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        "GET /now/x HTTP/1.1\r\nHost: a\r\nConnection: Close, TE\r\n\r\n"})
    void saysThatItClosesAndCloses(String request) throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send(request).get("/now/too-late");
            Reply reply = wire.read();

            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.head()).contains("\r\nConnection: close\r\n");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void keepsAConnectionOfHttp10WhereItIsAskedToAndSaysSo() throws IOException {
        try (Wire wire = frontend.connect()) {
            for (int i = 0; i < 2; i++) {
                Reply reply = wire.send("GET /now/x HTTP/1.0\r\nConnection: Keep-Alive\r\n\r\n").read();
                assertThat(reply.head()).contains("\r\nConnection: keep-alive\r\n");
            }
            assertThat(wire.get("/now/x").read().head()).doesNotContain("Connection:");
        }
    }

    @Test
    void takesNoChunksOfHttp10() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.send("POST /echo HTTP/1.0\r\nConnection: keep-alive\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");

            assertThat(wire.read().code()).isEqualTo("malformed-request");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    @Test
    void answersAFaultOfAnEndpointAndGoesOn() throws IOException {
        try (Wire wire = frontend.connect()) {
            wire.get("/broken").get("/now/x");

            assertThat(wire.read().code()).isEqualTo("internal-error");
            assertThat(wire.read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource({"/nowhere, 404, not-found", "/now/, 404, not-found", "/echo, 405, method-not-allowed"})
    void refusesWhatNobodyAnswersAndGoesOn(String path, int status, String code) throws IOException {
        try (Wire wire = frontend.connect()) {
            Reply reply = wire.get(path).read();

            assertThat(reply.status()).isEqualTo(status);
            assertThat(reply.code()).isEqualTo(code);
            assertThat(reply.head().contains("\r\nAllow: POST\r\n")).isEqualTo(status == 405);
            assertThat(wire.get("/now/x").read().status()).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "/now/a%20b|{\"now\":\"a b\"}",
        "/now/a+b|{\"now\":\"a+b\"}",
        "/now/%E4%B8%BB|{\"now\":\"主\"}",
        "/now/a?b=c|{\"now\":\"a\"}",
        "/%6eow/a|{\"now\":\"a\"}",
        "/now/a%zz|{\"now\":\"a%zz\"}",
        "/now/a%2Fb|{\"now\":\"a%2Fb\"}",
        "/now/a%2fb%20|{\"now\":\"a%2fb%20\"}"})
    void readsThePathAsItIsMeant(String target, String body) throws IOException {
        try (Wire wire = frontend.connect()) {
            assertThat(wire.get(target).read().body()).isEqualTo(body);
        }
    }

    @Test
    void findsNoRouteBehindASlashThatIsEncoded() throws IOException {
        try (Wire wire = frontend.connect()) {
            assertThat(wire.get("/now%2Fx").read().status()).isEqualTo(404);
        }
    }
}
