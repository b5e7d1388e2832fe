package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Stock;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The statuses that HTTP itself defines, each with a problem document and nothing recorded. */
class HttpRefusalsTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private String sale;

    @BeforeEach
    void openASale() {
        sale = gateway.shop().open(Item.of("phone", 10));
    }

    @AfterEach
    void nothingWasTaken() {
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @ParameterizedTest
    @CsvSource({"DELETE,/v1/sales/SALE/orders,POST", "PUT,/v1/sales/SALE/orders,POST",
        "POST,/v1/time,GET", "POST,/v1/sales/SALE,GET", "DELETE,/v1/orders/x,GET", "GET,/v1/orders/x/cancel,POST",
        "PATCH,/v1/sales/SALE,GET"})
    void refusesAMethodThatThePathDoesNotHave(String method, String path, String allowed) {
        Answer answer = gateway.buyers().api().send(method, path.replace("SALE", sale), null, "X-Buyer-Id", "b");
        assertProblem(answer).hasStatus(405).hasItsPageAt(gateway.buyers().api());
        assertThat(answer.header("Allow"))
                .hasValueSatisfying(allow -> assertThat(allow.split(", *")).contains(allowed));
    }

    @Test
    void refusesAMethodThatDoesNotExist() {
        Answer answer = gateway.buyers().api().send("BREW", "/v1/sales/" + sale + "/orders", null, "X-Buyer-Id", "b");
        assertThat(answer.status()).as("%s", answer).isIn(405, 501);
    }

    @Test
    void refusesAMethodOnTheOperatorsSide() {
        Answer answer = gateway.operators().post("/v1/sales/" + sale + "/audit", "k");
        assertProblem(answer).hasStatus(405).hasItsPageAt(gateway.operators().api());
        assertThat(answer.header("Allow")).hasValueSatisfying(allow -> assertThat(allow).contains("GET"));
    }

    @Test
    void refusesABodyOfNineKibibytes() {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(padded(9 * 1024));
            assertProblem(answer).hasStatus(413).hasItsPageAt(gateway.buyers().api());
        }
    }

    @Test
    void refusesABodyOneByteOverTheLimit() {
        try (RawHttp connection = gateway.connect()) {
            assertProblem(connection.exchange(padded(8 * 1024 + 1))).hasStatus(413);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
        "application/xml", "application/jsonx", "json"})
    void refusesABodyThatDoesNotSayItIsJson(String mediaType) {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(BuyRequest.of(sale, "phone").header("Content-Type", mediaType));
            assertProblem(answer).hasStatus(415).hasItsPageAt(gateway.buyers().api());
        }
    }

    @Test
    void refusesAUriOfTwentyKibibytes() {
        try (RawHttp connection = gateway.connect()) {
            connection.sendAsFarAsItGoes(getOf("/v1/sales/" + "s".repeat(20 * 1024)));
            assertProblem(connection.read()).hasStatus(414).hasItsPageAt(gateway.buyers().api());
        }
    }

    @Test
    void refusesAHeaderOfTwentyKibibytes() {
        try (RawHttp connection = gateway.connect()) {
            BuyRequest request = BuyRequest.of(sale, "phone").header("X-Padding", "p".repeat(20 * 1024));
            connection.sendAsFarAsItGoes(request.bytes());
            assertProblem(connection.read()).hasStatus(431).hasItsPageAt(gateway.buyers().api());
        }
    }

    @Test
    void refusesTwentyKibibytesOfManySmallHeaders() {
        try (RawHttp connection = gateway.connect()) {
            BuyRequest request = BuyRequest.of(sale, "phone");
            for (int i = 0; i < 400; i++) {
                request.header("X-Padding-" + i, "p".repeat(36));
            }
            connection.sendAsFarAsItGoes(request.bytes());
            assertProblem(connection.read()).hasStatus(431);
        }
    }

    private BuyRequest padded(int length) {
        String json = BuyRequest.line("phone", 1);
        return BuyRequest.of(sale, "phone").body(json + " ".repeat(length - json.length()));
    }

    private static byte[] getOf(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }
}
