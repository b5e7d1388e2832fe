package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OwnOrdersTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private String sale;
    private String buyer;

    @BeforeEach
    void open() {
        sale = gateway.shop().open(Item.of("phone", 500).limit(500));
        buyer = Fresh.buyer();
    }

    private String buy(String by) {
        Answer bought = gateway.buyers().buy(sale, by, "phone", 1);
        assertThat(bought.status()).as("%s", bought).isEqualTo(201);
        return bought.orderId();
    }

    private List<String> ids(String by) {
        Answer listed = gateway.buyers().orders(sale, by);
        assertThat(listed.status()).as("%s", listed).isEqualTo(200);
        return listed.json().path("orders").findValuesAsText("orderId");
    }

    @Test
    void areNoneForWhoeverHasNotBought() {
        buy(buyer);
        Answer none = gateway.buyers().orders(sale, Fresh.buyer());
        assertThat(none.status()).isEqualTo(200);
        assertThat(none.text()).isEqualTo("{\"orders\":[]}");
        assertThat(none.contentType()).isEqualTo("application/json");
        assertThat(none.header("Cache-Control")).contains("no-store");
    }

    @Test
    void areTheBuyersAloneNewestFirstEachAsItIsReadByItself() {
        String first = buy(buyer);
        buy(Fresh.buyer());
        String second = buy(buyer);
        gateway.buyers().cancel(first, buyer);
        Answer listed = gateway.buyers().orders(sale, buyer);
        assertThat(StreamSupport.stream(listed.json().path("orders").spliterator(), false).toList())
                .containsExactly(gateway.buyers().order(second, buyer).json(),
                        gateway.buyers().order(first, buyer).json());
    }

    @Test
    void areTheNewestHundred() {
        List<String> taken = new ArrayList<>();
        for (int i = 0; i < 103; i++) {
            taken.add(0, buy(buyer));
        }
        assertThat(ids(buyer)).isEqualTo(taken.subList(0, 100));
    }

    @Test
    void areOfThisSale() {
        buy(buyer);
        sale = gateway.shop().open(Item.of("phone", 1));
        assertThat(ids(buyer)).isEmpty();
    }

    @Test
    void areThereWhenTheSaleHasClosed() {
        String taken = buy(buyer);
        gateway.shop().close(sale);
        assertThat(ids(buyer)).containsExactly(taken);
    }

    @Test
    void areRefusedWithoutABuyerAndWithoutASale() {
        String path = "/v1/sales/" + sale + "/orders";
        assertProblem(gateway.buyers().api().get(path)).is(401, "unauthenticated");
        assertProblem(gateway.buyers().api().get(path, "X-Buyer-Id", "b 1")).is(400, "malformed-request");
        assertProblem(gateway.buyers().orders(Fresh.sale(), buyer)).is(404, "unknown-sale");
        assertProblem(gateway.buyers().orders("a%20b", buyer)).is(404, "unknown-sale");
    }
}
