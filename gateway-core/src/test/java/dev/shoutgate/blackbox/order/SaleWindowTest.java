package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A sale with a window opens and closes by itself. */
class SaleWindowTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void opensAndClosesByTheClock() {
        Instant opensAt = Instant.now().plusMillis(1_500).truncatedTo(ChronoUnit.MILLIS);
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10))
                .with("opensAt", opensAt.toString()).with("closesAt", opensAt.plusMillis(1_500).toString()));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "sale-not-open");

        awaitStatus(sale, "OPEN");
        assertThat(Instant.now()).isAfterOrEqualTo(opensAt);
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);

        awaitStatus(sale, "CLOSED");
        assertThat(Instant.now()).isAfterOrEqualTo(opensAt.plusMillis(1_500));
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(409, "sale-closed");
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void opensAtOnceWhenItsTimeHasPassed() {
        String sale = gateway.shop().define(SaleDefinition.of(Item.of("phone", 10))
                .with("opensAt", Instant.now().minusSeconds(5).toString()));
        awaitStatus(sale, "OPEN");
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
    }

    @Test
    void opensEarlierWhenTheOperatorSaysSo() {
        SaleDefinition farOff = SaleDefinition.of(Item.of("phone", 10)).with("opensAt", "2099-01-01T00:00:00Z");
        String sale = gateway.shop().open(farOff);
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).isEqualTo(201);
    }

    private static void awaitStatus(String sale, String status) {
        await().atMost(Duration.ofSeconds(5)).pollInterval(Duration.ofMillis(50))
                .until(() -> status.equals(gateway.buyers().sale(sale).field("status")));
    }
}
