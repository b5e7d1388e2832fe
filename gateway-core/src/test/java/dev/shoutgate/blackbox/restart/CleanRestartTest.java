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
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CleanRestartTest {
    @TempDir
    Path folder;

    private Path data;
    private Settings settings;

    @BeforeEach
    void setUp() {
        data = folder.resolve("data");
        settings = Settings.small().with("data", data.toString());
    }

    @Test
    void drainsUnderLoadAndKeepsEveryOrder() throws Exception {
        String sale;
        Load load;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Item.of("scarce", 50), Item.of("plenty", 1_000_000));
            load = Load.start(gateway.buyersPort(), sale, 4);
            load.awaitPromises(500);
            assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
            load.awaitEnd();
            assertThat(load.surprises).isEmpty();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Promises promises = new Promises(gateway, sale);
            List<Press.Promise> all = new ArrayList<>(load.promises);
            promises.assertKept(all);
            promises.learnTheTruth(load, all);
            promises.assertNothingIsOversold();
            promises.assertDatabaseAgrees(data, all);
        }
    }

    @Test
    void findsTheStockTheOrdersAndTheVersionsAsTheyWere() throws Exception {
        String sale;
        Answer held;
        Answer before;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Item.of("phone", 10).limit(2));
            held = gateway.buyers().buy(sale, "b1", "phone", 2);
            gateway.buyers().cancel(gateway.buyers().buy(sale, "b2", "phone", 1).orderId(), "b2");
            before = gateway.buyers().sale(sale);
            assertThat(gateway.terminate()).isZero();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Answer after = gateway.buyers().sale(sale);
            assertThat(after.json().path("items")).isEqualTo(before.json().path("items"));
            assertThat(after.json().path("version").longValue())
                    .isGreaterThanOrEqualTo(before.json().path("version").longValue());
            assertThat(gateway.buyers().order(held.orderId(), "b1").json()).isEqualTo(held.json());
            assertProblem(gateway.buyers().buy(sale, "b1", "phone", 1)).is(409, "limit-reached");
            gateway.shop().assertAuditOk(sale);
        }
    }

    @Test
    void leavesClosedSalesClosedAndEndsTheHoldsThatRanOutMeanwhile() throws Exception {
        String closed;
        String brief;
        Answer expiring;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            closed = gateway.shop().open(Item.of("phone", 10));
            gateway.shop().close(closed);
            brief = gateway.shop().open(SaleDefinition.of(Item.of("phone", 10)).with("holdSeconds", 1));
            expiring = gateway.buyers().buy(brief, "b1", "phone", 1);
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertProblem(gateway.buyers().buy(closed, "b1", "phone", 1)).is(409, "sale-closed");
            await().atMost(Duration.ofSeconds(5)).until(() -> "EXPIRED".equals(
                    gateway.buyers().order(expiring.orderId(), "b1").field("status")));
            assertThat(gateway.shop().stock(brief, "phone")).isEqualTo(Stock.untouched(10));
            gateway.shop().assertAuditOk(brief);
        }
    }
}
