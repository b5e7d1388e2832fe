package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Sales that must not come to stand, and one that must not be defined anew behind the buyers' backs. */
class BadDefinitionTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void aWindowThatEndsBeforeItStarts() {
        assertRefused(SaleDefinition.of(Item.of("phone", 1)).with("opensAt", "2098-01-02T00:00:00Z")
                .with("closesAt", "2098-01-01T23:59:59Z"), "At");
    }

    @Test
    void fiveHundredAndOneItems() {
        Item[] items = IntStream.range(0, 501).mapToObj(i -> Item.of("sku-" + i, 1)).toArray(Item[]::new);
        assertRefused(SaleDefinition.of(items), "/items");
    }

    @Test
    void aPriceAboveATrillion() {
        assertRefused(SaleDefinition.of(Item.of("phone", 1).price(1_000_000_000_001L)), "/items/0/price");
    }

    @Test
    void aSaleDefinedTwiceDifferentlyOnceItHasHadOrders() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String orderId = Held.order(gateway, sale, "b1", "phone", 1);
        SaleDefinition other = SaleDefinition.of(Item.of("phone", 10).price(1));
        assertProblem(gateway.operators().define(sale, other)).is(409, "sale-has-orders");
        Held.done(desk.cancel(orderId, true));
        assertProblem(gateway.operators().define(sale, other)).is(409, "sale-has-orders");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        assertThat(gateway.operators().sale(sale).json().at("/items/0/price").asLong()).isEqualTo(199_900);
    }

    private static void assertRefused(SaleDefinition definition, String place) {
        String sale = Fresh.sale();
        assertProblem(gateway.operators().define(sale, definition)).is(422, "invalid-request").pointsAt(place);
        assertProblem(gateway.operators().sale(sale)).is(404, "unknown-sale");
    }
}
