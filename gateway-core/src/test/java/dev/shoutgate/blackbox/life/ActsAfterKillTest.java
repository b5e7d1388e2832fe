package dev.shoutgate.blackbox.life;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.BuyRequest;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Stock;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parts that were given back, holds that run longer and payments that were orphaned outlive a kill. */
class ActsAfterKillTest {
    @TempDir
    Path folder;

    private String sale;
    private Answer extended;
    private Answer refunded;

    @Test
    void areAsTheyWereAndAreDoneOnce() throws Exception {
        Settings settings = Settings.small().with("data", folder.resolve("data").toString());
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Desk desk = Desk.of(gateway.operators());
            sale = gateway.shop().open(Item.of("phone", 10).limit(3));
            String held = gateway.buyers().buy(sale, "b1", "phone", 1).orderId();
            extended = Held.done(desk.extend(held, "e1", null));
            String sold = gateway.buyers().buy(sale, "b2", Fresh.key(), BuyRequest.line("phone", 3)).orderId();
            Held.done(desk.confirm(sold, "pay-1"));
            assertProblem(desk.confirm(sold, "pay-2")).is(409, "already-confirmed");
            refunded = Held.done(desk.refund(sold, "r1", "phone", 2, false));
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Desk desk = Desk.of(gateway.operators());
            assertThat(Held.done(desk.extend(extended.orderId(), "e1", null)).json()).isEqualTo(extended.json());
            assertProblem(desk.extend(extended.orderId(), "e2", null)).is(409, "already-extended");
            assertThat(Held.done(desk.refund(refunded.orderId(), "r1", "phone", 2, false)).json())
                    .isEqualTo(refunded.json());
            assertProblem(desk.confirm(refunded.orderId(), "pay-2")).is(409, "already-confirmed");
            assertThat(gateway.shop().stock(sale, "phone")).isEqualTo(new Stock(8, 6, 1, 1));
            gateway.shop().assertAuditOk(sale);
            assertThat(gateway.terminate()).isZero();
        }
        assertAuditOkWithOneOrphan();
    }

    private void assertAuditOkWithOneOrphan() throws Exception {
        String data = folder.resolve("data").toString();
        try (GatewayProcess audit = GatewayProcess.run("audit", "--data", data)) {
            assertThat(audit.exitCode(Duration.ofSeconds(30))).as("%s", audit.output()).isZero();
        }
        try (GatewayProcess journal = GatewayProcess.run("journal", "--data", data)) {
            assertThat(journal.exitCode(Duration.ofSeconds(30))).isZero();
            assertThat(journal.output().text()).containsOnlyOnce(" PaymentOrphaned ")
                    .containsOnlyOnce(" OrderPartlyRefunded ").containsOnlyOnce(" HoldExtended ")
                    .contains("amount=399800 remaining=199900");
        }
    }
}
