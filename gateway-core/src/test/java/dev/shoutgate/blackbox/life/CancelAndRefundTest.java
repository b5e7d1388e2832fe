package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Stock;
import dev.shoutgate.blackbox.Tokens;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator ends an order: before the payment it is cancelled, after it refunded. */
class CancelAndRefundTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);
    private String sale;
    private String orderId;

    @BeforeEach
    void holdTwoOfTen() {
        sale = gateway.shop().open(Item.of("phone", 10).limit(2));
        orderId = Held.order(gateway, sale, "b1", "phone", 2);
    }

    @Test
    void cancelPutsTheUnitsBackOnSale() {
        Answer cancelled = Held.done(desk.cancel(orderId, true));
        assertThat(cancelled.field("status")).isEqualTo("CANCELLED");
        assertThat(gateway.buyers().order(orderId, "b1").field("status")).isEqualTo("CANCELLED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void cancelWithoutRestockTakesTheUnitsOutOfTheSale() {
        Held.done(desk.cancel(orderId, false));
        assertThat(Held.status(gateway, orderId)).isEqualTo("CANCELLED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(8));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 2).status()).as("the limit is free").isEqualTo(201);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(8, 6, 2, 0));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void refundPutsTheUnitsBackOnSale() {
        Held.done(desk.confirm(orderId, "pay-1"));
        Answer refunded = Held.done(desk.refund(orderId, true));
        assertThat(refunded.field("status")).isEqualTo("REFUNDED");
        assertThat(gateway.buyers().order(orderId, "b1").field("status")).isEqualTo("REFUNDED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 2).status()).as("the limit is free").isEqualTo(201);
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void refundWithoutRestockTakesTheUnitsOutOfTheSale() {
        Held.done(desk.confirm(orderId, "pay-1"));
        Held.done(desk.refund(orderId, false));
        assertThat(Held.status(gateway, orderId)).isEqualTo("REFUNDED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(8));
        assertThat(gateway.buyers().buy(sale, "b1", "phone", 1).status()).as("the limit is free").isEqualTo(201);
        gateway.shop().assertAuditOk(sale);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void cancelMayBeRepeatedWithoutHarm(boolean restock) {
        for (int i = 0; i < 3; i++) {
            assertThat(desk.cancel(orderId, restock).field("status")).isEqualTo("CANCELLED");
        }
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(restock ? 10 : 8));
        gateway.shop().assertAuditOk(sale);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void refundMayBeRepeatedWithoutHarm(boolean restock) {
        Held.done(desk.confirm(orderId, "pay-1"));
        for (int i = 0; i < 3; i++) {
            assertThat(desk.refund(orderId, restock).field("status")).isEqualTo("REFUNDED");
        }
        String path = "/v1/orders/" + orderId + "/refund";
        Held.done(desk.post(path, "refund-" + orderId, "{\"restock\":" + restock + "}"));
        Held.done(desk.post(path, "refund-" + orderId, "{\"restock\":" + restock + "}"));
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(restock ? 10 : 8));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void refundIsRefusedForAnOrderThatNobodyPaid() {
        assertProblem(desk.refund(orderId, true)).hasStatus(409);
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
        Held.done(desk.cancel(orderId, true));
        assertProblem(desk.refund(orderId, true)).hasStatus(409);
        assertThat(Held.status(gateway, orderId)).isEqualTo("CANCELLED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @Test
    void cancelIsRefusedForAnOrderThatIsPaid() {
        Held.done(desk.confirm(orderId, "pay-1"));
        assertProblem(desk.cancel(orderId, true)).hasStatus(409);
        assertThat(Held.status(gateway, orderId)).isEqualTo("CONFIRMED");
        Held.done(desk.refund(orderId, true));
        assertProblem(desk.cancel(orderId, true)).hasStatus(409);
        assertThat(Held.status(gateway, orderId)).isEqualTo("REFUNDED");
    }

    @Test
    void aRefundedOrderTakesNoOtherPayment() {
        Held.done(desk.confirm(orderId, "pay-1"));
        Held.done(desk.refund(orderId, true));
        assertProblem(desk.confirm(orderId, "pay-2")).hasStatus(409);
        assertThat(Held.status(gateway, orderId)).isEqualTo("REFUNDED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"cancel", "refund"})
    void areForTheOwnMerchantAndNeedAnOrderAndAKey(String act) {
        String body = "{\"restock\":true}";
        assertProblem(desk.post("/v1/orders/no-such-order/" + act, Fresh.key(), body)).is(404, "unknown-order");
        String path = "/v1/orders/" + orderId + "/" + act;
        assertProblem(desk.as(Tokens.SHOP_2).post(path, Fresh.key(), body)).is(404, "unknown-order");
        assertProblem(desk.postWithoutKey(path, body)).is(400, "idempotency-key-missing");
        for (String wrong : new String[] {"[]", "{\"restock\":\"yes\"}", "{\"restock\":1}", "{"}) {
            assertProblem(desk.post(path, Fresh.key(), wrong))
                    .isOneOf("400 malformed-request", "422 invalid-request");
        }
        assertThat(Held.status(gateway, orderId)).isEqualTo("HELD");
    }

    @Test
    void everyLineComesBack() {
        String two = gateway.shop().open(Item.of("phone", 10), Item.of("case", 10));
        String body = "{\"items\":[{\"sku\":\"phone\",\"quantity\":1},{\"sku\":\"case\",\"quantity\":2}]}";
        String both = gateway.buyers().buy(two, "b1", Fresh.key(), body).orderId();
        Held.done(desk.confirm(both, "pay-1"));
        assertThat(gateway.shop().stock(two, "case")).isEqualTo(new Stock(10, 8, 0, 2));
        Held.done(desk.refund(both, false));
        assertThat(gateway.shop().stock(two, "phone")).isEqualTo(Stock.untouched(9));
        assertThat(gateway.shop().stock(two, "case")).isEqualTo(Stock.untouched(8));
        gateway.shop().assertAuditOk(two);
    }
}
