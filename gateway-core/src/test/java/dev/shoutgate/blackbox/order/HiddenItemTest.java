package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An item that is OFF is, to buyers, as if it were not there. */
class HiddenItemTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void isUnknownToWhoeverWantsToBuyIt() {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("secret", 10).off());
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "secret", 1)).is(404, "unknown-item");
        String both = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"secret\",\"quantity\":1}]}";
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), Fresh.key(), both)).is(404, "unknown-item");
        assertThat(gateway.shop().stock(sale, "secret")).isEqualTo(Stock.untouched(10));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void isLeftOutOfTheViewForBuyersAndShownToOperators() {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("secret", 10).off());
        assertThat(gateway.buyers().sale(sale).json().path("items").findValuesAsText("sku")).containsExactly("phone");
        assertThat(gateway.operators().sale(sale).json().path("items").findValuesAsText("sku"))
                .containsExactlyInAnyOrder("phone", "secret");
    }
}
