package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.GatewayConfig.Transport;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bounds of a listening address, on real sockets. */
@Timeout(60)
class FrontendServerTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void takesSoManyConnectionsFromAnAddressAndAnotherWhenOneLeaves() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(10, 2));
                Wire one = frontend.connect(); Wire two = frontend.connect()) {
            assertServed(one);
            assertServed(two);
            try (Wire tooMany = frontend.connect()) {
                assertThat(tooMany.isAtEnd()).isTrue();
            }
            two.close();

            await().ignoreExceptions().untilAsserted(() -> {
                try (Wire next = frontend.connect()) {
                    assertServed(next);
                }
            });
            assertServed(one);
        }
    }

    @Test
    void takesSoManyConnectionsInAll() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(1, 5)); Wire one = frontend.connect()) {
            assertServed(one);
            try (Wire tooMany = frontend.connect()) {
                assertThat(tooMany.isAtEnd()).isTrue();
            }
            assertServed(one);
        }
    }

    /** Replies that nobody reads must not pile up: the server stops reading requests, so the client stops sending. */
    @Test
    void stopsReadingAClientThatDoesNotReadItsReplies() throws Exception {
        int requests = 6_000;
        try (SmallFrontend frontend = new SmallFrontend(); Wire slow = frontend.connect(8_192)) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> sendBig(slow, requests));
            await().pollInterval(50, TimeUnit.MILLISECONDS).during(Duration.ofMillis(400))
                    .atMost(Duration.ofSeconds(20)).until(frontend.big::get, standsStill());
            long piledUpBytes = (long) frontend.big.get() * SmallFrontend.BIG_BYTES;
            assertThat(piledUpBytes).isPositive().isLessThan((long) requests * SmallFrontend.BIG_BYTES / 2);
            try (Wire other = frontend.connect()) {
                assertServed(other);
            }

            for (int i = 0; i < requests; i++) {
                assertThat(slow.read().body()).hasSize(SmallFrontend.BIG_BYTES);
            }
            sender.get(10, TimeUnit.SECONDS);
        }
    }

    private static Predicate<Integer> standsStill() {
        int[] last = {-1};
        return now -> {
            boolean same = now == last[0] && now > 0;
            last[0] = now;
            return same;
        };
    }

    private static void sendBig(Wire wire, int requests) {
        try {
            for (int i = 0; i < requests; i++) {
                wire.get("/big");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** 8 may wait on one connection, and what came with them in one read. */
    @Test
    void stopsReadingAClientThatWaitsForTooManyReplies() throws IOException {
        int requests = 5_000;
        try (SmallFrontend frontend = new SmallFrontend(); Wire eager = frontend.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < requests; i++) {
                all.append("GET /later/").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(eager, all.toString()));
            await().pollInterval(50, TimeUnit.MILLISECONDS).during(Duration.ofMillis(300))
                    .atMost(Duration.ofSeconds(20)).until(frontend::waiting, standsStill());
            int shortestBytes = "GET /later/0 HTTP/1.1\r\nHost: a\r\n\r\n".length();
            assertThat(frontend.waiting()).isBetween(8, 8 + 16 * 1024 / shortestBytes);

            for (int i = 0; i < requests; i++) {
                frontend.complete(Integer.toString(i));
                assertThat(eager.read().body()).isEqualTo("{\"later\":\"" + i + "\"}");
            }
            sender.join();
        }
    }

    /** It is known by how many reads in a row leave something behind: they have to be small for that. */
    @Test
    void knowsWhoSendsMoreThanIsRead() throws IOException {
        int requests = 350;
        String one = "GET /late HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(850) + "\r\n\r\n";
        try (SmallFrontend frontend = new SmallFrontend();
                Wire eager = frontend.connect(); Wire calm = frontend.connect()) {
            CompletableFuture<Void> sender = CompletableFuture.runAsync(() -> send(eager, one.repeat(requests)));
            int late = 0;
            for (int i = 0; i < requests; i++) {
                late += eager.read().body().equals("true") ? 1 : 0;
            }
            sender.join();
            assertThat(late).as("of 350, which are 19 reads").isBetween(20, requests - 100);
            assertThat(calm.get("/late").read().body()).isEqualTo("false");
        }
    }

    private static void send(Wire wire, String text) {
        try {
            wire.send(text);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void answersARequestThatDoesNotArriveInTimeAndEnds() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(Duration.ofMillis(300), MINUTE));
                Wire half = frontend.connect(); Wire noBody = frontend.connect()) {
            half.send("GET /now/x HT");
            noBody.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n123");

            for (Wire wire : List.of(half, noBody)) {
                assertThat(wire.read().code()).isEqualTo("request-timeout");
                assertThat(wire.isAtEnd()).isTrue();
            }
        }
    }

    @Test
    void endsAConnectionThatSaysNothing() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(SmallFrontend.limits(MINUTE, Duration.ofMillis(300)));
                Wire silent = frontend.connect(); Wire waiting = frontend.connect()) {
            waiting.get("/later/patient");
            assertThat(silent.isAtEnd()).isTrue();

            frontend.complete("patient");
            assertThat(waiting.read().body()).as("who waits for a reply is not silent").contains("patient");
        }
    }

    @Test
    void servesAThousandRequestsOnOneConnection() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(); Wire wire = frontend.connect()) {
            for (int i = 0; i < 1_000; i++) {
                assertThat(wire.get("/now/" + i).read().body()).isEqualTo("{\"now\":\"" + i + "\"}");
            }
        }
    }

    @Test
    void servesWhoIsThereButTakesNobodyNewOnceItStoppedListening() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(); Wire there = frontend.connect()) {
            assertServed(there);
            frontend.server().stopListening();

            // NIO gives the port back only when its selector has seen the closing: the last few may still be let in.
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> frontend.connect().close()).isInstanceOf(ConnectException.class));
            assertServed(there);
            frontend.server().close();
            assertThat(there.isAtEnd()).isTrue();
        }
    }

    @Test
    void saysWhichAddressItCannotListenOn() throws IOException {
        EventLoops loops = new EventLoops(1, Transport.NIO);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), taken.getLocalPort());

            assertThatThrownBy(() -> new FrontendServer(address, new RouteTable(), SmallFrontend.limits(1, 1), loops,
                    loops.buyers(), null, null, new TurnedAway()))
                    .isInstanceOf(IOException.class).hasMessageContaining(":" + taken.getLocalPort());
        } finally {
            loops.close();
        }
    }

    @Test
    void spreadsConnectionsOverItsLoops() throws IOException {
        EventLoops loops = new EventLoops(2, Transport.AUTO);
        List<Integer> seen = new ArrayList<>();
        RouteTable routes = new RouteTable().on("GET", "/", (request, exchange) -> {
            int index = exchange.loopIndex();
            exchange.reply((self, body) -> body.number(index));
        });
        try (FrontendServer server = new FrontendServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                routes, SmallFrontend.limits(10, 10), loops, loops.buyers(), null, null, new TurnedAway())) {
            for (int i = 0; i < 4; i++) {
                try (Wire wire = new Wire(server.port())) {
                    seen.add(Integer.valueOf(wire.get("/").read().body()));
                }
            }
        } finally {
            loops.close();
        }

        assertThat(seen).contains(0, 1);
    }

    private static void assertServed(Wire wire) throws IOException {
        assertThat(wire.get("/now/x").read().body()).isEqualTo("{\"now\":\"x\"}");
    }
}
