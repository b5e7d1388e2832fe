package dev.shoutgate.blackbox.pass;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Who asks for passes is counted as if it were a buy: nobody gets ever new challenges for nothing. */
class PassRateTest {

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small().with("admission.rate-per-buyer", 1)
            .with("admission.burst", 3).with("admission.rate-per-address", 1).with("admission.burst-per-address", 10);

    @Test
    void holdsBackABuyerAndThenAnAddress() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 9)).with("pass", "required"));
        assertThat(gateway.buyers().challenge(sale, "hasty").status()).isEqualTo(200);
        assertProblem(gateway.buyers().solve(sale, "hasty", "x", "y")).is(403, "not-eligible");
        assertProblem(gateway.buyers().buy(sale, "hasty", "phone", 1)).is(403, "not-eligible");
        for (Answer late : List.of(gateway.buyers().challenge(sale, "hasty"),
                gateway.buyers().solve(sale, "hasty", "x", "y"))) {
            assertProblem(late).is(429, "rate-limited");
            assertThat(late.header("RateLimit-Policy")).contains("\"buyer\";q=3;w=3");
        }
        Answer late = gateway.buyers().challenge(sale, "buyer-0");
        for (int i = 1; late.status() == 200; i++) {
            assertThat(i).as("challenges for one address").isLessThan(20);
            late = gateway.buyers().challenge(sale, "buyer-" + i);
        }
        assertProblem(late).is(429, "rate-limited");
        assertThat(late.header("RateLimit-Policy")).contains("\"address\";q=10;w=10");
    }
}
