package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An order of several lines is taken whole or not at all. */
class MultiLineOrderTest {
    private static final String BOTH =
            "{\"items\":[{\"sku\":\"phone\",\"quantity\":2},{\"sku\":\"case\",\"quantity\":1}]}";

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void takesEveryLineOrNone() {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("case", 1));
        assertThat(gateway.buyers().buy(sale, Fresh.buyer(), Fresh.key(), BOTH).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), Fresh.key(), BOTH)).is(409, "sold-out");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 2, 0));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(new Stock(1, 0, 1, 0));
    }

    @Test
    void refusesTheWholeOrderWhenOneLineIsOverTheLimit() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(3), Item.of("case", 10));
        assertThat(gateway.buyers().buy(sale, "b1", Fresh.key(), BOTH).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b1", Fresh.key(), BOTH)).is(409, "limit-reached")
                .with("limit", 3).with("bought", 2);
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(new Stock(10, 9, 1, 0));
    }

    @Test
    void givesEveryLineBackOnCancel() {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("case", 10));
        String orderId = gateway.buyers().buy(sale, "b1", Fresh.key(), BOTH).orderId();
        assertThat(gateway.buyers().cancel(orderId, "b1").status()).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(10));
    }
}
