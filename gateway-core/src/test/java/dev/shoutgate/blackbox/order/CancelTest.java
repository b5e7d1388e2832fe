package dev.shoutgate.blackbox.order;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CancelTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private String sale;
    private String orderId;

    @BeforeEach
    void holdTheLastTwo() {
        sale = gateway.shop().open(Item.of("phone", 2).limit(2));
        orderId = gateway.buyers().buy(sale, "b1", "phone", 2).orderId();
    }

    @Test
    void putsTheUnitsOnSaleAgainAtOnce() {
        assertProblem(gateway.buyers().buy(sale, "b2", "phone", 1)).is(409, "sold-out");
        Answer cancelled = gateway.buyers().cancel(orderId, "b1");
        assertThat(cancelled.status()).as("%s", cancelled).isEqualTo(200);
        assertThat(cancelled.orderId()).isEqualTo(orderId);
        assertThat(cancelled.field("status")).isEqualTo("CANCELLED");
        assertThat(gateway.buyers().buy(sale, "b2", "phone", 1).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 1, 1, 0));
    }

    @Test
    void mayBeRepeatedWithoutHarm() {
        for (int i = 0; i < 3; i++) {
            Answer cancelled = gateway.buyers().cancel(orderId, "b1");
            assertThat(cancelled.status()).as("%s", cancelled).isEqualTo(200);
            assertThat(cancelled.field("status")).isEqualTo("CANCELLED");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(2));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isRefusedToAnyoneElse() {
        assertProblem(gateway.buyers().cancel(orderId, "b2")).is(404, "unknown-order");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 0, 2, 0));
    }

    @Test
    void isRefusedWithoutABuyer() {
        Answer answer = gateway.buyers().api().send("POST", "/v1/orders/" + orderId + "/cancel", null);
        assertProblem(answer).is(401, "unauthenticated");
        assertProblem(gateway.buyers().api().get("/v1/orders/" + orderId)).is(401, "unauthenticated");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 0, 2, 0));
    }

    @Test
    void givesTheBuyerTheLimitBack() {
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        gateway.buyers().cancel(orderId, "b1");
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 2).status()).isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 0, 2, 0));
    }

    @Test
    void worksWhenTheSaleHasClosed() {
        gateway.shop().close(sale);
        Answer cancelled = gateway.buyers().cancel(orderId, "b1");
        assertThat(cancelled.status()).as("%s", cancelled).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(2));
    }
}
