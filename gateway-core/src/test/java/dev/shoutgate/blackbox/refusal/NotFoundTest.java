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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NotFoundTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void refusesToBuyInAnUnknownSale() {
        Answer answer = gateway.buyers().buy("no-such-sale", Fresh.buyer(), "phone", 1);
        assertProblem(answer).is(404, "unknown-sale").hasItsPageAt(gateway.buyers().api());
    }

    @Test
    void refusesToShowAnUnknownSale() {
        assertProblem(gateway.buyers().sale("no-such-sale")).is(404, "unknown-sale");
        assertProblem(gateway.operators().sale("no-such-sale")).is(404, "unknown-sale");
    }

    @Test
    void refusesAnUnknownItemAndTakesNothing() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer answer = gateway.buyers().buy(sale, Fresh.buyer(), "tablet", 1);
        assertProblem(answer).is(404, "unknown-item").hasItsPageAt(gateway.buyers().api());
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "00000000000000000", "zzzzzzzzzzzzzzzzz", "zzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzzz",
        "-1", "9223372036854775808", "ORDER", "a.b"})
    void refusesAnOrderIdThatIsNobodys(String orderId) {
        assertProblem(gateway.buyers().order(orderId, Fresh.buyer())).is(404, "unknown-order")
                .hasItsPageAt(gateway.buyers().api());
        assertProblem(gateway.buyers().cancel(orderId, Fresh.buyer())).is(404, "unknown-order");
        assertProblem(gateway.operators().order(orderId)).is(404, "unknown-order");
    }

    @Test
    void hidesAnothersOrderAsIfItWereNotThere() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        String orderId = gateway.buyers().buy(sale, "owner", "phone", 1).orderId();
        assertProblem(gateway.buyers().order(orderId, "stranger")).is(404, "unknown-order");
        assertProblem(gateway.buyers().cancel(orderId, "stranger")).is(404, "unknown-order");
        assertThat(gateway.buyers().order(orderId, "owner").field("status")).isEqualTo("HELD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1", "/v2/sales/demo", "/v1/nothing", "/v1/sales/demo/nothing",
        "/v1/orders/x/nothing", "/v1/sales/", "/v1/time/now"})
    void answersNotFoundWhereThereIsNothing(String path) {
        assertProblem(gateway.buyers().api().get(path)).is(404, "not-found").hasItsPageAt(gateway.buyers().api());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/nothing", "/v1/nothing"})
    void answersNotFoundToOperatorsToo(String path) {
        assertProblem(gateway.operators().get(path)).is(404, "not-found").hasItsPageAt(gateway.operators().api());
    }
}
