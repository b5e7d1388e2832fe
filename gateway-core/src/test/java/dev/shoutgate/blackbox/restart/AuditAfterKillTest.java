package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gateway is killed in mid-load; the offline commands, as processes of their own, find its folder true. */
class AuditAfterKillTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private String data;

    @Test
    void findsTheGuaranteesKeptAndEveryPromisedOrderInTheJournal() throws Exception {
        data = folder.resolve("data").toString();
        Told told = new Told();
        try (GatewayProcess gateway = GatewayProcess.serve(folder, Settings.small().with("data", data))) {
            String sale = gateway.shop().open(Basket.sale());
            Load load = Load.start(gateway.buyersPort(), sale, told, 8, Basket.MIXED, 1);
            load.awaitPromises(100, 0);
            assertOnlyTheJournalCanBeReadBesideIt();
            load.awaitPromises(500, 0);
            gateway.killHard();
            load.awaitEnd();
        }
        try (GatewayProcess audit = GatewayProcess.run("audit", "--data", data)) {
            assertThat(audit.exitCode(LIMIT)).as("%s", audit.output()).isZero();
            awaitText(audit, "audit ok");
            assertThat(audit.output().text()).contains("state hash", "orders.db").doesNotContain("\tat ");
        }
        assertTheJournalHas(told.all().stream().map(Press.Promise::orderId).toList());
    }

    private void assertOnlyTheJournalCanBeReadBesideIt() throws Exception {
        try (GatewayProcess audit = GatewayProcess.run("audit", "--data", data);
                GatewayProcess journal = GatewayProcess.run("journal", "--data", data)) {
            assertThat(audit.exitCode(LIMIT)).as("%s", audit.output()).isOne();
            awaitText(audit, "is in use by process ");
            assertThat(journal.exitCode(LIMIT)).as("%s", journal.output()).isZero();
            awaitText(journal, "OrderTaken orderId=");
        }
    }

    private void assertTheJournalHas(List<String> orderIds) throws Exception {
        try (GatewayProcess journal = GatewayProcess.run("journal", "--data", data, "--json")) {
            assertThat(journal.exitCode(LIMIT)).as("%s", journal.output()).isZero();
            // The child has ended, but its last lines may still be on their way to us.
            Awaitility.await().atMost(LIMIT).untilAsserted(() -> {
                // Not by AssertJ's containsAll, which looks for each of many thousands among all of them.
                Set<String> missing = new HashSet<>(orderIds);
                missing.removeAll(takenIn(journal.output().text()));
                assertThat(missing).as("promised, and not in the journal").isEmpty();
            });
        }
    }

    private static Set<String> takenIn(String lines) {
        return lines.lines().filter(line -> line.contains("\"type\":\"OrderTaken\""))
                .map(line -> line.replaceFirst(".*\"orderId\":\"([^\"]+)\".*", "$1")).collect(Collectors.toSet());
    }

    private static void awaitText(GatewayProcess process, String text) {
        Awaitility.await().atMost(LIMIT).until(() -> process.output().text().contains(text));
    }
}
