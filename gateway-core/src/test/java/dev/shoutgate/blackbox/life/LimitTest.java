package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Stock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What counts against a buyer's limit is what is held or confirmed, and nothing else. */
class LimitTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    private final Desk desk = Desk.of(gateway);

    @Test
    void isFreedByACancelARefundAndAnExpiry() {
        String sale = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10).limit(1)).with("holdSeconds", 1));
        Held.done(desk.cancel(Held.order(gateway, sale, "b1", "phone", 1), true));
        String paid = Held.order(gateway, sale, "b1", "phone", 1);
        Held.done(desk.confirm(paid, "pay-1"));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached").with("bought", 1);
        Held.done(desk.refund(paid, true));
        String unpaid = Held.order(gateway, sale, "b1", "phone", 1);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
        Held.awaitExpired(gateway, unpaid);
        Held.done(desk.confirm(Held.order(gateway, sale, "b1", "phone", 1), "pay-2"));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached").with("bought", 1);
        assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(10, 9, 0, 1));
        gateway.shop().assertAuditOk(sale);
    }

    @Test
    void leadsTheBuyerBackToTheOrderThatIsStillToBePaid() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(2));
        String first = Held.order(gateway, sale, "b1", "phone", 1);
        String second = Held.order(gateway, sale, "b1", "phone", 1);
        Held.done(desk.confirm(first, "pay-1"));
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached").with("orderId", second);

        String others = gateway.shop().open(Item.of("phone", 10).limit(2));
        first = Held.order(gateway, others, "b1", "phone", 1);
        second = Held.order(gateway, others, "b1", "phone", 1);
        Held.done(desk.confirm(second, "pay-2"));
        assertProblem(gateway.buyers().buy(others, "b1", "phone", 1)).is(409, "limit-reached").with("orderId", first);
    }

    @Test
    void doesNotLeadBackToAnOrderThatIsOver() {
        String sale = gateway.shop().open(Item.of("phone", 10).limit(1));
        gateway.buyers().cancel(Held.order(gateway, sale, "b1", "phone", 1), "b1");
        String current = Held.order(gateway, sale, "b1", "phone", 1);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached").with("orderId", current);
        Held.order(gateway, sale, "b2", "phone", 1);
        assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached").with("orderId", current);
    }
}
