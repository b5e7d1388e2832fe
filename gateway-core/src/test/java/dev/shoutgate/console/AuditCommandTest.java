package dev.shoutgate.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import dev.shoutgate.wiring.Gateway;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every difference between journal and store is seen, on a folder that a gateway wrote and somebody spoilt. */
class AuditCommandTest {

    @TempDir
    static Path master;

    private static WrittenFolder written;

    @TempDir
    Path folder;

    private WrittenFolder copy;

    @BeforeAll
    static void sell() throws IOException {
        written = WrittenFolder.write(master.resolve("data"));
    }

    @BeforeEach
    void copy() throws IOException {
        copy = written.copyTo(folder.resolve("data"));
    }

    @Test
    void provesWhatAGatewayWrote() throws Exception {
        CommandRun run = audit();

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.lastLine()).isEqualTo("audit ok");
        assertThat(run.text()).contains("2 shards", "shard 0", "shard 1", "state hash", "HELD", "CONFIRMED 5",
                "CANCELLED 1", "revenue     CNY", "position    shard 1 at").doesNotContain("FAILED", "behind");
        assertThat(copy.ask("SELECT count(DISTINCT substr(order_id, 1, 2)) FROM orders")).isEqualTo("2");
    }

    @Test
    void changesNothingInTheFolderButItsLockAndWhatSqliteKeepsBesideAFile() throws Exception {
        List<String> before = contents();
        audit();

        assertThat(contents()).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource({
        "orders, sale_id, other", "orders, merchant, other", "orders, buyer_id, b9", "orders, status, CONFIRMED",
        "orders, currency, EUR", "orders, total, 1", "orders, channel, host-1", "orders, payment_ref, p1",
        "orders, created_at, 2020-01-01T00:00:00.000Z", "orders, expires_at, 2020-01-01T00:00:00.000Z",
        "orders, updated_at, 2020-01-01T00:00:00.000Z", "orders, sequence, 1",
        "order_lines, sku, other", "order_lines, quantity, 3", "order_lines, unit_price, 1",
        "sale_events, sale_id, other", "sale_events, type, Other", "sale_events, at, 2020-01-01T00:00:00.000Z",
        "sale_events, by, somebody", "sale_events, data, {}"})
    void namesTheColumnThatWasChanged(String table, String column, String value) throws Exception {
        String key = table.equals("sale_events") ? "shard = 1 AND sequence = 2"
                : "order_id = (SELECT max(order_id) FROM orders WHERE status = 'HELD')"
                        + (table.equals("order_lines") ? " AND line = 2" : "");
        String before = copy.ask("SELECT " + column + " FROM " + table + " WHERE " + key);
        assertThat(copy.change("UPDATE " + table + " SET " + column + " = '" + value + "' WHERE " + key)).isOne();

        assertOneDifference(table + " row ", ", column " + column + ": the journal (fact ", "says "
                + (before == null ? "null" : "'" + before + "'") + ", the store says '" + value + "'");
    }

    @Test
    void namesAColumnThatWasEmptied() throws Exception {
        copy.change("UPDATE orders SET channel = NULL WHERE order_id = (SELECT min(order_id) FROM orders)");

        assertOneDifference("column channel", "says '主播', the store says null");
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders", "order_lines", "sale_events"})
    void namesARowThatIsGone(String table) throws Exception {
        String key = table.equals("sale_events") ? "shard = 0 AND sequence = 1" : "order_id = '" + first() + "'"
                + (table.equals("order_lines") ? " AND line = 1" : "");
        assertThat(copy.change("DELETE FROM " + table + " WHERE " + key)).isOne();

        assertOneDifference(table + " has no row ", ", which fact ", " of shard 0 makes: ");
    }

    @Test
    void namesTheLastRowThatIsGone() throws Exception {
        copy.change("DELETE FROM orders WHERE order_id = (SELECT max(order_id) FROM orders)");

        assertOneDifference("orders has no row order_id 01", " of shard 1 makes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0000000000000000", "0zzzzzzzzzzzzzzz", "zz"})
    void namesAnOrderThatNoFactMade(String orderId) throws Exception {
        copy.change("INSERT INTO orders SELECT '" + orderId + "', sale_id, merchant, buyer_id, status, currency, total,"
                + " channel, payment_ref, created_at, expires_at, updated_at, sequence, shard, confirmed_at,"
                + " cancelled_at, refunded_at FROM orders LIMIT 1");

        assertOneDifference("orders has the row order_id " + orderId, "no fact up to the store's position makes");
    }

    @Test
    void namesALineAndASaleEventThatNoFactMade() throws Exception {
        copy.change("INSERT INTO order_lines VALUES ('" + first() + "', 3, 'phone', 1, 1, 0)");
        copy.change("INSERT INTO sale_events VALUES (7, 1, NULL, 'sale.opened', '', NULL, '{}')");
        CommandRun run = audit();

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("order_lines has the row order_id " + first() + ", line 3",
                "sale_events has the row shard 7, sequence 1");
        assertThat(run.lastLine()).isEqualTo("audit FAILED: 2 differences");
    }

    @Test
    void countsDifferencesAndNamesTheFirst() throws Exception {
        copy.change("UPDATE orders SET status = 'REFUNDED', total = 0");
        CommandRun run = audit();

        assertThat(run.lastLine()).isEqualTo("audit FAILED: 40 differences");
        assertThat(run.text()).contains("40 differences, the first: orders row order_id " + first());
    }

    @Test
    void namesAPositionAheadOfTheJournalOrOfAShardThatIsNone() throws Exception {
        copy.change("UPDATE flush_position SET sequence = 1000 WHERE shard = 1");
        assertOneDifference("flush_position of shard 1, column sequence: the store says 1000, the journal ends with");
        copy.change("UPDATE flush_position SET sequence = 1, shard = 2 WHERE shard = 1");

        assertThat(audit().text()).contains("flush_position of shard 2", "the journal has no such shard");
    }

    @Test
    void namesRowsBeyondThePosition() throws Exception {
        copy.change("UPDATE flush_position SET sequence = sequence - 1 WHERE shard = 1");
        CommandRun run = audit();

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("1 facts behind", "no fact up to the store's position makes");
    }

    @Test
    void comparesAStoreThatIsBehindUpToItsPosition() throws Exception {
        Path behind = folder.resolve("behind.db");
        long position = store(behind, 5);
        CommandRun run = audit("--storage", "jdbc:sqlite:" + behind);

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.text()).contains("shard 0 at " + position + " of ", "facts behind, and compared up to there",
                "shard 1 at 0 of ");
        assertThat(run.lastLine()).isEqualTo("audit ok");
    }

    @Test
    void missesTheStoreThatTheGatewayFilled() throws Exception {
        Files.delete(copy.store());
        CommandRun run = audit();

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("store: none looked at", "FAILED  the stores that the gateway fills are there",
                "there is no SQLite file " + copy.store());
        assertThat(run.lastLine()).isEqualTo("audit FAILED: 1 difference");
        assertThat(Files.exists(copy.store())).isFalse();
    }

    @Test
    void missesTheStoreOfAFolderThatOnlyAnOlderReleaseHad() throws Exception {
        Files.delete(copy.store());
        Files.delete(copy.data().resolve("stores.txt"));

        assertThat(audit().lastLine()).isEqualTo("audit FAILED: 1 difference");
    }

    @Test
    void missesNoStoreWhereTheGatewayFilledAnother() throws Exception {
        Files.delete(copy.store());
        Files.writeString(copy.data().resolve("stores.txt"), "postgresql jdbc:postgresql://db/shop\n");

        assertThat(audit().text()).contains("store: none looked at").endsWith("audit ok");
    }

    @Test
    void takesAFileWithoutTablesForAStoreThatHasNothingYet() throws Exception {
        Files.write(copy.store(), new byte[0]);

        assertThat(audit().text()).contains("shard 0 at 0 of", "facts behind").endsWith("audit ok");
    }

    @Test
    void refusesAStoreThatIsNoneWithoutAnyDifference() throws Exception {
        Path text = Files.writeString(folder.resolve("text.db"), "no database at all".repeat(100));
        assertRefused(audit("--storage", text.toString()), "Cannot read the SQLite database " + text);
        assertRefused(audit("--storage", folder.resolve("none.db").toString()), "There is no SQLite file");
        copy.change("ALTER TABLE orders RENAME TO orders_old");
        assertRefused(audit(), "is no store of a gateway");
        assertThat(audit("--storage", "jdbc:postgresql://db/shop").exitCode()).isEqualTo(64);
    }

    @Test
    void refusesAFolderThatIsNoneAndMakesNothingThere() throws Exception {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        assertRefused(CommandRun.of("audit", "--data", empty.toString()), "is no data folder of a gateway");
        assertThat(empty).isEmptyDirectory();
        assertRefused(CommandRun.of("audit", "--data", folder.resolve("none").toString()), "There is no folder");
        assertThat(folder.resolve("none")).doesNotExist();
        assertThat(CommandRun.of("audit").exitCode()).isEqualTo(64);
    }

    @Test
    void refusesAFolderWithoutAJournalOrWithANumberOfShardsThatIsNone() throws Exception {
        Files.writeString(copy.data().resolve("shards"), "3\n");
        assertRefused(audit(), "There is no journal of shard 2");
        Files.writeString(copy.data().resolve("shards"), "many");
        assertRefused(audit(), "should hold the number of shards, 1 to 1024, but holds 'many'");
    }

    @Test
    void refusesAFolderInUseAndSaysByWhom() throws Exception {
        try (Gateway running = Gateway.start(WrittenFolder.settings(copy.data()))) {
            assertThat(running.buyersPort()).isPositive();
            assertRefused(audit(), "is in use by process " + ProcessHandle.current().pid());
        }
        assertThat(audit().exitCode()).isZero();
    }

    @Test
    void refusesAJournalThatIsDamagedAndSaysWhere() throws Exception {
        try (RandomAccessFile segment = new RandomAccessFile(segment(0).toFile(), "rw")) {
            segment.seek(100);
            segment.write(0x5a);
        }

        assertRefused(audit(), "The journal is damaged: " + segment(0) + " at offset 64");
    }

    @Test
    void takesATornEndForWhatItIs() throws Exception {
        long end = recover(0).endOffset();
        try (RandomAccessFile segment = new RandomAccessFile(segment(0).toFile(), "rw")) {
            segment.seek(end);
            segment.write(new byte[] {1, 2, 3, 4, 5});
        }
        CommandRun run = audit();

        assertThat(run.exitCode()).as("%s", run).isZero();
        assertThat(run.text()).contains("torn end    5 bytes of a frame that was never acknowledged");
    }

    @Test
    void namesAFactThatWasWrittenTwice() throws Exception {
        ForgedFacts.append(copy.journal(0), 0, 1, 1);
        CommandRun run = audit();

        assertThat(run.exitCode()).isOne();
        assertThat(run.text()).contains("FAILED", "1 facts behind");
        assertThat(run.lastLine()).startsWith("audit FAILED: ");
    }

    private void assertOneDifference(String... words) {
        CommandRun run = audit();

        assertThat(run.exitCode()).isOne();
        assertThat(run.out()).filteredOn(line -> line.startsWith("  FAILED")).singleElement().asString()
                .contains(words).contains(": 1 difference: ");
        assertThat(run.lastLine()).isEqualTo("audit FAILED: 1 difference");
    }

    private static void assertRefused(CommandRun run, String words) {
        assertThat(run.exitCode()).as("%s", run).isOne();
        assertThat(run.err()).contains(words).doesNotContain("\tat ");
        assertThat(run.text()).doesNotContain("audit ok");
    }

    private CommandRun audit(String... more) {
        List<String> arguments = new ArrayList<>(List.of("audit", "--data", copy.data().toString()));
        arguments.addAll(List.of(more));
        return CommandRun.of(arguments.toArray(String[]::new));
    }

    private String first() throws Exception {
        return copy.ask("SELECT min(order_id) FROM orders");
    }

    private Path segment(int shard) {
        return copy.journal(shard).resolve("journal-0000000000000001.seg");
    }

    private JournalEnd recover(int shard) throws IOException {
        return JournalRecovery.recover(new FolderDisk(copy.journal(shard)), shard, 1,
                (sequence, timeMs, buffer, offset, length) -> {});
    }

    /** Stores at least so many facts of shard 0, by whole frames; returns how many. */
    private long store(Path file, int facts) throws IOException {
        FactBatch batch = new FactBatch(0);
        try (JournalFollower journal = JournalFollower.offline(new FolderDisk(copy.journal(0)), 0);
                SqliteOrderStore store = new SqliteOrderStore("sqlite", file)) {
            while (batch.size() < facts) {
                journal.poll(batch, 1);
            }
            store.store(batch);
        }
        return batch.lastSequence();
    }

    private List<String> contents() throws IOException {
        List<String> all = new ArrayList<>();
        try (Stream<Path> paths = Files.walk(copy.data())) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                if (!path.getFileName().toString().matches("lock|orders\\.db-(shm|wal)")) {
                    all.add(path + " " + Arrays.hashCode(Files.readAllBytes(path)));
                }
            }
        }
        return all;
    }
}
