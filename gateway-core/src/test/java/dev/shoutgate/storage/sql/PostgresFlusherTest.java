package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.storage.DiskJournal;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreAheadException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The journal arrives once and whole in a PostgreSQL that goes away and comes back. */
class PostgresFlusherTest {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    @TempDir
    private Path folder;

    private String url;
    private DiskJournal journal;
    private OrderFlusher flusher;

    @BeforeEach
    void open() {
        url = SERVER.newSchema();
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
    void goesOnWhereItWasWhenTheServerStopsInTheMiddleOfABatch() throws Exception {
        journal.add(orders(1, 2 * FactBatch.FULL_FACTS));
        follow();
        awaitCaughtUp();
        try (Connection reader = DriverManager.getConnection(PostgresServer.asOwner(url));
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("LOCK TABLE order_lines IN SHARE MODE");
            journal.add(orders(2 * FactBatch.FULL_FACTS + 1, FactBatch.FULL_FACTS + 5));
            // Orders are written, their lines are not: the transaction is under way.
            await().until(() -> Rows.of(PostgresServer.asOwner(url), "SELECT relation::regclass FROM pg_locks"
                    + " WHERE NOT granted AND mode = 'RowExclusiveLock'").size() == 1);
            SERVER.restart();
        }
        awaitCaughtUp();

        int all = 3 * FactBatch.FULL_FACTS + 5;
        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT count(*), count(DISTINCT sequence), max(sequence)"
                + " FROM orders")).containsExactly(all + "|" + all + "|" + all);
        assertThat(Rows.count(PostgresServer.asOwner(url), "order_lines")).isEqualTo(all);
        assertThat(flusher.lagSeconds()).isZero();
    }

    @Test
    void refusesAStoreThatIsAheadOfTheJournal() {
        store().store(new FactList().add(orders(1, 3)).batch(0, 0, 3));
        journal.add(orders(1, 1));

        assertThatThrownBy(this::follow).isInstanceOf(StoreAheadException.class)
                .hasMessageContaining("PostgreSQL database " + SERVER.url("postgres"))
                .hasMessageContaining("at position 3 of shard 0").hasMessageContaining("journal ends at 1");
        assertThat(Rows.count(PostgresServer.asOwner(url), "orders")).isEqualTo(3);
        flusher = null;
    }

    @Test
    void startsWithADatabaseThatIsNotThereYetAndFillsItWhenItIs() {
        String database = SERVER.newDatabase();
        SERVER.execute("postgres", "DROP DATABASE " + database);
        url = SERVER.url(database);
        journal.add(orders(1, 2));
        follow();
        assertThat(flusher.lagEvents()).isEqualTo(2);

        SERVER.execute("postgres", "CREATE DATABASE " + database);
        awaitCaughtUp();
        assertThat(Rows.count(PostgresServer.asOwner(url), "orders")).isEqualTo(2);
    }

    private OrderStore store() {
        return new PostgresOrderStore("postgresql", PostgresServer.settings(url));
    }

    private void follow() {
        flusher = new OrderFlusher(store()).follow(journal.follower());
        flusher.start();
    }

    private void awaitCaughtUp() {
        await().atMost(Duration.ofSeconds(60)).until(() -> flusher.lagEvents() == 0);
    }

    private static byte[][] orders(int from, int count) {
        return IntStream.range(from, from + count).mapToObj(n -> Facts.orderTaken(String.format("%016d", n), "b" + n,
                Facts.HELD, FactList.FIRST_MS, FactList.FIRST_MS + 1, "", new Line("phone", 1, 5)))
                .toArray(byte[][]::new);
    }
}
