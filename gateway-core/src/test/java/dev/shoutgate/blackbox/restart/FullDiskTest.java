package dev.shoutgate.blackbox.restart;

import static dev.shoutgate.blackbox.ProblemAssert.assertProblem;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.shoutgate.blackbox.Answer;
import dev.shoutgate.blackbox.Fresh;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.RawHttp;
import dev.shoutgate.blackbox.SaleDefinition;
import dev.shoutgate.blackbox.Settings;
import dev.shoutgate.blackbox.Tmpfs;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway whose real disk runs full under it while buyers press, gets room again, and is killed after that. */
class FullDiskTest {
    private static final int DISK_MEGABYTES = 96;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private Tmpfs disk;
    private Settings settings;

    @BeforeEach
    void mount() throws Exception {
        Optional<Tmpfs> mounted = Tmpfs.mount(folder.resolve("disk"), DISK_MEGABYTES);
        assumeTrue(mounted.isPresent(), "a small file system can be mounted");
        disk = mounted.get();
        settings = Settings.small().with("data", data().toString()).with("capacity.items", 20_000)
                .with("drain-timeout", "1s");
    }

    @AfterEach
    void unmount() throws Exception {
        if (disk != null) {
            disk.close();
        }
    }

    private Path data() {
        return disk.root().resolve("data");
    }

    @Test
    void refusesReadsOnAndGoesOnByItself() throws Exception {
        String sale;
        Told told = new Told();
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Basket.sale());
            Load load = Load.start(gateway.buyersPort(), sale, told, 2, Basket.MIXED, 1);
            load.awaitPromises(100, 0);
            Press.Promise early = told.all().stream().filter(promise -> "HELD".equals(told.statusOf(promise)))
                    .findFirst().orElseThrow();
            fillUp(gateway, told);
            assertRefusesAndReadsOn(gateway, sale, early);
            disk.makeRoom();
            await().atMost(PATIENCE).until(() -> readiness(gateway).status() == 200);
            load.awaitPromises(100, told.promises());
            gateway.killHard();
            load.awaitEnd();
        }
        assertKept(sale, told);
    }

    /** The segment at hand and the next one have room still, so that large sales have to take it. */
    private void fillUp(GatewayProcess gateway, Told told) throws Exception {
        disk.fill();
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1))
                .until(() -> gateway.operators().define(Fresh.sale(), large()).status() == 503);
        await().atMost(PATIENCE).until(() -> told.turnedAway.size() > 20);
    }

    private static SaleDefinition large() {
        Item[] items = new Item[500];
        for (int i = 0; i < items.length; i++) {
            items[i] = Item.of("sku-" + i, 1);
        }
        SaleDefinition definition = SaleDefinition.of(items);
        for (int i = 0; i < items.length; i++) {
            definition.withInItem(i, "title", "\u8d27".repeat(256));
        }
        return definition;
    }

    private static void assertRefusesAndReadsOn(GatewayProcess gateway, String sale, Press.Promise early) {
        assertProblem(gateway.buyers().buy(sale, Fresh.buyer(), Basket.PLENTY.get(0), 1)).is(503, "storage-unavailable");
        assertThat(gateway.buyers().sale(sale).status()).isEqualTo(200);
        Press press = early.press();
        assertThat(gateway.buyers().order(early.orderId(), press.buyer()).status()).isEqualTo(200);
        assertThat(gateway.operators().order(early.orderId()).status()).isEqualTo(200);
        gateway.shop().assertAuditOk(sale);
        Answer repeat = again(gateway, sale, press);
        assertThat(repeat.status()).as("%s", repeat).isEqualTo(201);
        assertThat(repeat.orderId()).isEqualTo(early.orderId());
        assertThat(repeat.header("Idempotent-Replayed")).contains("true");
        Answer readiness = readiness(gateway);
        assertThat(readiness.status()).as("%s", readiness).isEqualTo(503);
        assertThat(readiness.field("detail")).contains("no room left on disk").contains("by itself");
    }

    private static Answer again(GatewayProcess gateway, String sale, Press press) {
        try (RawHttp connection = RawHttp.connect(gateway.buyersPort())) {
            return connection.exchange(press.in(sale));
        }
    }

    private static Answer readiness(GatewayProcess gateway) {
        return gateway.operators().api().get("/readyz");
    }

    private void assertKept(String sale, Told told) throws Exception {
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            Reckoning.assertEverythingIsKept(gateway, sale, told);
            new DatabaseReckoning(data(), sale, told).assertCatchesUp();
        }
    }

    @Test
    void stopsInOrderWhileTheDiskIsFull() throws Exception {
        String sale;
        Told told = new Told();
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Basket.sale());
            Load load = Load.start(gateway.buyersPort(), sale, told, 2, Basket.MIXED, 1);
            load.awaitPromises(100, 0);
            fillUp(gateway, told);
            assertThat(gateway.terminate()).as("%s", gateway.output()).isZero();
            load.awaitEnd();
        }
        disk.makeRoom();
        assertKept(sale, told);
    }
}
