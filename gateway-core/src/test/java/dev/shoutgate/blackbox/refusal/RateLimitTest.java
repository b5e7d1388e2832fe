package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small()
            .with("admission.rate-per-buyer", 1).with("admission.burst", 2);

    @Test
    void refusesTheBuyerWhoPressesFasterThanTheRate() {
        String sale = gateway.shop().open(Item.of("phone", 100).limit(99));
        Answer refused = pressUntilRefused(sale, "hasty");
        assertProblem(refused).is(429, "rate-limited").hasItsPageAt(gateway.buyers().api());
        assertThat(refused.header("RateLimit")).contains("\"buyer\";r=0;t=1");
        assertThat(refused.header("RateLimit-Policy"))
                .contains("\"buyer\";q=2;w=2");
        assertThat(refused.field("detail")).isEqualTo("One buyer may send 2 buys at once, and 1 a second after that.");
    }

    @Test
    void recordsNothingOfARateLimitedPress() {
        String sale = gateway.shop().open(Item.of("phone", 100).limit(99));
        int accepted = 0;
        for (int press = 0; press < 10; press++) {
            accepted += gateway.buyers().buy(sale, "hasty-too", "phone", 1).status() == 201 ? 1 : 0;
        }
        assertThat(accepted).isBetween(2, 9);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(100, 100 - accepted, accepted, 0));
    }

    @Test
    void servesOthersWhileOneBuyerIsHeldBack() {
        String sale = gateway.shop().open(Item.of("phone", 100).limit(99));
        pressUntilRefused(sale, "noisy");
        assertThat(gateway.buyers().buy(sale, "quiet", "phone", 1).status()).isEqualTo(201);
    }

    @Test
    void servesTheBuyerAgainAfterAWhile() {
        String sale = gateway.shop().open(Item.of("phone", 100).limit(99));
        pressUntilRefused(sale, "patient");
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(1500))
                .until(() -> gateway.buyers().buy(sale, "patient", "phone", 1).status() == 201);
    }

    private static Answer pressUntilRefused(String sale, String buyer) {
        for (int press = 0; press < 20; press++) {
            Answer answer = gateway.buyers().buy(sale, buyer, "phone", 1);
            if (answer.status() != 201) {
                return answer;
            }
        }
        throw new AssertionError("20 presses in a row, and none was refused at 1/s with a burst of 2");
    }
}
