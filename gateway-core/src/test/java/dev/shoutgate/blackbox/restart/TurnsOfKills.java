package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;

/**
 * Sells under load while a gateway and the store behind it are killed in turns, and lets the store catch up at the end.
 *
 * <p>{@code -Dshoutgate.kills} sets how often, {@code -Dshoutgate.seed} how long each turn lasts and what is bought.
 */
final class TurnsOfKills {
    static final int KILLS = Integer.getInteger("shoutgate.kills", 2);
    private static final long SEED = Long.getLong("shoutgate.seed", 7);

    /** Does something to the store's server. */
    @FunctionalInterface
    interface Act {
        void run() throws Exception;
    }

    private final Random random = new Random(SEED);
    private final Told told = new Told();
    private final Path folder;
    private final Settings settings;
    private final Act kill;
    private final Act start;
    private GatewayProcess gateway;
    private Load load;
    private String sale;

    /** {@code kill} and {@code start}: of the store's server. */
    TurnsOfKills(Path folder, Settings settings, Act kill, Act start) {
        this.folder = folder;
        this.settings = settings;
        this.kill = kill;
        this.start = start;
    }

    /** Returns, once the store of that name has everything, how many orders were sold. */
    int sellInto(String storeName) throws Exception {
        for (int turn = 0; turn < KILLS; turn++) {
            sell();
            if (turn % 2 == 0) {
                killTheStore();
            } else {
                killTheGateway();
            }
        }
        if (gateway != null) {
            killTheGateway();
        }
        catchUp(storeName);
        return told.promises();
    }

    private void sell() throws Exception {
        if (gateway == null) {
            gateway = GatewayProcess.serve(folder, settings);
            sale = sale == null ? gateway.shop().open(Basket.sale()) : sale;
            load = Load.start(gateway.buyersPort(), sale, told, 1, Basket.MIXED, random.nextLong());
        }
        load.awaitPromises(1 + random.nextInt(2_000), told.promises());
    }

    /** It sells on meanwhile. */
    private void killTheStore() throws Exception {
        kill.run();
        try {
            load.awaitPromises(100, told.promises());
        } finally {
            start.run();
        }
    }

    private void killTheGateway() throws Exception {
        gateway.killHard();
        load.awaitEnd();
        gateway = null;
    }

    private void catchUp(String storeName) throws Exception {
        try (GatewayProcess last = GatewayProcess.serve(folder, settings)) {
            ApiClient operators = new ApiClient(last.operatorsPort());
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(operators.get("/metrics").text())
                    .contains("shoutgate_flush_lag_events{storage=\"" + storeName + "\"} 0"));
            assertThat(last.terminate()).as("%s", last.output()).isZero();
        }
    }
}
