package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HoldExpiryTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void returnsTheUnitsAndTheLimitWhenTheHoldEnds() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 2).limit(2)).with("holdSeconds", 1));
        Answer held = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(409, "sold-out");

        await().atMost(Duration.ofSeconds(5)).until(() -> gateway.shop().stock(sale, "phone").available() == 2);
        assertThat(Instant.now()).isAfterOrEqualTo(Times.parse(held.field("expiresAt")));
        assertThat(gateway.buyers().order(held.orderId(), "b1").field("status")).isEqualTo("EXPIRED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(2));
        Answer replay = gateway.buyers().buy(sale, "b1", "k1", BuyRequest.line("phone", 2));
        assertThat(replay.field("status")).isEqualTo("EXPIRED");
        assertThat(replay.header("Idempotent-Replayed")).contains("true");
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 2).status()).isEqualTo(201);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void expiresManyHoldsAndLeavesTheCancelledAlone() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 50)).with("holdSeconds", 1));
        String cancelled = gateway.buyers().buy(sale, "b0", "phone", 1).orderId();
        gateway.buyers().cancel(cancelled, "b0");
        for (int buyer = 1; buyer <= 20; buyer++) {
            assertThat(gateway.buyers().buy(sale, "b" + buyer, "phone", 2).status()).isEqualTo(201);
        }
        await().atMost(Duration.ofSeconds(5))
                .until(() -> gateway.shop().stock(sale, "phone").equals(Stock.untouched(50)));
        assertThat(gateway.buyers().order(cancelled, "b0").field("status")).isEqualTo("CANCELLED");
        gateway.shop().assertAuditOk(sale);
    }
}
