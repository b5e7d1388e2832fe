package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Behind a proxy that says where each request comes from; a test uses addresses of its own. */
class AddressRateTest {

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("identity.trusted-proxies", List.of("127.0.0.1"))
            .with("admission.rate-per-address", 1).with("admission.burst-per-address", 3);

    private static String sale;

    @BeforeAll
    static void openASale() {
        sale = gateway.shop().open(Item.of("phone", 1000).limit(10));
    }

    @Test
    void refusesTheAddressThatSendsMoreThanItsRateWhoeverTheBuyersAre() {
        Answer refused = pressUntilRefused("192.0.2.1");

        assertProblem(refused).is(429, "rate-limited").hasItsPageAt(gateway.buyers().api());
        assertThat(refused.header("RateLimit")).contains("\"address\";r=0;t=1");
        assertThat(refused.header("RateLimit-Policy")).contains("\"address\";q=3;w=3");
        assertThat(refused.field("detail")).isEqualTo("All buyers at one address (of IPv6: in one /64) together may "
                + "send 3 buys at once, and 1 a second after that.");
        assertThat(buy("192.0.2.2").status()).isEqualTo(201);
    }

    @Test
    void takesANetOfIpv6ForOneAddress() {
        for (int i = 0; pressed("2001:db8:0:1::" + i).status() == 201; i++) {
            assertThat(i).isLessThan(20);
        }
        assertThat(buy("2001:db8:0:2::1").status()).as("the net beside it").isEqualTo(201);
    }

    @Test
    void believesNoAddressThatStandsBeforeTheProxysOwn() {
        for (int i = 0; pressed("198.51.100." + i + ", 192.0.2.3").status() == 201; i++) {
            assertThat(i).isLessThan(20);
        }
    }

    @Test
    void limitsNobodyWhoseAddressTheProxyDoesNotTell() {
        for (int i = 0; i < 20; i++) {
            assertThat(buy("unknown").status()).isEqualTo(201);
        }
    }

    /** A made-up identity is not even looked at, so that a flood of them costs next to nothing. */
    @Test
    void comesBeforeTheIdentity() {
        Answer answer = nameless("192.0.2.4");
        for (int i = 0; answer.status() == 401; i++) {
            assertThat(i).isLessThan(20);
            answer = nameless("192.0.2.4");
        }
        assertProblem(answer).is(429, "rate-limited");
    }

    @Test
    void countsBuysThatAreWellFormedAndNothingElse() {
        for (int i = 0; i < 20; i++) {
            assertThat(send("POST", "192.0.2.5", "{").status()).isEqualTo(400);
            assertThat(send("GET", "192.0.2.5", null).status()).isEqualTo(200);
        }
        assertThat(buy("192.0.2.5").status()).isEqualTo(201);
    }

    @Test
    void isCountedApartFromTheRateOfABuyer() {
        double before = shed("address");
        pressUntilRefused("192.0.2.6");

        assertThat(shed("address")).isEqualTo(before + 1);
        assertThat(shed("rate")).isZero();
    }

    private static Answer pressUntilRefused(String address) {
        for (int press = 0; press < 20; press++) {
            Answer answer = buy(address);
            if (answer.status() != 201) {
                return answer;
            }
        }
        throw new AssertionError("20 presses in a row, and none was refused at 1/s with a burst of 3");
    }

    /** 201, or refused for the rate. */
    private static Answer pressed(String address) {
        Answer answer = buy(address);
        if (answer.status() != 201) {
            assertProblem(answer).is(429, "rate-limited");
        }
        return answer;
    }

    private static Answer buy(String address) {
        return send("POST", address, BuyRequest.line("phone", 1));
    }

    private static Answer send(String method, String address, String body) {
        return gateway.buyers().api().send(method, "/v1/sales/" + sale + "/orders", body, "Content-Type",
                "application/json", "Idempotency-Key", Fresh.key(), "X-Buyer-Id", Fresh.buyer(), "X-Forwarded-For",
                address);
    }

    private static Answer nameless(String address) {
        return gateway.buyers().api().send("POST", "/v1/sales/" + sale + "/orders", BuyRequest.line("phone", 1),
                "Content-Type", "application/json", "Idempotency-Key", Fresh.key(), "X-Forwarded-For", address);
    }

    private static double shed(String stage) {
        return gateway.operators().figure("shoutgate_shed_total{stage=\"" + stage + "\"}");
    }
}
