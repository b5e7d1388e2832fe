package dev.shoutgate.frontend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.frontend.TurnedAway.Reason;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Who asks and does not read is let go after the time that a connection may be idle; who reads slowly is not. */
@Timeout(60)
class SlowReaderTest {

    private static final int ASKED = 100;
    private static final String GET = "GET /big HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final Duration IDLE = Duration.ofSeconds(1);

    @Test
    void isClosedAndCounted() throws IOException {
        try (SmallFrontend frontend = hasty(); Wire deaf = frontend.connect(4096)) {
            deaf.send(GET.repeat(ASKED));

            await().atMost(Duration.ofSeconds(20)).until(() -> frontend.turnedAway.count(Reason.SLOW_READER) == 1);
            assertThat(frontend.big.get()).as("replies that were begun").isLessThan(ASKED);
        }
    }

    @Test
    void isClosedTooWhereItsLastReplyIsOnItsWay() throws IOException {
        try (SmallFrontend frontend = hasty(); Wire deaf = frontend.connect(4096)) {
            deaf.send(GET.repeat(ASKED / 2) + GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));

            await().atMost(Duration.ofSeconds(20)).until(() -> frontend.turnedAway.count(Reason.SLOW_READER) == 1);
        }
    }

    @Test
    void getsAllWhereItReadsSlowly() throws Exception {
        try (SmallFrontend frontend = hasty(); Wire slow = frontend.connect(4096)) {
            slow.send(GET.repeat(ASKED - 1) + GET.replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
            for (int i = 0; i < ASKED; i++) {
                // Slower than the time that a deaf one has: all in all some four seconds.
                Thread.sleep(40);
                assertThat(slow.read().body()).hasSize(SmallFrontend.BIG_BYTES);
            }
            assertThat(slow.isAtEnd()).isTrue();
            assertThat(frontend.turnedAway.count(Reason.SLOW_READER)).isZero();
        }
    }

    @Test
    void isNotWhoSaysNothing() throws IOException {
        try (SmallFrontend frontend = hasty(); Wire silent = frontend.connect()) {
            assertThat(silent.isAtEnd()).isTrue();

            assertThat(frontend.turnedAway.count(Reason.IDLE)).isEqualTo(1);
            assertThat(frontend.turnedAway.count(Reason.SLOW_READER)).isZero();
        }
    }

    /** What was asked for before the client ended its half is answered, though it was held back. */
    @Test
    void getsAllThatItAskedForBeforeItEndedItsHalf() throws IOException {
        try (SmallFrontend frontend = new SmallFrontend(); Wire half = frontend.connect(4096)) {
            half.send(GET.repeat(ASKED)).endSending();
            for (int i = 0; i < ASKED; i++) {
                assertThat(half.read().body()).hasSize(SmallFrontend.BIG_BYTES);
            }
            assertThat(half.isAtEnd()).isTrue();
        }
    }

    /** With each number of replies another part of them is on its way when the end of its half comes. */
    @Test
    void getsWhatWasWrittenWhenItEndsItsHalfLater() throws Exception {
        try (SmallFrontend frontend = new SmallFrontend()) {
            for (int asked = 1; asked <= 40; asked++) {
                try (Wire half = frontend.connect(4096)) {
                    half.send(GET.repeat(asked));
                    Thread.sleep(20);
                    half.endSending();
                    for (int i = 0; i < asked; i++) {
                        assertThat(half.read().body()).as("%d of %d", i, asked).hasSize(SmallFrontend.BIG_BYTES);
                    }
                    assertThat(half.isAtEnd()).isTrue();
                }
            }
        }
    }

    /** What is held back came in time, and its sender waits for us. */
    @Test
    void hasAllTheTimeForARequestThatWasHeldBack() throws Exception {
        FrontendLimits quick = SmallFrontend.limits(Duration.ofMillis(800), Duration.ofSeconds(20));
        try (SmallFrontend frontend = new SmallFrontend(quick); Wire wire = frontend.connect()) {
            StringBuilder all = new StringBuilder();
            for (int i = 0; i < quick.maxInFlight(); i++) {
                all.append("GET /later/").append(i).append(" HTTP/1.1\r\nHost: a\r\n\r\n");
            }
            wire.send(all + "GET /now/x HTTP/1.1\r\nHo");
            await().until(() -> frontend.waiting() == quick.maxInFlight());
            Thread.sleep(1_000);
            for (int i = 0; i < quick.maxInFlight(); i++) {
                frontend.complete(Integer.toString(i));
                assertThat(wire.read().status()).isEqualTo(200);
            }
            Thread.sleep(400);

            assertThat(wire.send("st: a\r\n\r\n").read().status()).isEqualTo(200);
        }
    }

    private static SmallFrontend hasty() throws IOException {
        return new SmallFrontend(SmallFrontend.limits(Duration.ofSeconds(20), IDLE));
    }
}
