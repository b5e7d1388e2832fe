package dev.shoutgate.frontend;

import static dev.shoutgate.frontend.Http2Wire.END_STREAM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.frontend.Http2Wire.Reply;
import dev.shoutgate.reply.Exchange;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests and replies of HTTP/2 over a real socket: the same handlers, frames instead of bytes. */
@Timeout(60)
class Http2RequestsTest {

    private SmallFrontend frontend;
    private Http2Wire wire;

    @BeforeEach
    void connect() throws IOException {
        frontend = new SmallFrontend();
        wire = Http2Wire.connect(frontend.server().port());
    }

    @AfterEach
    void close() throws IOException {
        wire.close();
        frontend.close();
    }

    @Test
    void answersStreamsInTheOrderOfTheirOutcomes() throws IOException {
        wire.get(1, "/later/a").get(3, "/later/b").get(5, "/now/c");

        assertThat(wire.reply(5).text()).isEqualTo("{\"now\":\"c\"}");
        frontend.complete("b");
        assertThat(wire.reply(3).text()).isEqualTo("{\"later\":\"b\"}");
        assertThat(wire.soFar(1).ended).isFalse();
        frontend.complete("a");
        Reply last = wire.reply(1);
        assertThat(last.text()).isEqualTo("{\"later\":\"a\"}");
        assertThat(last.status()).isEqualTo(200);
        assertThat(last.head).noneMatch(field -> field.getKey().toString().matches(".*[A-Z].*|connection|.*encoding"));
        assertThat(last.head.get("content-type")).hasToString("application/json");
        assertThat(last.head.get("content-length")).hasToString("13");
        assertThat(last.reset).isEqualTo(-1);
    }

    @Test
    void takesABodyInPieces() throws IOException {
        wire.request(1, 0, "POST", "/echo", "content-length", "11").data(1, "\"hello", false);
        wire.get(3, "/now/between");
        assertThat(wire.reply(3).status()).isEqualTo(200);
        wire.data(1, "", false).data(1, " you\"", true);

        assertThat(wire.reply(1).text()).isEqualTo("\"hello you\"");
    }

    @Test
    void takesABodyWithoutALengthAndWithTrailers() throws IOException {
        wire.request(1, 0, "POST", "/echo").data(1, "\"x\"", false)
                .frame(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, 1, Http2Wire.block("checksum", "1"));

        assertThat(wire.reply(1).text()).isEqualTo("\"x\"");
    }

    @Test
    void saysThatABodyMayComeToWhoWaitsForThat() throws IOException {
        wire.request(1, 0, "POST", "/echo", "expect", "100-continue");
        wire.await(Http2Wire.HEADERS);
        assertThat(wire.soFar(1).status()).isEqualTo(100);
        assertThat(wire.soFar(1).ended).isFalse();
        wire.data(1, "\"x\"", true);

        assertThat(wire.reply(1).status()).isEqualTo(200);
    }

    @Test
    void answersHeadWithoutABody() throws IOException {
        Reply reply = wire.request(1, END_STREAM, "HEAD", "/now/x").reply(1);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.head.get("content-length")).hasToString("11");
        assertThat(reply.body.size()).isZero();
    }

    /** Limits of this server: 200 bytes of target, 1,000 of header fields, 500 of body. */
    @Test
    void refusesInTheSameWordsAndGoesOn() throws IOException {
        assertRefused(wire.get(1, "/nowhere").reply(1), 404, "not-found");
        assertRefused(wire.request(3, END_STREAM, "DELETE", "/now/x").reply(3), 405, "method-not-allowed");
        assertRefused(wire.get(5, "/now/" + "x".repeat(200)).reply(5), 414, "uri-too-long");
        assertRefused(wire.get(7, "/now/x", "a", "y".repeat(990)).reply(7), 431, "header-fields-too-large");
        assertRefused(wire.request(9, 0, "POST", "/echo", "content-length", "501").reply(9), 413, "content-too-large");
        assertRefused(wire.request(11, 0, "POST", "/echo").data(11, "x".repeat(501), false).reply(11),
                413, "content-too-large");
        assertRefused(wire.request(13, END_STREAM, "CONNECT", "/x").reply(13), 404, "not-found");
        // As RFC 9113 has it (8.5): it says where to and no path.
        assertRefused(wire.frame(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, 15,
                Http2Wire.block(":method", "CONNECT", ":authority", "a:443")).reply(15), 404, "not-found");
        assertRefused(wire.get(17, "/broken").reply(17), 500, "internal-error");
        assertThat(wire.get(19, "/now/x", "a", "y".repeat(900)).reply(19).status()).isEqualTo(200);
    }

    private static void assertRefused(Reply reply, int status, String code) {
        assertThat(reply.text()).contains("\"code\":\"" + code + "\"");
        assertThat(reply.status()).isEqualTo(status);
        assertThat(reply.head.get("content-type")).hasToString("application/problem+json");
    }

    /** The rest of a body that was refused is not wanted, and that is no fault (RFC 9113, 8.1). */
    @Test
    void stopsWhoSendsABodyThatWasRefused() throws IOException {
        wire.request(1, 0, "POST", "/echo", "content-length", "501");

        assertThat(wire.reply(1).status()).isEqualTo(413);
        assertThat(wire.await(Http2Wire.RST_STREAM).error()).isEqualTo(Http2Wire.NO_ERROR);
        assertThat(wire.get(3, "/now/x").reply(3).status()).isEqualTo(200);
    }

    /** A stream whose outcome nobody knows has no reply, and must not be taken for one that was not looked at. */
    @Test
    void endsAStreamWithoutAReplyWhereNobodyKnowsTheOutcome() throws IOException {
        wire.get(1, "/later/a").get(3, "/later/b");
        frontend.forget("a");

        assertThat(wire.reply(1).reset).isEqualTo(Http2Wire.INTERNAL_ERROR);
        frontend.complete("b");
        assertThat(wire.reply(3).status()).isEqualTo(200);
    }

    @Test
    void refusesMoreStreamsThanItSaysAtOnce() throws IOException {
        for (int stream = 1; stream <= 17; stream += 2) {
            wire.get(stream, "/later/" + stream);
        }

        assertThat(wire.reply(17).reset).isEqualTo(Http2Wire.REFUSED_STREAM);
        frontend.complete("1");
        assertThat(wire.reply(1).status()).isEqualTo(200);
        assertThat(wire.get(19, "/now/x").reply(19).status()).isEqualTo(200);
    }

    /** Each ends its stream, says so, and leaves the others alone. */
    @ParameterizedTest
    @MethodSource("malformed")
    void resetsAStreamThatIsNoRequest(String what, byte[] block) throws IOException {
        wire.get(1, "/later/a");
        wire.frame(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, 3, block);

        assertThat(wire.reply(3).reset).as(what).isEqualTo(Http2Wire.PROTOCOL_ERROR);
        frontend.complete("a");
        assertThat(wire.reply(1).status()).isEqualTo(200);
        wire.get(5, "/count");
        assertThat(wire.reply(5).text()).as("nothing of it was handled").isEqualTo("1");
    }

    static Stream<Object[]> malformed() {
        return Stream.of(
                with("an upper-case name", "X-A", "1"), with("no name", "", "1"), with("a name with a space", "a b", "1"),
                with("a value with a line end", "a", "1\r\nb: 2"), with("a value with a zero", "a", "1\0"),
                with("a space before a value", "a", " 1"), with("a tab behind a value", "a", "1\t"),
                with("a transfer coding", "transfer-encoding", "chunked"), with("a connection", "connection", "close"),
                with("a kept connection", "keep-alive", "1"), with("an upgrade", "upgrade", "h2c"),
                with("trailers that are none", "te", "gzip"), with("another host", "host", "b"),
                with("two lengths", "content-length", "1", "content-length", "2"),
                with("a length that is none", "content-length", "1x"), with("a body that lacks", "content-length", "1"),
                with("a pseudo field at the end", ":path", "/count"), with("a protocol", ":protocol", "websocket"),
                with("an unknown pseudo field", ":new", "1"), with("a status", ":status", "200"),
                is("no path", ":method", "GET", ":scheme", "http", ":authority", "a"),
                is("an empty path", ":method", "GET", ":scheme", "http", ":authority", "a", ":path", ""),
                is("no scheme", ":method", "GET", ":authority", "a", ":path", "/count"),
                is("no method", ":scheme", "http", ":authority", "a", ":path", "/count"),
                is("a method that is none", ":method", "G(T", ":scheme", "http", ":authority", "a", ":path", "/count"),
                is("two paths", ":method", "GET", ":scheme", "http", ":path", "/count", ":path", "/count"),
                is("a space", ":method", "GET", ":scheme", "http", ":authority", "a", ":path", "/count HTTP/1.1"),
                is("a user", ":method", "GET", ":scheme", "http", ":authority", "u@a", ":path", "/count"));
    }

    private static Object[] with(String what, String... more) {
        return new Object[] {what, Http2Wire.request("GET", "/count", more)};
    }

    private static Object[] is(String what, String... all) {
        return new Object[] {what, Http2Wire.block(all)};
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "14"})
    void resetsAStreamWhoseBodyIsNotAsLongAsItSays(String length) throws IOException {
        wire.request(1, 0, "POST", "/count", "content-length", length).data(1, "\"0123456789\"", false)
                .data(1, "x", true);

        assertThat(wire.reply(1).reset).isEqualTo(Http2Wire.PROTOCOL_ERROR);
    }

    @Test
    void wantsOneHost() throws IOException {
        byte[] two = Http2Wire.block(":method", "GET", ":scheme", "http", ":path", "/count", "host", "a", "host", "b");
        byte[] none = Http2Wire.block(":method", "GET", ":scheme", "http", ":path", "/count");
        byte[] same = Http2Wire.request("GET", "/count", "host", "A");
        byte[] old = Http2Wire.block(":method", "GET", ":scheme", "http", ":path", "/count", "host", "a");
        int stream = 1;
        for (byte[] block : new byte[][] {two, none}) {
            wire.frame(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, stream, block);
            assertRefused(wire.reply(stream), 400, "malformed-request");
            stream += 2;
        }
        for (byte[] block : new byte[][] {same, old}) {
            wire.frame(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, stream, block);
            assertThat(wire.reply(stream).status()).isEqualTo(200);
            stream += 2;
        }
    }

    /** Its client is gone, its outcome comes all the same: what waited for it is free for others, and for one at a time. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void givesBackOnceWhatWaitedForAStreamThatIsGone(boolean inTheSameRead) throws IOException {
        if (inTheSameRead) {
            wire.raw(text(Http2Wire.bytes(Http2Wire.HEADERS, END_STREAM | Http2Wire.END_HEADERS, 1,
                    Http2Wire.request("GET", "/later/a")))
                    + text(Http2Wire.bytes(Http2Wire.RST_STREAM, 0, 1, (byte) 0, (byte) 0, (byte) 0, (byte) 8)));
        } else {
            wire.get(1, "/later/a");
            await().until(() -> frontend.waiting() == 1);
            wire.reset(1);
        }
        assertThat(wire.get(3, "/now/x").reply(3).status()).isEqualTo(200);
        Exchange exchange = frontend.complete("a");

        await().until(() -> frontend.isGivenBack(exchange));
        wire.get(5, "/later/b").get(7, "/later/c");
        frontend.complete("c");
        frontend.complete("b");
        assertThat(wire.reply(5).text()).isEqualTo("{\"later\":\"b\"}");
        assertThat(wire.reply(7).text()).isEqualTo("{\"later\":\"c\"}");
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
