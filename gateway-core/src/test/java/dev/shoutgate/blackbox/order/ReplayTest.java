package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A key that was seen before is answered with its order, whatever has happened since. */
class ReplayTest {
    private static final String ONE = BuyRequest.line("phone", 1);

    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private String sale;
    private Answer first;

    @BeforeEach
    void buyOnce() {
        sale = gateway.shop().open(Item.of("phone", 2).limit(1), Item.of("case", 9));
        first = gateway.buyers().buy(sale, "b1", "k1", ONE);
        assertThat(first.status()).as("%s", first).isEqualTo(201);
    }

    @Test
    void answersARepeatWithTheSameOrderAndTakesNothing() {
        for (int i = 0; i < 3; i++) {
            assertReplayed(gateway.buyers().buy(sale, "b1", "k1", ONE), "HELD");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 1, 1, 0));
    }

    @Test
    void answersARepeatAfterTheItemHasSoldOut() {
        assertThat(gateway.buyers().buy(sale, "b2", "k1", ONE).status()).isEqualTo(201);
        assertProblem(gateway.buyers().buy(sale, "b3", "k1", ONE)).is(409, "sold-out");
        assertReplayed(gateway.buyers().buy(sale, "b1", "k1", ONE), "HELD");
    }

    @Test
    void answersARepeatAfterTheSaleHasClosed() {
        gateway.shop().close(sale);
        assertProblem(gateway.buyers().buy(sale, "b2", "k1", ONE)).is(409, "sale-closed");
        assertReplayed(gateway.buyers().buy(sale, "b1", "k1", ONE), "HELD");
    }

    @Test
    void answersARepeatWithTheOrderAsItNowIs() {
        assertThat(gateway.buyers().cancel(first.orderId(), "b1").status()).isEqualTo(200);
        assertReplayed(gateway.buyers().buy(sale, "b1", "k1", ONE), "CANCELLED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[{\"sku\":\"phone\",\"quantity\":2}]}",
        "{\"items\":[{\"sku\":\"case\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"case\",\"quantity\":1}]}",
        "{\"items\":[{\"sku\":\"phone\",\"quantity\":1}],\"channel\":\"other\"}",
        "{\"items\":[{\"sku\":\"no-such-thing\",\"quantity\":1}]}"})
    void refusesTheSameKeyForAnotherRequest(String other) {
        assertProblem(gateway.buyers().buy(sale, "b1", "k1", other)).is(422, "idempotency-key-reused")
                .hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 1, 1, 0));
        assertThat(gateway.shop().stock(sale, "case")).isEqualTo(Stock.untouched(9));
    }

    @Test
    void takesTheSameRequestInOtherWhitespaceForTheSame() {
        assertReplayed(gateway.buyers().buy(sale, "b1", "k1", ONE.replace(",", " ,\n ").replace(":", " : ")), "HELD");
    }

    @Test
    void keepsTheKeysOfTwoBuyersApart() {
        Answer other = gateway.buyers().buy(sale, "b2", "k1", ONE);
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.orderId()).isNotEqualTo(first.orderId());
        assertThat(other.header("Idempotent-Replayed")).isEmpty();
    }

    @Test
    void keepsTheKeysOfTwoSalesApart() {
        String otherSale = gateway.shop().open(Item.of("phone", 2));
        Answer other = gateway.buyers().buy(otherSale, "b1", "k1", ONE);
        assertThat(other.status()).isEqualTo(201);
        assertThat(other.orderId()).isNotEqualTo(first.orderId());
    }

    private void assertReplayed(Answer answer, String status) {
        assertThat(answer.status()).as("%s", answer).isEqualTo(201);
        assertThat(answer.orderId()).isEqualTo(first.orderId());
        assertThat(answer.field("status")).isEqualTo(status);
        assertThat(answer.header("Idempotent-Replayed")).contains("true");
        assertThat(answer.header("Location")).contains("/v1/orders/" + first.orderId());
    }
}
