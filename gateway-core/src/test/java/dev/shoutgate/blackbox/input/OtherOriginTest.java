package dev.shoutgate.blackbox.input;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.EventStream;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of other origins: those that are listed may read every answer, those that are not may read none. */
class OtherOriginTest {

    private static final String SHOP = "https://shop.example.com";
    private static final String OTHER = "http://localhost:3000";
    private static final String PREFLIGHT = "Access-Control-Request-Method: POST\r\n"
            + "Access-Control-Request-Headers: content-type,idempotency-key\r\n";

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("buyers.cors-origins", List.of(SHOP, OTHER))
            .with("buyers.request-timeout", "300ms").with("admission.rate-per-buyer", 1).with("admission.burst", 1);

    @Test
    void answersAPreflightWithWhatMayBeSent() {
        Answer answer = ask("OPTIONS /v1/sales/s/orders HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n" + PREFLIGHT);

        assertThat(answer.status()).isEqualTo(204);
        assertReadBy(SHOP, answer);
        assertThat(answer.header("Access-Control-Allow-Methods")).contains("POST, GET, HEAD");
        assertThat(answer.header("Access-Control-Allow-Headers"))
                .contains("Authorization, Content-Type, Idempotency-Key, Sale-Pass, X-Buyer-Id");
        assertThat(answer.header("Access-Control-Max-Age")).contains("7200");
        assertThat(answer.header("Content-Length")).as("RFC 9110, 8.6").isEmpty();
        assertThat(answer.text()).isEmpty();
    }

    /** Its own words, as before: it learns nothing of who may. */
    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://evil.example\r\n" + PREFLIGHT, "Origin: null\r\n" + PREFLIGHT, PREFLIGHT,
        "Origin: https://shop.example.com\r\nOrigin: https://shop.example.com\r\n" + PREFLIGHT})
    void answersNobodyElsesPreflight(String fields) {
        Answer answer = ask("OPTIONS /v1/sales/s/orders HTTP/1.1\r\nHost: a\r\n" + fields);

        assertProblem(answer).is(405, "method-not-allowed");
        assertReadByNobody(answer);
    }

    @Test
    void takesNoOptionsThatAsksNothingForAPreflight() {
        assertProblem(ask("OPTIONS /v1/sales/s/orders HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n"))
                .is(405, "method-not-allowed");
        assertProblem(ask("OPTIONS /v1/no HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n" + PREFLIGHT))
                .is(404, "not-found");
    }

    @Test
    void letsAListedPageReadWhatItBoughtAndEveryRefusal() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        String buyer = Fresh.buyer();
        BuyRequest buy = BuyRequest.of(sale, "phone").header("X-Buyer-Id", buyer).header("Origin", SHOP);

        assertRead(SHOP, 201, buy);
        assertRead(SHOP, 429, buy);
        assertRead(SHOP, 409, another(sale));
        assertRead(OTHER, 409, another(sale).header("Origin", OTHER));
        assertRead(SHOP, 401, another(sale).without("X-Buyer-Id"));
        assertRead(SHOP, 413, another(sale).body(" ".repeat(9000)));
        assertRead(SHOP, 415, another(sale).header("Content-Type", "text/plain"));
        assertRead(SHOP, 400, another(sale).header("Expect", "200-maybe").without("Host"));
        assertRead(SHOP, 505, another(sale).version("HTTP/1.3"));
        assertRead(SHOP, 404, another("no-such-sale"));
        assertRead(SHOP, 431, another(sale).header("Accept", "*/*").header("X-Long", "x".repeat(20_000)));
    }

    @Test
    void forgetsTheOriginOfTheRequestBeforeOnTheSameConnection() {
        String sale = gateway.shop().open(Item.of("phone", 1).limit(1));
        gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1);
        try (RawHttp connection = gateway.connect()) {
            for (String origin : List.of(SHOP, "https://evil.example", OTHER, "", SHOP)) {
                BuyRequest buy = another(sale).header("Origin", origin);
                Answer answer = connection.exchange(origin.isEmpty() ? buy.without("Origin") : buy);

                assertProblem(answer).is(409, "sold-out");
                if (origin.equals(SHOP) || origin.equals(OTHER)) {
                    assertReadBy(origin, answer);
                } else {
                    assertReadByNobody(answer);
                }
            }
            connection.send("GET /v1/time HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP
                    + "\r\nConnection: Keep-Alive, x\r\n\r\n");
            assertReadBy(SHOP, connection.read());
            connection.send("GET /v1/time HT");
            Answer late = connection.read();
            assertProblem(late).is(408, "request-timeout");
            assertReadByNobody(late);
        }
    }

    @Test
    void letsAListedPageWatchASale() throws IOException {
        String sale = gateway.shop().open(Item.of("phone", 1));
        String path = "/v1/sales/" + sale + "/events";
        try (EventStream stream = EventStream.open(gateway.buyersPort(), path, "Origin: " + SHOP)) {
            assertThat(stream.head())
                    .contains("HTTP/1.1 200 OK", "Access-Control-Allow-Origin: " + SHOP, "Vary: Origin");
            assertThat(stream.next().name()).isEqualTo("sale");
        }
        try (EventStream stream = EventStream.open(gateway.buyersPort(), path, "Origin: https://evil.example")) {
            assertThat(stream.head()).noneMatch(line -> line.startsWith("Access-Control") || line.contains("Origin"));
        }
    }

    /** What a cache may keep is the same for all. */
    @ParameterizedTest
    @CsvSource({"/problems/sold-out, no-store", "/assets/live.css, max-age"})
    void sharesOnlyWhatNoCacheKeeps(String path, String caching) {
        Answer answer = ask("GET " + path + " HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("Cache-Control").orElse("").startsWith("no-store"))
                .isEqualTo(answer.header("Access-Control-Allow-Origin").isPresent());
    }

    @Test
    void leavesTheOperatorsPortToItsOwnPages() {
        try (RawHttp connection = RawHttp.connect(gateway.operatorsPort())) {
            connection.send("GET /livez HTTP/1.1\r\nHost: a\r\nOrigin: " + SHOP + "\r\n\r\n");
            assertReadByNobody(connection.read());
        }
    }

    private static BuyRequest another(String sale) {
        return BuyRequest.of(sale, "phone").header("Origin", SHOP);
    }

    private static void assertRead(String origin, int status, BuyRequest request) {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.sendAsFarAsItGoes(request.bytes()).read();
            assertThat(answer.status()).as("%s", answer).isEqualTo(status);
            assertReadBy(origin, answer);
        }
    }

    private static Answer ask(String head) {
        try (RawHttp connection = gateway.connect()) {
            return connection.send(head + "\r\n").read();
        }
    }

    private static void assertReadBy(String origin, Answer answer) {
        assertThat(answer.header("Access-Control-Allow-Origin")).contains(origin);
        assertThat(answer.header("Access-Control-Expose-Headers"))
                .contains("Idempotent-Replayed, Location, Retry-After, RateLimit, RateLimit-Policy");
        assertThat(answer.header("Vary")).contains("Origin");
        assertThat(answer.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static void assertReadByNobody(Answer answer) {
        assertThat(answer.text() + answer).doesNotContain(SHOP).doesNotContain(OTHER);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answer.header("Access-Control-Expose-Headers")).isEmpty();
    }
}
