package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderStateTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void refusesToCancelWhatIsConfirmed() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 0));
        String orderId = gateway.buyers().buy(sale, "b", "phone", 1).orderId();
        assertProblem(gateway.buyers().cancel(orderId, "b")).is(409, "order-not-held")
                .hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.buyers().order(orderId, "b").field("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 0, 1));
    }

    @Test
    void refusesToCancelWhatHasExpired() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 1));
        String orderId = gateway.buyers().buy(sale, "b", "phone", 1).orderId();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> "EXPIRED".equals(gateway.buyers().order(orderId, "b").field("status")));
        assertProblem(gateway.buyers().cancel(orderId, "b")).isOneOf("409 order-expired", "409 order-not-held");
        assertThat(gateway.buyers().order(orderId, "b").field("status")).isEqualTo("EXPIRED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }
}
