package dev.shoutgate.blackbox.refusal;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StockAndLimitTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void refusesTheSecondUnitWhenOneIsLeft() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 2)).is(409, "sold-out")
                .hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(1));
    }

    @Test
    void refusesEveryoneOnceTheLastUnitIsTaken() {
        String sale = gateway.shop().open(Item.of("phone", 1));
        assertThat(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1).status()).isEqualTo(201);
        for (int i = 0; i < 3; i++) {
            assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1)).is(409, "sold-out");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(1, 0, 1, 0));
    }

    @Test
    void refusesAnItemThatNeverHadStock() {
        String sale = gateway.shop().open(Item.of("phone", 0));
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 1)).is(409, "sold-out");
    }

    @Test
    void refusesMoreThanTheLimitAndNamesTheBuyersOwnOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(3));
        Answer first = gateway.buyers().buy(sale, "eager", "phone", 2);
        Answer second = gateway.buyers().buy(sale, "eager", "phone", 2);
        assertProblem(second).is(409, "limit-reached").with("limit", 3).with("bought", 2)
                .with("orderId", first.orderId()).hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 2, 0));
    }

    @Test
    void refusesMoreThanTheLimitInOneOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(3));
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), "phone", 4)).is(409, "limit-reached")
                .with("limit", 3).with("bought", 0).with("orderId", null);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void letsTheBuyerTakeWhatIsLeftOfTheLimitAfterARefusal() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(3));
        assertThat(gateway.buyers().buy(sale, "eager", "phone", 2).status()).isEqualTo(201);
        assertThat(gateway.buyers().buy(sale, "eager", "phone", 2).status()).isEqualTo(409);
        assertThat(gateway.buyers().buy(sale, "eager", "phone", 1).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 7, 3, 0));
    }
}
