package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.sql.Rows;
import dev.shoutgate.storage.sql.SqliteOrderStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrderFlusherTest {

    @TempDir
    private Path folder;

    private Path file;
    private DiskJournal journal;
    private OrderFlusher flusher;

    @BeforeEach
    void open() {
        file = folder.resolve("orders.db");
        journal = new DiskJournal(folder.resolve("journal"), 0);
    }

    @AfterEach
    void stop() throws Exception {
        if (flusher != null) {
            flusher.drain(Duration.ofSeconds(5));
        }
        journal.close();
    }

    @Test
    void storesAnOrderWellWithinASecondOfItsFact() {
        follow(journal);
        await().until(() -> Files.exists(file) && flusher.lagEvents() == 0);
        journal.add(order(1));

        await().atMost(Duration.ofSeconds(1)).pollInterval(Duration.ofMillis(5))
                .until(() -> Rows.count(file, "orders") == 1);
    }

    @Test
    void carriesMoreThanABatchHoldsInOrder() {
        journal.add(orders(3 * FactBatch.FULL_FACTS + 17));
        follow(journal);
        awaitCaughtUp();

        assertThat(Rows.of(file, "SELECT count(*), min(sequence), max(sequence), count(DISTINCT sequence) FROM orders"))
                .containsExactly("12305|1|12305|12305");
        assertThat(Rows.of(file, "SELECT count(*) FROM orders WHERE CAST(substr(buyer_id, 2) AS INTEGER) <> sequence"))
                .containsExactly("0");
    }

    @Test
    void followsEachShardByItself() throws Exception {
        try (DiskJournal second = new DiskJournal(folder.resolve("journal-1"), 1)) {
            journal.add(order(1), Facts.orderExpired(id(1)), order(2));
            second.add(order(1001));
            follow(journal, second);
            awaitCaughtUp();
            second.add(Facts.orderExpired(id(1001)), order(1002));
            awaitCaughtUp();

            assertThat(Rows.of(file, "SELECT buyer_id, status, sequence FROM orders ORDER BY order_id"))
                    .containsExactly("b1|EXPIRED|1", "b2|HELD|3", "b1001|EXPIRED|1", "b1002|HELD|3");
            assertThat(Rows.of(file, "SELECT shard, sequence FROM flush_position ORDER BY 1"))
                    .containsExactly("0|3", "1|3");
            assertThat(flusher.position(0)).isEqualTo(3);
            assertThat(flusher.position(1)).isEqualTo(3);
            flusher.drain(Duration.ofSeconds(5));
        }
    }

    @Test
    void goesOnFromTheStoresPositionAfterARestart() throws InterruptedException {
        journal.add(order(1), order(2));
        follow(journal);
        awaitCaughtUp();
        assertThat(flusher.drain(Duration.ofSeconds(5))).isTrue();
        Rows.change(file, "UPDATE orders SET merchant = 'left-alone'");
        journal.add(order(3));

        follow(journal);
        awaitCaughtUp();

        assertThat(Rows.of(file, "SELECT merchant FROM orders ORDER BY sequence"))
                .containsExactly("left-alone", "left-alone", "demo-shop");
    }

    @Test
    void drainsWhatIsDurableBeforeItStops() throws InterruptedException {
        follow(journal);
        journal.add(orders(10_000));

        assertThat(flusher.drain(Duration.ofSeconds(30))).isTrue();
        assertThat(Rows.count(file, "orders")).isEqualTo(10_000);
        // Closed and tidied up: the log is folded into the file and gone.
        assertThat(folder.resolve("orders.db-wal")).doesNotExist();
    }

    @Test
    void givesUpDrainingWhenTheStoreStaysAwayAndSaysSo() throws Exception {
        Files.createDirectory(file);
        follow(journal);
        journal.add(order(1));

        assertThat(flusher.drain(Duration.ofMillis(300))).isFalse();
    }

    @Test
    void refusesAStoreThatIsAheadOfTheJournal() throws Exception {
        journal.add(order(1), order(2), order(3));
        follow(journal);
        awaitCaughtUp();
        flusher.drain(Duration.ofSeconds(5));
        journal.close();
        journal = new DiskJournal(folder.resolve("another"), 0);
        journal.add(order(1));

        assertThatThrownBy(() -> follow(journal))
                .isInstanceOf(StoreAheadException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("at position 3 of shard 0")
                .hasMessageContaining("journal ends at 1")
                .hasMessageContaining("another data folder");
        assertThat(Rows.count(file, "orders")).isEqualTo(3);
        flusher = null;
    }

    @Test
    void asksAStoreThatIsPresumedDownOnItsOwnThread() throws Exception {
        String[] asking = new String[1];
        flusher = new OrderFlusher(new Watched(new SqliteOrderStore("sqlite", file), () ->
                asking[0] = Thread.currentThread().getName()));
        flusher.follow(journal.follower()).presumeDown().start();
        journal.add(order(1));
        awaitCaughtUp();

        assertThat(asking[0]).isEqualTo("flusher-sqlite");
    }

    @Test
    void restsWithinABatchWhileBuyersCome() {
        InParts store = new InParts();
        flusher = new OrderFlusher(store);
        flusher.follow(journal.follower()).start();
        byte[][] few = orders(2 * WritePace.FACTS);

        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            journal.add(few);
            return store.restsIn(flusher);
        });
    }

    @Test
    void waitsOutALockAndCatchesUp() throws SQLException {
        follow(journal);
        journal.add(order(1));
        awaitCaughtUp();
        try (Connection other = Rows.connect(file); Statement statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            journal.add(order(2), order(3));
            // Longer than the driver waits for a lock by itself, so that a try has failed.
            await().during(Duration.ofMillis(1_500)).atMost(Duration.ofSeconds(10))
                    .until(() -> flusher.lagEvents() == 2);
            assertThat(flusher.lagSeconds()).isBetween(1.0, 60.0);
            statement.execute("COMMIT");
        }
        awaitCaughtUp();

        assertThat(Rows.count(file, "orders")).isEqualTo(3);
        assertThat(flusher.lagSeconds()).isZero();
    }

    @Test
    void outlivesADatabaseThatTurnsReadOnly() throws Exception {
        journal.add(order(1));
        follow(journal);
        awaitCaughtUp();
        flusher.drain(Duration.ofSeconds(5));
        writeVersion(3);
        journal.add(order(2));

        follow(journal);
        await().during(Duration.ofMillis(500)).atMost(Duration.ofSeconds(5)).until(() -> flusher.lagEvents() > 0);
        try (SqliteOrderStore store = new SqliteOrderStore("sqlite", file)) {
            assertThatThrownBy(() -> store.store(new FactList().add(order(1), order(2)).batch(0, 1, 2)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(file.toString()).hasMessageContaining("readonly");
        }
        writeVersion(2);
        awaitCaughtUp();

        assertThat(Rows.count(file, "orders")).isEqualTo(2);
    }

    @Test
    void startsWithAStoreThatIsNotThereYetAndFillsItWhenItIs() throws Exception {
        Files.createDirectory(file);
        journal.add(order(1));
        follow(journal);
        await().until(() -> flusher.lagSeconds() > 0.3);
        assertThat(flusher.lagSeconds()).isLessThan(60);
        assertThat(flusher.lagEvents()).isEqualTo(1);

        Files.delete(file);
        awaitCaughtUp();

        assertThat(Rows.count(file, "orders")).isEqualTo(1);
    }

    @Test
    void fillsAnewADatabaseWhosePositionWasTakenAway() {
        journal.add(order(1), order(2));
        follow(journal);
        awaitCaughtUp();
        Rows.change(file, "DELETE FROM flush_position", "DELETE FROM orders");
        journal.add(order(3));

        await().until(() -> Rows.of(file, "SELECT buyer_id FROM orders ORDER BY sequence"),
                List.of("b1", "b2", "b3")::equals);
    }

    @Test
    void fillsANewFileWhereTheOldOneWentAwayThoughNothingIsWaiting() throws Exception {
        journal.add(order(1), order(2));
        follow(journal);
        awaitCaughtUp();
        Files.delete(file);

        await().ignoreExceptions().until(() -> Rows.of(file, "SELECT buyer_id FROM orders ORDER BY sequence"),
                List.of("b1", "b2")::equals);
        journal.add(order(3));
        await().ignoreExceptions().until(() -> Rows.count(file, "orders") == 3);
    }

    @Test
    void claimsNothingForAStoreThatWentAwayAndCannotBeOpened() throws Exception {
        journal.add(order(1), order(2));
        follow(journal);
        awaitCaughtUp();
        assertThat(flusher.position(0)).isEqualTo(2);
        Files.delete(file);
        Files.createDirectory(file);

        // Whatever is claimed here, the journal lets go of.
        await().until(() -> flusher.position(0) == 0);
        Files.delete(file);
        await().until(() -> flusher.position(0) == 2);
        assertThat(Rows.count(file, "orders")).isEqualTo(2);
    }

    /**
     * SQLite opens a database whose write version it does not know for reading only: as good as a read-only file, and
     * also for root, whom no file mode stops.
     */
    private void writeVersion(int version) throws IOException {
        try (RandomAccessFile header = new RandomAccessFile(file.toFile(), "rw")) {
            header.seek(18);
            header.write(version);
        }
    }

    private void follow(DiskJournal... shards) {
        flusher = new OrderFlusher(new SqliteOrderStore("sqlite", file));
        for (DiskJournal shard : shards) {
            flusher.follow(shard.follower());
        }
        flusher.start();
    }

    private void awaitCaughtUp() {
        await().atMost(Duration.ofSeconds(30)).until(() -> flusher.lagEvents() == 0);
    }

    private static String id(int number) {
        return String.format("%016d", number);
    }

    private static byte[][] orders(int count) {
        byte[][] orders = new byte[count][];
        for (int n = 1; n <= count; n++) {
            orders[n - 1] = order(n);
        }
        return orders;
    }

    private static byte[] order(int number) {
        long createdAtMs = FactList.timeMs(number);
        return Facts.orderTaken(id(number), "b" + number, Facts.HELD, createdAtMs, createdAtMs + 900_000, "host-1",
                new Line("phone", 1, 199900));
    }

    /** A store of which somebody hears that its position is asked for. */
    private record Watched(OrderStore store, Runnable asked) implements OrderStore {

        @Override
        public String name() {
            return store.name();
        }

        @Override
        public long position(int shard) {
            asked.run();
            return store.position(shard);
        }

        @Override
        public void store(FactBatch batch) {
            store.store(batch);
        }

        @Override
        public void close() {
            store.close();
        }
    }

    /** A store that keeps nothing, and says how far it is. */
    private static final class InParts extends PacedStore {

        private volatile Thread storing;
        /** Odd in a batch. */
        private final AtomicInteger edges = new AtomicInteger();

        boolean restsIn(OrderFlusher flusher) {
            int before = edges.get();
            boolean rests = storing != null && LockSupport.getBlocker(storing) == flusher;
            return rests && before % 2 == 1 && before == edges.get();
        }

        @Override
        public void store(FactBatch batch) {
            storing = Thread.currentThread();
            edges.incrementAndGet();
            for (int i = WritePace.FACTS; i <= batch.size(); i += WritePace.FACTS) {
                pace.wrote(WritePace.FACTS);
            }
            position = batch.lastSequence();
            edges.incrementAndGet();
        }
    }
}
