package dev.shoutgate.frontend;

import static dev.shoutgate.frontend.Http2Wire.END_HEADERS;
import static dev.shoutgate.frontend.Http2Wire.END_STREAM;
import static dev.shoutgate.frontend.Http2Wire.ENHANCE_YOUR_CALM;
import static dev.shoutgate.frontend.Http2Wire.GOAWAY;
import static dev.shoutgate.frontend.Http2Wire.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.frontend.Http2Wire.Frame;
import dev.shoutgate.frontend.Http2Wire.Reply;
import dev.shoutgate.frontend.TurnedAway.Reason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What one client of HTTP/2 may cost, in small numbers: beyond it its connection ends, with the code that says why. */
@Timeout(60)
class Http2BoundsTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private interface Deed {

        void of(Http2Wire wire) throws Exception;
    }

    private static void assertEnds(Deed deed, int error, Reason reason) throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire other = Http2Wire.connect(frontend.server().port());
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            other.get(1, "/later/a");
            deed.of(wire);
            assertThat(wire.await(GOAWAY).error()).isEqualTo(error);
            assertThat(wire.isAtEnd()).isTrue();

            assertThat(frontend.turnedAway.count(reason)).isEqualTo(1);
            frontend.complete("a");
            assertThat(other.reply(1).status()).as("nobody else").isEqualTo(200);
        }
    }

    /** One less than that goes on: see {@link #takesAsManyResetsAsABrowserSends}. */
    @Test
    void endsWhoOpensStreamsToCancelThem() throws Exception {
        assertEnds(wire -> cancel(wire, 201), ENHANCE_YOUR_CALM, Reason.HTTP2_FLOOD);
    }

    /** Far more of the same in one go, which is read before anything ends. */
    @Test
    void countsAConnectionOnceHoweverMuchItSent() throws Exception {
        assertEnds(wire -> {
            StringBuilder all = new StringBuilder();
            for (int stream = 1; stream < 800; stream += 2) {
                all.append(text(Http2Wire.bytes(HEADERS, END_STREAM | END_HEADERS, stream,
                        Http2Wire.request("GET", "/now/x", "connection", "close"))));
            }
            wire.raw(all.toString());
        }, ENHANCE_YOUR_CALM, Reason.HTTP2_FLOOD);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
    }

    @Test
    void takesAsManyResetsAsABrowserSends() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            cancel(wire, 200);

            assertThat(wire.get(1001, "/now/x").reply(1001).status()).isEqualTo(200);
        }
    }

    private static void cancel(Http2Wire wire, int count) throws IOException {
        for (int i = 0; i < count; i++) {
            wire.get(2 * i + 1, "/later/x").reset(2 * i + 1);
        }
    }

    /** Who breaks the rules of a stream on purpose makes the server reset it: that is counted likewise. */
    @Test
    void endsWhoMakesTheServerCancel() throws Exception {
        assertEnds(wire -> {
            for (int stream = 1; stream <= 403; stream += 2) {
                wire.get(stream, "/now/x", "connection", "close");
            }
        }, ENHANCE_YOUR_CALM, Reason.HTTP2_FLOOD);
    }

    @Test
    void endsWhoSendsNothingInManyFrames() throws Exception {
        assertEnds(wire -> {
            wire.request(1, 0, "POST", "/echo").data(1, "", false).data(1, "", false).data(1, "", false);
        }, ENHANCE_YOUR_CALM, Reason.HTTP2_FLOOD);
    }

    @Test
    void endsWhoSendsHeaderFieldsWithoutEnd() throws Exception {
        assertEnds(wire -> {
            wire.frame(HEADERS, END_STREAM, 1, Http2Wire.request("GET", "/now/x"));
            for (int i = 0; i < 9; i++) {
                wire.frame(Http2Wire.CONTINUATION, 0, 1, Http2Wire.block("a", "b"));
            }
        }, ENHANCE_YOUR_CALM, Reason.HTTP2_FLOOD);
    }

    /** Our limit has an answer, and is the first; twice as much has a bare one; far more ends the connection. */
    @Test
    void boundsHeaderFieldsOfAnySize() throws Exception {
        assertEnds(wire -> {
            Reply bare = wire.get(1, "/now/x", "a", "y".repeat(2300)).reply(1);
            assertThat(bare.status()).isEqualTo(431);
            assertThat(wire.get(3, "/now/x").reply(3).status()).isEqualTo(200);
            wire.get(5, "/now/x", "a", "y".repeat(5000));
        }, Http2Wire.PROTOCOL_ERROR, Reason.HTTP2_BROKEN);
    }

    @Test
    void endsWhoSpeaksSomethingElseBehindThePreface() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire wire = Http2Wire.silent(frontend.server().port())) {
            wire.raw(Http2Wire.PREFACE + "GET /count HTTP/1.1\r\nHost: a\r\n\r\n");

            assertThat(wire.await(GOAWAY).error()).isEqualTo(Http2Wire.PROTOCOL_ERROR);
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.HTTP2_BROKEN)).isEqualTo(1);
            assertThat(frontend.handled).hasValue(0);
        }
    }

    @Test
    void endsWhoBreaksTheOrderOfFrames() throws Exception {
        assertEnds(wire -> wire.data(1, "x", true), Http2Wire.PROTOCOL_ERROR, Reason.HTTP2_BROKEN);
    }

    /** The answers to its pings pile up: it reads none of them. */
    @Test
    void endsWhoAsksAndDoesNotRead() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire wire = Http2Wire.narrow(frontend.server().port())) {
            byte[] ping = Http2Wire.bytes(Http2Wire.PING, 0, 0, new byte[8]);
            String pings = new String(ping, java.nio.charset.StandardCharsets.ISO_8859_1).repeat(1000);
            try {
                while (frontend.turnedAway.count(Reason.HTTP2_FLOOD) == 0) {
                    wire.raw(pings);
                }
            } catch (IOException ended) {
                // As it must.
            }
            await().until(() -> frontend.turnedAway.count(Reason.HTTP2_FLOOD) == 1);
        }
    }

    /** What waits for it is bounded: 256 KiB, and the reply that goes beyond; later requests wait unread. */
    @Test
    void holdsRequestsBackOfWhoTakesNoReplies() throws Exception {
        int streams = 40;
        int most = (256 << 10) / SmallFrontend.BIG_BYTES + 1;
        try (SmallFrontend frontend = new SmallFrontend(limits(MINUTE, MINUTE));
                Http2Wire wire = Http2Wire.connect(frontend.server().port(), 0)) {
            for (int i = 0; i < streams; i++) {
                wire.get(2 * i + 1, "/big");
            }
            // Its own reply has bytes that wait too; by its window it is sent.
            wire.get(101, "/now/x").give(101, 1000);
            await().until(() -> frontend.big.get() >= most);
            assertThat(frontend.big).hasValue(most);

            for (int i = 0; i < streams; i++) {
                wire.give(0, SmallFrontend.BIG_BYTES).give(2 * i + 1, SmallFrontend.BIG_BYTES);
                assertThat(wire.reply(2 * i + 1).body.size()).isEqualTo(SmallFrontend.BIG_BYTES);
            }
            assertThat(frontend.big).hasValue(streams);
            assertThat(wire.give(0, 1000).reply(101).status()).isEqualTo(200);
        }
    }

    /** However small its window is, it gets all that there is, byte by byte. */
    @Test
    void goesByAWindowOfOneByte() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire wire = Http2Wire.connect(frontend.server().port(), 1)) {
            wire.get(1, "/now/x");
            for (int i = 0; i < 11; i++) {
                wire.await(Http2Wire.DATA);
                wire.give(1, 1);
            }

            assertThat(wire.reply(1).text()).isEqualTo("{\"now\":\"x\"}");
        }
    }

    @Test
    void waitsForHeaderFieldsAndFramesNoLongerThanForARequest() throws Exception {
        byte[] head = Http2Wire.request("GET", "/now/x");
        assertTimesOut(wire -> wire.frame(HEADERS, END_STREAM, 1, head));
        assertTimesOut(wire -> {
            wire.get(1, "/later/a");
            wire.raw(new String(Http2Wire.bytes(HEADERS, END_STREAM | END_HEADERS, 3, head),
                    java.nio.charset.StandardCharsets.ISO_8859_1).substring(0, 20));
        });
        assertTimesOut(wire -> wire.raw("\0\0"));
    }

    private static void assertTimesOut(Deed deed) throws Exception {
        try (SmallFrontend frontend = new SmallFrontend(limits(Duration.ofMillis(300), MINUTE));
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            deed.of(wire);

            assertThat(wire.await(GOAWAY).error()).isEqualTo(ENHANCE_YOUR_CALM);
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.HTTP2_SLOW)).isEqualTo(1);
        }
    }

    @Test
    void waitsForABodyNoLongerThanForARequestAndLetsOtherStreamsGoOn() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend(limits(Duration.ofMillis(300), MINUTE));
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            wire.request(1, 0, "POST", "/echo").data(1, "\"x", false).get(3, "/later/a");

            assertThat(wire.reply(1).status()).isEqualTo(408);
            frontend.complete("a");
            assertThat(wire.reply(3).status()).isEqualTo(200);
        }
    }

    @Test
    void waitsForAPrefaceNoLongerThanForARequest() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend(limits(Duration.ofMillis(300), MINUTE));
                Http2Wire wire = Http2Wire.silent(frontend.server().port())) {
            wire.raw("PRI * HTTP");

            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.HTTP2_SLOW)).isEqualTo(1);
        }
    }

    /** Whoever asks nothing but whether the server lives is idle all the same. */
    @Test
    void endsAConnectionThatIsIdle() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend(limits(MINUTE, Duration.ofMillis(600)));
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            assertThat(wire.get(1, "/now/x").reply(1).status()).isEqualTo(200);
            wire.get(3, "/later/a");
            Frame frame = wire.frame(Http2Wire.PING, 0, 0, new byte[8]).await(Http2Wire.PING);
            for (long end = System.nanoTime() + 1_500_000_000L; System.nanoTime() < end;) {
                wire.frame(Http2Wire.PING, 0, 0, new byte[8]);
                frame = wire.await(Http2Wire.PING);
                assertThat(frame.type()).as("a stream is open").isNotEqualTo(GOAWAY);
            }
            long stillBusyNs = System.nanoTime();
            frontend.complete("a");
            assertThat(wire.reply(3).status()).isEqualTo(200);
            while (frame.type() != GOAWAY) {
                wire.frame(Http2Wire.PING, 0, 0, new byte[8]);
                frame = wire.read();
            }
            assertThat(System.nanoTime() - stillBusyNs).as("idle from its last stream on").isGreaterThan(600_000_000L);
            assertThat(frame.error()).isEqualTo(Http2Wire.NO_ERROR);
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.IDLE)).isEqualTo(1);
        }
    }

    private static FrontendLimits limits(Duration requestTimeout, Duration idleTimeout) {
        return new FrontendLimits(200, 1000, 500, 64, 100, 100, requestTimeout, idleTimeout);
    }
}
