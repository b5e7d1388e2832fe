package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.CommandRun;
import dev.shoutgate.PostgresServer;
import dev.shoutgate.blackbox.ApiClient;
import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Sells into PostgreSQL while gateway and server are killed in turns, and then holds the tables against the journal.
 *
 * <p>{@code -Dshoutgate.kills} sets how often, {@code -Dshoutgate.seed} how long each turn lasts and what is bought.
 */
class PostgresqlTest {
    private static final int KILLS = Integer.getInteger("shoutgate.kills", 2);
    private static final long SEED = Long.getLong("shoutgate.seed", 7);

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    Path folder;

    private final Random random = new Random(SEED);
    private final Told told = new Told();
    private String url;
    private GatewayProcess gateway;
    private Load load;
    private String sale;

    @Test
    void hasEveryRowOnceHoweverOftenGatewayAndServerAreKilled() throws Exception {
        url = SERVER.url(SERVER.newDatabase());
        for (int kill = 0; kill < KILLS; kill++) {
            sell();
            if (kill % 2 == 0) {
                killTheServer();
            } else {
                killTheGateway();
            }
        }
        if (gateway != null) {
            killTheGateway();
        }
        try (GatewayProcess last = GatewayProcess.serve(folder, settings())) {
            ApiClient operators = new ApiClient(last.operatorsPort());
            await().atMost(Duration.ofMinutes(2)).untilAsserted(() -> assertThat(operators.get("/metrics").text())
                    .contains("shoutgate_flush_lag_events{storage=\"postgresql\"} 0"));
            assertThat(last.terminate()).as("%s", last.output()).isZero();
        }
        assertTablesEqualTheJournal();
        System.out.println("Killed " + KILLS + " times, " + told.promises() + " orders sold, the tables are the journal");
    }

    private void assertTablesEqualTheJournal() {
        CommandRun audit = CommandRun.of("audit", "--data", data().toString(), "--storage", url, "--storage-user",
                "postgres");
        assertThat(audit.exitCode()).as("%s", audit).isZero();
        assertThat(audit.text()).doesNotContain("behind").endsWith("audit ok");
    }

    private void sell() throws Exception {
        if (gateway == null) {
            gateway = GatewayProcess.serve(folder, settings());
            sale = sale == null ? gateway.shop().open(Basket.sale()) : sale;
            load = Load.start(gateway.buyersPort(), sale, told, 1, Basket.MIXED, random.nextLong());
        }
        load.awaitPromises(1 + random.nextInt(2_000), told.promises());
    }

    /** It sells on meanwhile. */
    private void killTheServer() throws Exception {
        SERVER.killHard();
        try {
            load.awaitPromises(100, told.promises());
        } finally {
            SERVER.restart();
        }
    }

    private void killTheGateway() throws Exception {
        gateway.killHard();
        load.awaitEnd();
        gateway = null;
    }

    private Settings settings() {
        return Settings.small().with("data", data().toString()).with("capacity.orders", 4_000_000).with("storage",
                List.of(Map.of("type", "postgresql", "url", url, "user", "postgres")));
    }

    private Path data() {
        return folder.resolve("data");
    }
}
