package dev.shoutgate.blackbox.refusal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.Tokens;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Caches in between keep what is not forbidden them, a 404 too: all but files says that it must not be kept. */
class NothingIsKeptTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @ParameterizedTest
    @CsvSource({"GET,/v1/time", "GET,/v1/sales/SALE", "GET,/v1/sales/no-such", "GET,/v1/orders/x", "GET,/v1/nowhere",
        "POST,/v1/time", "GET,/live/SALE/", "GET,/problems/no-such", "POST,/v1/sales/SALE/orders",
        "POST,/v1/orders/x/cancel", "GET,/assets/no-such"})
    void isKeptOfTheBuyersSideButFiles(String method, String path) {
        String sale = gateway.shop().open(Item.of("phone", 1));

        assertNotKept(gateway.buyers().api().send(method, path.replace("SALE", sale), null));
        assertNotKept(gateway.buyers().api().send(method, path.replace("SALE", sale), null, "X-Buyer-Id", "b"));
    }

    @ParameterizedTest
    @CsvSource({"GET,/livez", "GET,/readyz", "GET,/metrics", "GET,/v1/sales", "GET,/v1/sales/SALE", "GET,/v1/nowhere",
        "GET,/v1/sales/SALE/audit", "GET,/v1/sales/SALE/history", "PUT,/v1/sales/SALE", "POST,/v1/sales/SALE/open",
        "DELETE,/v1/sales", "GET,/v1/orders/x", "POST,/v1/orders/x/confirm", "GET,/problems/x/"})
    void isKeptOfTheOperatorsSideButFiles(String method, String path) {
        String own = path.replace("SALE", gateway.shop().open(Item.of("phone", 1)));

        assertNotKept(gateway.operators().api().send(method, own, null));
        assertNotKept(gateway.operators().api().send(method, own, null, "Authorization", "Bearer " + Tokens.PLATFORM,
                "Idempotency-Key", Fresh.key()));
    }

    @Test
    void isKeptOfAnOrder() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        Answer order = gateway.buyers().buy(sale, "b", "phone", 1);

        assertThat(order.status()).isEqualTo(201);
        assertNotKept(order);
        assertNotKept(gateway.buyers().buy(sale, "c", "phone", 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET / HTTP/2.0\r\n\r\n", "nonsense\r\n\r\n", "GET /v1/time HTTP/1.1\r\n\r\n",
        "GET /LONG HTTP/1.1\r\nHost: a\r\n\r\n", "GET / HTTP/1.1\r\nHost: a\r\nX: LONG\r\n\r\n"})
    void isKeptOfWhatWasNoRequest(String bytes) {
        try (RawHttp connection = gateway.connect()) {
            connection.sendAsFarAsItGoes(bytes.replace("LONG", "x".repeat(20 * 1024)).getBytes());
            assertNotKept(connection.read());
        }
    }

    @Test
    void isKeptOfABodyThatIsTooLarge() {
        try (RawHttp connection = gateway.connect()) {
            Answer answer = connection.exchange(BuyRequest.of("s", "p").body(" ".repeat(9000)));
            assertThat(answer.status()).isEqualTo(413);
            assertNotKept(answer);
        }
    }

    @Test
    void butAFileMayBe() {
        for (ApiClient side : List.of(gateway.buyers().api(), gateway.operators().api())) {
            for (String file : List.of("/problems", "/problems/sold-out", "/openapi.json", "/assets/live.css")) {
                Answer page = side.get(file);
                assertThat(page.status()).as(file).isEqualTo(200);
                assertThat(page.header("Cache-Control")).as(file).contains("no-cache");
            }
        }
    }

    private static void assertNotKept(Answer answer) {
        assertThat(answer.header("Cache-Control")).as("%s", answer).contains("no-store");
    }
}
