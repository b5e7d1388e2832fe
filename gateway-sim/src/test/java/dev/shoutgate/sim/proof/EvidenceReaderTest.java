package dev.shoutgate.sim.proof;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.RunSale;
import dev.shoutgate.sim.gateway.SaleView;
import dev.shoutgate.sim.gateway.Target;
import dev.shoutgate.sim.plan.Crowd;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.FireTimes;
import dev.shoutgate.sim.plan.Phase;
import dev.shoutgate.sim.plan.PressPlan;
import dev.shoutgate.sim.plan.PressPlanner;
import dev.shoutgate.sim.plan.RunNames;
import dev.shoutgate.sim.press.Addressee;
import dev.shoutgate.sim.press.Answers;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.press.OrderReader;
import dev.shoutgate.sim.press.PressLog;
import dev.shoutgate.sim.press.ReadBack;
import dev.shoutgate.sim.press.Transport;
import dev.shoutgate.sim.press.WirePool;
import dev.shoutgate.sim.shop.Flaw;
import dev.shoutgate.sim.shop.ShopServer;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Gathering evidence from a real server, after answers that we wrote ourselves. */
class EvidenceReaderTest {
    private static final RunNames NAMES = new RunNames("run");
    private final Transport transport = Transport.open();
    private final PressPlan plan = PressPlanner.plan(new FireTimes(List.of(new Phase("p", 1, 4, 4))),
            new Crowd(0, 0, 0, 1), List.of(new Demand("phone", 1, 2)));
    private final PressLog log = new PressLog(4);

    @AfterEach
    void close() {
        transport.close();
    }

    @Test
    void readsEachDistinctOrderOnceForTheFirstPressThatNamedIt() {
        told(0, "o7");
        told(2, "o7");
        told(3, "o8");

        Evidence evidence = gather(Flaw.NONE, true);
        assertThat(evidence.orders()).extracting(OrderSeen::orderId).containsExactly("o7", "o8");
        assertThat(evidence.orders()).extracting(OrderSeen::press).containsExactly(0, 3);
        // The shop knows no such orders.
        assertThat(evidence.orders()).allSatisfy(order -> {
            assertThat(order.back().status()).isEqualTo(404);
            assertThat(order.view()).isNull();
        });
    }

    @Test
    void neverSendsAnOrderIdThatWouldBeMoreThanAnId() {
        told(0, "o1 HTTP/1.1\r\nX-Evil: yes");
        told(1, "../sales/demo");
        told(2, null);

        Evidence evidence = gather(Flaw.NONE, true);
        assertThat(evidence.orders()).hasSize(2).extracting(OrderSeen::back)
                .containsOnly(new ReadBack(0, "not an order id that could be asked for"));
    }

    @Test
    void takesTheViewAndTheAuditOfTheSale() {
        Evidence evidence = gather(Flaw.AUDIT_DISAGREES, true);

        assertThat(evidence.after().item("lipstick")).isEqualTo(new ItemView("lipstick", 9900, 5000, 5000, 0, 0, 5,
                "ON"));
        assertThat(evidence.audit().ok()).isFalse();
        assertThat(evidence.orders()).isEmpty();
    }

    @Test
    void asksForNoAuditWhereTheTokenMayNotSeeTheSale() {
        Evidence evidence = gather(Flaw.KNOWS_NO_OPERATOR, false);

        assertThat(evidence.audit()).isNull();
        assertThat(evidence.after()).isNotNull();
    }

    @Test
    void aReadThatFailsIsEvidenceToo() {
        Evidence evidence = gather(Flaw.KNOWS_NO_OPERATOR, true);

        assertThat(evidence.after()).isNull();
        assertThat(evidence.audit().ok()).isFalse();
        assertThat(evidence.audit().body()).contains("wanted 200, came 401");
    }

    private void told(int press, String orderId) {
        Answers.sent(log, press, 1);
        Answers.bought(log, press, 2, new Bought(orderId, "phone", 1, 199900, 199900, false));
    }

    private Evidence gather(Flaw flaw, boolean operators) {
        try (ShopServer shop = ShopServer.open(flaw)) {
            GatewayApi api = new GatewayApi(Target.of(shop.buyersUrl(), shop.operatorsUrl(), "demo", Set.of()));
            WirePool pool = new WirePool(transport, shop.buyersAddress(), 4);
            SaleView before = new SaleView("demo", "OPEN", "CNY", 900, List.of());
            return new EvidenceReader(api, new OrderReader(transport, pool, "127.0.0.1")).gather(
                    new RunSale(before, false, operators, "as it stood"), List.of(), plan, log,
                    new Addressee("127.0.0.1", "demo", List.of("phone"), NAMES));
        }
    }
}
