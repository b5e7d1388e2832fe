package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The payment came after the hold had run out. */
class LatePaymentTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void takesUnitsThatAreLeftUnderReclaim() {
        String sale = open("reclaim", 2);
        String orderId = expired(sale, "b1", 2);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(2));
        Answer late = desk.confirm(orderId, "pay-1");
        assertThat(late.status()).as("%s", late).isEqualTo(200);
        assertThat(late.field("status")).isEqualTo("CONFIRMED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 0, 0, 2));
        assertThat(desk.confirm(orderId, "pay-1").status()).isEqualTo(200);
        assertProblem(desk.confirm(orderId, "pay-2")).is(409, "already-confirmed");
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 0, 0, 2));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void isRefusedUnderReclaimWhenOthersHaveTheUnits() {
        String sale = open("reclaim", 2);
        String late = expired(sale, "b1", 2);
        String other = Held.order(gateway, sale, "b2", "phone", 1);
        Held.done(desk.confirm(other, "pay-of-b2"));
        for (int i = 0; i < 3; i++) {
            assertProblem(desk.confirm(late, "pay-1")).is(409, "order-expired").hasItsPageAt(desk.api());
        }
        assertThat(Held.status(gateway, late)).isEqualTo("EXPIRED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(2, 1, 0, 1));
        gateway.shop().assertAuditOk(sale);
    }

    // The refund went downstream with the first refusal: goods and money back together would be one too many.
    @Test
    void staysRefusedWhenStockComesBackAfterwards() {
        String sale = open("reclaim", 2);
        String late = expired(sale, "b1", 2);
        Held.order(gateway, sale, "b2", "phone", 2);
        assertProblem(desk.confirm(late, "pay-1")).is(409, "order-expired");
        Held.done(desk.restock(sale, "phone", 10));
        assertProblem(desk.confirm(late, "pay-1")).is(409, "order-expired");
        assertThat(Held.status(gateway, late)).isEqualTo("EXPIRED");
    }

    // Guarantee 4 has no exception for who pays late.
    @Test
    void isRefusedUnderReclaimWhenItWouldBreakTheLimit() {
        String sale = open("reclaim", 10);
        String late = expired(sale, "b1", 2);
        Held.done(desk.confirm(Held.order(gateway, sale, "b1", "phone", 2), "pay-2"));
        assertProblem(desk.confirm(late, "pay-1")).is(409, "order-expired");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 8, 0, 2));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void takesUnitsUnderReclaimAfterTheSaleHasClosed() {
        String sale = open("reclaim", 10);
        String late = expired(sale, "b1", 1);
        gateway.shop().close(sale);
        assertThat(desk.confirm(late, "pay-1").status()).isEqualTo(200);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 0, 1));
    }

    @Test
    void isAlwaysRefusedUnderRefundAndStaysSo() {
        String sale = open("refund", 10);
        String late = expired(sale, "b1", 2);
        for (int i = 0; i < 3; i++) {
            assertProblem(desk.confirm(late, "pay-1")).is(409, "order-expired");
        }
        assertProblem(desk.confirm(late, "pay-2")).is(409, "order-expired");
        assertThat(Held.status(gateway, late)).isEqualTo("EXPIRED");
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(Stock.untouched(10));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void keepsThePriceThatTheOrderWasTakenAt() {
        String sale = open("reclaim", 10);
        String late = expired(sale, "b1", 2);
        Held.done(desk.price(sale, "phone", 1));
        Held.done(desk.confirm(late, "pay-1"));
        Answer order = gateway.buyers().order(late, "b1");
        assertThat(order.json().path("total").asLong()).as("%s", order).isEqualTo(2 * 199_900);
    }

    private static String open(String latePayment, int stock) {
        return gateway.shop().open(SaleDefinition.of(Item.of("phone", stock).limit(2))
                .with("holdSeconds", 1).with("latePayment", latePayment));
    }

    private static String expired(String sale, String buyer, int quantity) {
        String orderId = Held.order(gateway, sale, buyer, "phone", quantity);
        Held.awaitExpired(gateway, orderId);
        return orderId;
    }
}
