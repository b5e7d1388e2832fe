package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.AddressRange;
import dev.shoutgate.frontend.Http2Wire.Frame;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a connection of HTTP/2 in clear text begins, beside those of HTTP/1.1, and how it ends. */
@Timeout(60)
class Http2LifeTest {

    private static final String SETTINGS =
            new String(Http2Wire.bytes(Http2Wire.SETTINGS, 0, 0), StandardCharsets.ISO_8859_1);

    @Test
    void knowsThePrefaceInAnyPieces() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend()) {
            String all = Http2Wire.PREFACE + SETTINGS + new String(Http2Wire.bytes(Http2Wire.HEADERS, 5, 1,
                    Http2Wire.request("GET", "/now/x")), StandardCharsets.ISO_8859_1);
            for (int cut = 0; cut <= all.length(); cut++) {
                try (Http2Wire wire = Http2Wire.silent(frontend.server().port())) {
                    wire.raw(all.substring(0, cut)).raw(all.substring(cut));
                    assertThat(wire.reply(1).text()).isEqualTo("{\"now\":\"x\"}");
                }
            }
            try (Http2Wire wire = Http2Wire.silent(frontend.server().port())) {
                for (String piece : all.split("")) {
                    wire.raw(piece);
                }
                assertThat(wire.reply(1).text()).isEqualTo("{\"now\":\"x\"}");
            }
        }
    }

    @Test
    void takesWhatBeginsLikeItForWhatItIs() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend()) {
            for (String piece : List.of("P", "POST /e", "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\"")) {
                try (Wire wire = frontend.connect()) {
                    String all = "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n\"x\"";
                    wire.send(piece).send(all.substring(piece.length()));
                    assertThat(wire.read().body()).isEqualTo("\"x\"");
                    assertThat(wire.get("/now/y").read().body()).isEqualTo("{\"now\":\"y\"}");
                }
            }
            for (String other : List.of("PRI * HTTP/2.0\r\n\r\nSX", "PRI * HTTP/2.1\r\nHost: a\r\n\r\n")) {
                try (Wire wire = frontend.connect()) {
                    for (String piece : other.split("(?<=PRI)")) {
                        wire.send(piece);
                    }
                    assertThat(wire.read().status()).isEqualTo(505);
                }
            }
        }
    }

    @Test
    void knowsItBehindAProxyToo() throws IOException {
        TrustedProxies proxies = new TrustedProxies(List.of(
                new AddressRange(InetAddress.getLoopbackAddress(), 32)));
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(10, 10), proxies);
                Http2Wire wire = Http2Wire.silent(frontend.server().port())) {
            wire.raw("PROXY TCP4 192.0.2.1 192.0.2.9 4711 443\r\n" + Http2Wire.PREFACE + SETTINGS);

            assertThat(wire.get(1, "/from").reply(1).text()).isEqualTo("\"127.0.0.1 0.ffffc0000201\"");
            assertThat(wire.get(3, "/from").reply(3).text()).isEqualTo("\"127.0.0.1 0.ffffc0000201\"");
        }
    }

    @Test
    void countsConnectionsAndNotStreams() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(1, 1));
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            wire.get(1, "/later/a").get(3, "/later/b");
            await().until(() -> frontend.waiting() == 2);
            // It says nothing: it may be gone before it could.
            try (Http2Wire second = Http2Wire.silent(frontend.server().port())) {
                assertThat(second.isAtEnd()).isTrue();
            }
            frontend.complete("b");
            assertThat(wire.reply(3).status()).isEqualTo(200);
        }
    }

    /** Who has sent all it will may still wait for replies; then nobody has anything to say. */
    @Test
    void answersWhoHasSentAllItWill() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend();
                Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
            wire.get(1, "/later/a").request(3, 0, "POST", "/echo").endSending();
            frontend.complete("a");

            assertThat(wire.reply(1).text()).isEqualTo("{\"later\":\"a\"}");
            assertThat(wire.isAtEnd()).isTrue();
        }
    }

    /** A server that is about to end says which streams it takes, answers them, and is gone. */
    @Test
    void saysThatItTakesNoMoreAndAnswersWhatItTook() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend();
                Wire old = frontend.connect(); Http2Wire wire = Http2Wire.connect(frontend.server().port());
                Http2Wire idle = Http2Wire.connect(frontend.server().port())) {
            assertThat(idle.get(1, "/now/x").reply(1).status()).isEqualTo(200);
            assertThat(old.get("/now/x").read().status()).isEqualTo(200);
            wire.get(1, "/now/x").reply(1);
            wire.get(3, "/later/a");
            await().until(() -> frontend.waiting() == 1);
            CompletableFuture<Void> stopped = CompletableFuture.runAsync(frontend.server()::stopListening);

            Frame last = wire.await(Http2Wire.GOAWAY);
            assertThat(last.error()).isEqualTo(Http2Wire.NO_ERROR);
            assertThat(last.lastStream()).isEqualTo(3);
            wire.get(5, "/now/late");
            frontend.complete("a");
            assertThat(wire.reply(3).text()).isEqualTo("{\"later\":\"a\"}");
            assertThat(wire.isAtEnd()).isTrue();
            assertThat(wire.soFar(5).head).as("another server's now").isNull();
            assertThat(idle.isAtEnd()).isTrue();
            stopped.join();
            assertThat(old.get("/now/y").read().status()).as("HTTP/1.1 has no such word").isEqualTo(200);
        }
    }

    /** It has two seconds to read what there is and to leave; then its place is another's. */
    @Test
    void keepsNoConnectionForWhoStays() throws IOException {
        FrontendLimits one = new FrontendLimits(200, 1000, 500, 8, 1, 1, Duration.ofMinutes(1), Duration.ofMillis(300));
        try (SmallFrontend frontend = new SmallFrontend(one);
                Http2Wire idle = Http2Wire.connect(frontend.server().port())) {
            assertThat(idle.await(Http2Wire.GOAWAY).error()).isEqualTo(Http2Wire.NO_ERROR);
            assertThat(idle.isAtEnd()).isTrue();

            await().ignoreExceptions().untilAsserted(() -> {
                try (Http2Wire next = Http2Wire.connect(frontend.server().port())) {
                    assertThat(next.get(1, "/now/x").reply(1).status()).isEqualTo(200);
                }
            });
        }
    }

    @Test
    void endsWithItsClient() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(1, 1))) {
            try (Http2Wire wire = Http2Wire.connect(frontend.server().port())) {
                wire.get(1, "/later/a");
                await().until(() -> frontend.waiting() == 1);
            }
            frontend.complete("a");
            await().ignoreExceptions().untilAsserted(() -> {
                try (Http2Wire next = Http2Wire.connect(frontend.server().port())) {
                    assertThat(next.get(1, "/now/x").reply(1).status()).isEqualTo(200);
                }
            });
        }
    }
}
