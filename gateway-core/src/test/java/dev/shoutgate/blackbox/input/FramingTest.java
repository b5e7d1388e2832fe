package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.RawHttp;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Where a request ends is never a matter of opinion: what could be read in two ways is refused or cut off. */
class FramingTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @RegisterExtension
    final OpenSale sale = new OpenSale(gateway);

    @Test
    void neverRunsARequestThatHidesBehindTwoLengths() {
        String hidden = new String(sale.buy().bytes(), StandardCharsets.US_ASCII);
        BuyRequest outer = sale.buy().withoutLength().header("Transfer-Encoding", "chunked")
                .header("Content-Length", Integer.toString(5 + hidden.length()));
        try (RawHttp connection = gateway.connect()) {
            connection.send(outer.head() + "0\r\n\r\n" + hidden);
            Optional<Answer> first = connection.readUnlessClosed(SOON);
            first.ifPresent(answer -> assertProblem(answer).hasStatus(400));
            assertThat(connection.endsWithin(SOON)).as("HTTP wants the connection closed").isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1", "HTTP/1.0"})
    void refusesTwoDifferentContentLengths(String version) {
        BuyRequest request = sale.buy().version(version).header("Connection", "keep-alive").withoutLength();
        int length = request.body().length;
        String head = request.header("Content-Length", "" + length).head();
        String doubled = head.replace("\r\n\r\n", "\r\nContent-Length: " + (length - 1) + "\r\n\r\n");
        assertRefusedOrCutOff(doubled + new String(request.body(), StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ten", "-1", "1x", "0x10", "99999999999999999999"})
    void refusesALengthThatIsNotANumber(String length) {
        assertRefusedOrCutOff(sale.buy().withoutLength().header("Content-Length", length).head());
    }

    @Test
    void refusesAChunkSizeThatIsNotANumber() {
        String head = sale.buy().withoutLength().header("Transfer-Encoding", "chunked").head();
        assertRefusedOrCutOff(head + "zz\r\n{}\r\n0\r\n\r\n");
        assertRefusedOrCutOff(head + "-1\r\n{}\r\n0\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\0\1\2\3\r\n\r\n", "hello\r\n\r\n", "GET\r\n\r\n", "GET /v1/time\r\n\r\n",
        "GET /v1/time SPDY/3\r\n\r\n",
        "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003\r\n\r\n"})
    void refusesWhatIsNotHttp1(String bytes) {
        assertRefusedOrCutOff(bytes);
    }

    @Test
    void takesATargetThatIsAWholeUri() {
        try (RawHttp connection = gateway.connect()) {
            Map.of("http://a.example/v1/time", 200, "HTTPS://[::1]:8/v1/time?x=/y", 200,
                    "ftp://a.example/v1/time", 404, "http:/v1/time", 404).forEach((target, status) -> {
                        connection.send("GET " + target + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
                        assertThat(connection.read().status()).as(target).isEqualTo(status);
                    });
        }
    }

    @Test
    void answersAnHttp10RequestAndCloses() {
        assertAnsweredAndClosed(sale.buy().version("HTTP/1.0"));
    }

    @Test
    void closesWhenTheClientAsksItTo() {
        assertAnsweredAndClosed(sale.buy().header("Connection", "close"));
    }

    @Test
    void servesAClientThatOffersToUpgrade() {
        Answer answer = sale.answerTo(sale.buy().header("Connection", "Upgrade, HTTP2-Settings")
                .header("Upgrade", "h2c").header("HTTP2-Settings", "AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA"));
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        sale.expectHeld(1);
    }

    private void assertAnsweredAndClosed(BuyRequest request) {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(request);
            assertThat(answer.status()).as("%s", answer).isEqualTo(201);
            assertThat(connection.endsWithin(SOON)).as("closed after the answer").isTrue();
        }
        sale.expectHeld(1);
    }

    private void assertRefusedOrCutOff(String bytes) {
        try (RawHttp connection = gateway.connect()) {
            connection.send(bytes.getBytes(StandardCharsets.ISO_8859_1));
            Optional<Answer> answer = connection.readUnlessClosed(SOON);
            // A length beyond all limits is rightly too large, and another version of HTTP is rightly not supported.
            answer.ifPresent(a -> assertProblem(a).isOneOf("400 malformed-request", "413 " + a.field("code"),
                    "505 " + a.field("code")));
            assertThat(connection.endsWithin(SOON)).as("closed after what nobody can read: %s", bytes).isTrue();
        }
    }
}
