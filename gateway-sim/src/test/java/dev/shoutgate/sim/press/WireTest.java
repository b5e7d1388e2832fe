package dev.shoutgate.sim.press;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One connection against servers that answer as they please. */
@Timeout(120)
class WireTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private final Transport transport = Transport.open();
    private final BlockingQueue<String> came = new LinkedBlockingQueue<>();
    private WirePool pool;

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void readsOneAnswerAfterTheOtherOnOneConnection() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(OK, OK, OK)) {
            assertThat(ask(server, 3)).containsExactly("0: 200 ok", "1: 200 ok", "2: 200 ok");
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 40})
    void readsAnAnswerHoweverItIsCutIntoPackets(int pieceBytes) throws Exception {
        String answer = "HTTP/1.1 201 Created\r\nIdempotent-Replayed: true\r\nContent-Length: 11\r\n\r\n{\"a\": \"ä\"}";
        try (ScriptedServer server = ScriptedServer.inPieces(pieceBytes, answer, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: 201 replayed {\"a\": \"ä\"}", "1: 200 ok");
        }
    }

    @Test
    void readsAChunkedAnswer() throws Exception {
        String answer = "HTTP/1.1 409 Conflict\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "4\r\nsold\r\n4\r\n-out\r\n0\r\n\r\n";
        try (ScriptedServer server = ScriptedServer.of(answer, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: 409 sold-out", "1: 200 ok");
        }
    }

    @Test
    void stepsOverAnInterimAnswer() throws Exception {
        try (ScriptedServer server = ScriptedServer.of("HTTP/1.1 100 Continue\r\n\r\n" + OK, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: 200 ok", "1: 200 ok");
        }
    }

    @Test
    void takesTheReplayHeaderInAnyCaseAndOnlyWhenItSaysTrue() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(
                "HTTP/1.1 201 Created\r\nIDEMPOTENT-REPLAYED: TRUE\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 201 Created\r\nIdempotent-Replayed: false\r\nContent-Length: 0\r\n\r\n")) {
            assertThat(ask(server, 2)).containsExactly("0: 201 replayed", "1: 201");
        }
    }

    @Test
    void goesOnWithANewConnectionAfterAnAnswerThatClosesItsOwn() throws Exception {
        String last = "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok";
        try (ScriptedServer server = ScriptedServer.of(last, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: 200 ok", "1: 200 ok");
            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void aConnectionThatBreaksBeforeTheAnswerIsALoss() throws Exception {
        try (ScriptedServer server = ScriptedServer.of("", OK)) {
            assertThat(ask(server, 2)).containsExactly("0: lost", "1: 200 ok");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMTP ready\r\n\r\n", "HTTP/1.1 abc\r\n\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nnot-a-size\r\n"})
    void whatIsNoHttpAnswerIsALossAndNotAnError(String answer) throws Exception {
        try (ScriptedServer server = ScriptedServer.of(answer, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: lost", "1: 200 ok");
        }
    }

    @Test
    void anAnswerWithoutEndIsALoss() throws Exception {
        String endless = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + "x".repeat(Answer.MOST_BODY_BYTES + 1);
        try (ScriptedServer server = ScriptedServer.of(endless, OK)) {
            assertThat(ask(server, 2)).containsExactly("0: lost", "1: 200 ok");
        }
    }

    @Test
    void anAnswerThatNobodyAskedForClosesTheConnectionAndIsNotTakenForTheNext() throws Exception {
        try (ScriptedServer server = ScriptedServer.of(OK + "HTTP/1.1 500 Oops\r\nContent-Length: 0\r\n\r\n", OK)) {
            assertThat(ask(server, 1)).containsExactly("0: 200 ok");
            // The second answer is on its way or there already; the connection goes with it.
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> onLoop(pool::open) == 0);
            assertThat(onLoop(() -> pool.take(0))).isNull();
        }
    }

    @Test
    void givesUpOnAConnectionOnlyWhenItHasWaitedTooLong() throws Exception {
        try (ScriptedServer server = ScriptedServer.of("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n")) {
            open(server);
            long before = System.nanoTime();
            send(0);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> server.requests().size() == 1);

            onLoop(() -> giveUpThoseBefore(before));
            assertThat(onLoop(pool::open)).as("sent since then").isEqualTo(1);
            onLoop(() -> giveUpThoseBefore(System.nanoTime()));
            assertThat(came.poll(20, TimeUnit.SECONDS)).isEqualTo("0: lost");
        }
    }

    private Void giveUpThoseBefore(long ns) {
        pool.closeThoseWaitingSince(ns);
        return null;
    }

    private List<String> ask(ScriptedServer server, int times) throws Exception {
        open(server);
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < times; i++) {
            send(i);
            answers.add(came.poll(20, TimeUnit.SECONDS));
        }
        return answers;
    }

    private void open(ScriptedServer server) throws IOException {
        pool = new WirePool(transport, server.address(), 1);
    }

    private void send(int tag) throws Exception {
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> onLoop(() -> sent(tag)));
    }

    private boolean sent(int tag) {
        Wire wire = pool.take(0);
        if (wire == null) {
            pool.growFor(1);
            return false;
        }
        RequestBytes.send(wire, RequestBytes.read("127.0.0.1", "o" + tag, "b"), tag, new Noted());
        return true;
    }

    private <T> T onLoop(Callable<T> step) throws Exception {
        return transport.loop().submit(step).get(20, TimeUnit.SECONDS);
    }

    private final class Noted implements Exchange {
        @Override
        public void answered(int tag, Answer answer) {
            String replayed = answer.replayed() ? " replayed" : "";
            came.add((tag + ": " + answer.status() + replayed + " " + answer.text()).strip());
        }

        @Override
        public void lost(int tag) {
            came.add(tag + ": lost");
        }
    }
}
