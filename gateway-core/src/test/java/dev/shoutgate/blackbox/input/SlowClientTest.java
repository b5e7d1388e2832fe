package dev.shoutgate.blackbox.input;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that is slow on purpose loses its connection and harms nobody else. */
class SlowClientTest {
    private static final long LIMIT_SECONDS = 2;
    private static final Duration LIMIT_AND_SLACK = Duration.ofSeconds(LIMIT_SECONDS + 3);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("buyers.request-timeout", LIMIT_SECONDS + "s").with("buyers.idle-timeout", "30s");

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void cutsOffAHeadSentOneByteASecond() {
        assertCutOff(new byte[0], sale.buy().bytes());
    }

    @Test
    void cutsOffABodySentOneByteASecond() {
        BuyRequest request = sale.buy();
        assertCutOff(request.head().getBytes(StandardCharsets.US_ASCII), request.body());
    }

    @Test
    void cutsOffASlowRequestOnAConnectionThatWasGoodBefore() {
        try (RawHttp connection = gateway.connect()) {
            assertThat(connection.exchange(sale.buy()).status()).isEqualTo(201);
            sale.expectHeld(1);
            assertCutOff(connection, sale.buy().bytes());
        }
    }

    @Test
    void cutsOffAHeadWhoseEveryLineComesWholeAndInTime() {
        try (RawHttp connection = gateway.connect()) {
            connection.send("GET /v1/time HTTP/1.1\r\nHost: x\r\n".getBytes(StandardCharsets.US_ASCII));
            long started = System.nanoTime();
            for (int line = 0; !connection.hearsWithin(Duration.ofMillis(500)); line++) {
                connection.sendAsFarAsItGoes(("a" + line + ":\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT_AND_SLACK);
            }
            assertSaysTimeoutOrNothing(connection.readUnlessClosed(LIMIT_AND_SLACK));
            assertThat(connection.endsWithin(LIMIT_AND_SLACK)).isTrue();
        }
    }

    @Test
    void leavesEmptyLinesBetweenRequestsAlone() {
        try (RawHttp connection = gateway.connect()) {
            assertThat(connection.exchange(sale.buy()).status()).isEqualTo(201);
            connection.send("\r\n".getBytes(StandardCharsets.US_ASCII));
            assertThat(connection.hearsWithin(LIMIT_AND_SLACK)).as("an answer, or the end").isFalse();
            assertThat(connection.exchange(sale.buy()).status()).isEqualTo(201);
        }
        sale.expectHeld(2);
    }

    @Test
    void cutsOffHalfARequestAndThenNothing() {
        byte[] whole = sale.buy().bytes();
        List<RawHttp> halves = new ArrayList<>();
        try {
            for (int half = 0; half < 50; half++) {
                halves.add(gateway.connect().send(Arrays.copyOf(whole, whole.length / 2)));
            }
            assertOthersAreServed();
            for (RawHttp half : halves) {
                assertSaysTimeoutOrNothing(half.readUnlessClosed(LIMIT_AND_SLACK));
                assertThat(half.endsWithin(LIMIT_AND_SLACK)).isTrue();
            }
        } finally {
            halves.forEach(RawHttp::close);
        }
        sale.expectHeld(1);
    }

    @Test
    void cutsOffABodyThatIsShorterThanItsLengthSays() {
        BuyRequest request = sale.buy();
        try (RawHttp connection = gateway.connect()) {
            connection.send(Arrays.copyOf(request.bytes(), request.bytes().length - 1));
            assertSaysTimeoutOrNothing(connection.readUnlessClosed(LIMIT_AND_SLACK));
            assertThat(connection.endsWithin(LIMIT_AND_SLACK)).isTrue();
        }
    }

    @Test
    void recordsNothingOfARequestWhoseSenderLeftHalfway() {
        BuyRequest request = sale.buy();
        try (RawHttp connection = gateway.connect()) {
            connection.send(Arrays.copyOf(request.bytes(), request.bytes().length - 1));
        }
        assertOthersAreServed();
        sale.expectHeld(1);
    }

    private void assertCutOff(byte[] atOnce, byte[] slowly) {
        try (RawHttp connection = gateway.connect()) {
            assertCutOff(connection.send(atOnce), slowly);
        }
    }

    private void assertCutOff(RawHttp connection, byte[] slowly) {
        long started = System.nanoTime();
        for (int i = 0; i < slowly.length; i++) {
            connection.sendAsFarAsItGoes(new byte[] {slowly[i]});
            if (connection.hearsWithin(Duration.ofSeconds(1))) {
                break;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(LIMIT_AND_SLACK);
        }
        assertSaysTimeoutOrNothing(connection.readUnlessClosed(LIMIT_AND_SLACK));
        assertThat(connection.endsWithin(LIMIT_AND_SLACK)).isTrue();
    }

    private void assertOthersAreServed() {
        long started = System.nanoTime();
        Answer answer = gateway.buyers().buy(sale.id(), Fresh.buyer(), "phone", 1);
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(LIMIT_SECONDS));
    }

    private static void assertSaysTimeoutOrNothing(Optional<Answer> answer) {
        answer.ifPresent(a -> assertThat(a.status()).as("%s", a).isEqualTo(408));
    }
}
