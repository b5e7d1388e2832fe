package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Item;
import dev.shoutgate.blackbox.OrdersDb;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders of sales that were closed long ago go, and the shop's database keeps them. */
class RetirementTest {

    @TempDir
    Path folder;

    @Test
    void forgetsASaleOnceItWasClosedLongEnoughAndHasNoHolds() throws Exception {
        Path data = folder.resolve("data");
        Settings settings = Settings.small().with("data", data.toString()).with("retention", "1s");
        String old;
        String held = null;
        String gone;
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            // More of them than are asked for at once: they must not keep the one waiting that is over.
            for (int i = 0; i < 20; i++) {
                String withHold = gateway.shop().open(Item.of("phone", 10));
                held = gateway.buyers().buy(withHold, "b1", "phone", 1).orderId();
                gateway.shop().close(withHold);
            }
            old = gateway.shop().open(Item.of("phone", 10));
            String taken = gateway.buyers().buy(old, "b1", "phone", 1).orderId();
            gateway.buyers().cancel(taken, "b1");
            gateway.shop().close(old);
            await().atMost(Duration.ofSeconds(60)).until(() -> gateway.buyers().order(taken, "b1").status() == 404);
            gone = taken;
            assertGone(gateway, old, gone, held);
            gateway.killHard();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertGone(gateway, old, gone, held);
            assertThat(new OrdersDb(data).orders(old)).as("what the shop has of it").containsKey(gone);
        }
    }

    private static void assertGone(GatewayProcess gateway, String sale, String order, String held) {
        assertThat(gateway.buyers().order(order, "b1").field("code")).isEqualTo("unknown-order");
        assertThat(gateway.buyers().buy(sale, "b2", "phone", 1).field("code")).isEqualTo("unknown-sale");
        assertThat(gateway.buyers().orders(sale, "b1").field("code")).isEqualTo("unknown-sale");
        assertThat(gateway.operators().sale(sale).field("code")).isEqualTo("unknown-sale");
        assertThat(gateway.buyers().order(held, "b1").field("status")).as("closed too, but not over").isEqualTo("HELD");
    }
}
