package dev.shoutgate.blackbox.restart;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Stock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales, holds, cancels, limits and versions come back from the journal as they were. */
class StateAfterKillTest {
    @TempDir
    Path folder;

    private String open;
    private Answer held;
    private Answer openBefore;
    private String closed;
    private String brief;
    private Answer expiring;

    @Test
    void isAsItWasBefore() throws Exception {
        Settings settings = Settings.small().with("data", folder.resolve("data").toString());
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            live(gateway);
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertOrdersAndStockAreThere(gateway);
            assertProblem(gateway.buyers().buy(closed, "b1", "phone", 1)).is(409, "sale-closed");
            assertHoldEndsThatRanOutMeanwhile(gateway);
        }
    }

    private void live(GatewayProcess gateway) {
        open = gateway.shop().open(Item.of("phone", 10).limit(2));
        held = gateway.buyers().buy(open, "b1", "phone", 2);
        gateway.buyers().cancel(gateway.buyers().buy(open, "b2", "phone", 1).orderId(), "b2");
        openBefore = gateway.buyers().sale(open);
        closed = gateway.shop().open(Item.of("phone", 10));
        gateway.shop().close(closed);
        brief = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 1));
        expiring = gateway.buyers().buy(brief, "b1", "phone", 1);
    }

    private void assertOrdersAndStockAreThere(GatewayProcess gateway) {
        Answer after = gateway.buyers().sale(open);
        assertThat(after.json().path("items")).isEqualTo(openBefore.json().path("items"));
        assertThat(after.json().path("version").longValue())
                .isGreaterThanOrEqualTo(openBefore.json().path("version").longValue());
        assertThat(gateway.buyers().order(held.orderId(), "b1").json()).isEqualTo(held.json());
        assertProblem(gateway.buyers().buy(open, "b1", "phone", 1)).is(409, "limit-reached");
        gateway.shop().assertAuditOk(open);
    }

    private void assertHoldEndsThatRanOutMeanwhile(GatewayProcess gateway) {
        await().atMost(Duration.ofSeconds(5)).until(() -> "EXPIRED".equals(
                gateway.buyers().order(expiring.orderId(), "b1").field("status")));
        assertThat(gateway.shop().stock(brief, "phone")).isEqualTo(Stock.untouched(10));
        gateway.shop().assertAuditOk(brief);
    }
}
