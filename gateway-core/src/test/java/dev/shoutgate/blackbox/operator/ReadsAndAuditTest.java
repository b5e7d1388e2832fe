package dev.shoutgate.blackbox.operator;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayUnderTest;
import dev.shoutgate.blackbox.Item;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReadsAndAuditTest {
    @RegisterExtension
    static final GatewayUnderTest gateway = GatewayUnderTest.small();

    @Test
    void showAnyBuyersOrder() {
        String sale = gateway.shop().open(Item.of("phone", 10));
        Answer bought = gateway.buyers().buy(sale, "b1", "phone", 1);
        Answer read = gateway.operators().order(bought.orderId());
        assertThat(read.status()).isEqualTo(200);
        for (String name : new String[] {"orderId", "saleId", "buyerId", "status", "currency", "total", "createdAt"}) {
            assertThat(read.field(name)).as(name).isEqualTo(bought.field(name));
        }
    }

    @Test
    void recountTheSaleFromItsOrders() {
        String sale = gateway.shop().open(Item.of("phone", 10), Item.of("case", 10).off());
        gateway.buyers().buy(sale, "b1", "phone", 2);
        String cancelled = gateway.buyers().buy(sale, "b2", "phone", 2).orderId();
        gateway.buyers().cancel(cancelled, "b2");
        gateway.shop().assertAuditOk(sale);
        Answer audit = gateway.operators().audit(sale);
        assertThat(audit.json().path("items").isArray()).as("%s", audit).isTrue();
        assertThat(audit.json().path("items").findValuesAsText("sku")).contains("phone", "case");
    }

    @Test
    void knowNothingOfASaleThatIsNotThere() {
        assertProblem(gateway.operators().audit("no-such-sale")).is(404, "unknown-sale");
        assertProblem(gateway.operators().sale("no-such-sale")).is(404, "unknown-sale");
    }
}
