package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ChunkedBodyTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void readsABodyInChunksOfAnySize() {
        for (int chunk : new int[] {1, 3, 4096}) {
            try (RawHttp connection = gateway.connect()) {
                BuyRequest request = chunked();
                connection.send(request.head() + inChunks(request, chunk));
                Answer answer = connection.read();
                assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            }
        }
        sale.expectHeld(3);
    }

    @Test
    void readsTheNextRequestAfterAChunkedOne() {
        try (RawHttp connection = gateway.connect()) {
            BuyRequest request = chunked();
            connection.send(request.head() + inChunks(request, 7));
            connection.send(sale.buy().bytes());
            assertThat(connection.read().status()).isEqualTo(201);
            assertThat(connection.read().status()).isEqualTo(201);
        }
        sale.expectHeld(2);
    }

    @Test
    void refusesChunksThatAddUpToMoreThanTheLimit() {
        try (RawHttp connection = gateway.connect()) {
            String nineChunks = ("400\r\n" + " ".repeat(1024) + "\r\n").repeat(9);
            connection.send(chunked().head());
            connection.sendAsFarAsItGoes((nineChunks + "0\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            assertProblem(connection.read()).hasStatus(413);
        }
    }

    @Test
    void cutsOffABodyThatNeverEnds() {
        byte[] chunk = ("1000\r\n" + " ".repeat(4096) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        try (RawHttp connection = gateway.connect()) {
            connection.send(chunked().head());
            for (int i = 0; i < 10_000 && !connection.hearsWithin(Duration.ofMillis(1)); i++) {
                connection.sendAsFarAsItGoes(chunk);
            }
            connection.readUnlessClosed(SOON).ifPresent(answer -> assertProblem(answer).hasStatus(413));
            assertThat(connection.endsWithin(SOON)).as("closed, since the body would go on").isTrue();
        }
    }

    @Test
    void asksForTheBodyThatWaitsForItsConsent() {
        try (RawHttp connection = gateway.connect()) {
            BuyRequest request = sale.buy().header("Expect", "100-continue");
            connection.send(request.head());
            assertThat(connection.read().status()).isEqualTo(100);
            connection.send(request.body());
            Answer answer = connection.read();
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        }
        sale.expectHeld(1);
    }

    @Test
    void takesTheBodyThatDidNotWaitForItsConsent() {
        try (RawHttp connection = gateway.connect()) {
            connection.send(sale.buy().header("Expect", "100-continue").bytes());
            Answer answer = connection.read();
            answer = answer.status() == 100 ? connection.read() : answer;
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        }
        sale.expectHeld(1);
    }

    @Test
    void refusesTheBodyThatWouldBeTooLongBeforeItIsSent() {
        try (RawHttp connection = gateway.connect()) {
            BuyRequest request = sale.buy().withoutLength().header("Content-Length", "9216")
                    .header("Expect", "100-continue");
            connection.send(request.head());
            assertProblem(connection.read()).hasStatus(413);
        }
    }

    private BuyRequest chunked() {
        return sale.buy().withoutLength().header("Transfer-Encoding", "chunked");
    }

    private static String inChunks(BuyRequest request, int size) {
        String body = new String(request.body(), StandardCharsets.US_ASCII);
        StringBuilder chunks = new StringBuilder();
        for (int from = 0; from < body.length(); from += size) {
            String part = body.substring(from, Math.min(body.length(), from + size));
            chunks.append(Integer.toHexString(part.length())).append("\r\n").append(part).append("\r\n");
        }
        return chunks.append("0\r\n\r\n").toString();
    }
}
