package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.PostgresServer;
import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.UnstorableException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What is PostgreSQL's own, on a real server: mostly what goes wrong, and what is said of it. */
class PostgresOrderStoreTest extends OrderStoreContract {

    @RegisterExtension
    static final PostgresServer SERVER = new PostgresServer();

    private static final long T = FactList.FIRST_MS;

    private String url;
    private OrderStore store;

    @Override
    String newDatabase() {
        url = SERVER.newSchema();
        return PostgresServer.asOwner(url);
    }

    @Override
    OrderStore newStore() {
        return new PostgresOrderStore("postgresql", PostgresServer.settings(url));
    }

    @BeforeEach
    void openAnother() {
        store = newStore();
    }

    @AfterEach
    void closeIt() {
        store.close();
    }

    @Test
    void rehearsesWithoutAServer() {
        store.rehearse();
        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT tablename FROM pg_tables"
                + " WHERE schemaname = ANY (current_schemas(false))")).isEmpty();
    }

    @Test
    void saysWhichDatabaseItIsAndNothingElse() {
        assertThat(store.name()).isEqualTo("postgresql");
        assertThat(store).hasToString("PostgreSQL database " + SERVER.url("postgres"));
    }

    @Test
    void makesItsTablesBesideThoseOfTheShop() {
        Rows.change(PostgresServer.asOwner(url), "CREATE TABLE customers (id int)");

        assertThat(store.position(0)).isZero();
    }

    @Test
    void commitsForGoodWhateverTheDatabasesOwnDefaultIs() throws Exception {
        String database = SERVER.newDatabase();
        SERVER.execute("postgres", "ALTER DATABASE " + database + " SET synchronous_commit = off");
        url = SERVER.url(database);
        try (OrderStore there = newStore()) {
            store(there, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
            Rows.change(PostgresServer.asOwner(url), "CREATE FUNCTION setting() RETURNS trigger LANGUAGE plpgsql AS "
                    + "$$ BEGIN NEW.data := to_jsonb(current_setting('synchronous_commit')); RETURN NEW; END $$",
                    "CREATE TRIGGER setting BEFORE INSERT ON sale_events FOR EACH ROW EXECUTE FUNCTION setting()");
            there.store(new FactList().add(Facts.saleMoved("demo", Facts.OPEN, "", ""),
                    Facts.saleMoved("demo", Facts.PAUSED, "", "")).batch(0, 1, 2));
        }

        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT data FROM sale_events WHERE sequence = 2"))
                .containsExactly("\"on\"");
    }

    @Test
    void tellsARowThatItCanNeverHoldFromAnOutage() {
        byte[] fine = taken("o1", "host-1");
        store(store, 0, fine);

        assertThatThrownBy(() -> store.store(new FactList().add(fine, taken("o2", "host\0two")).batch(0, 1, 2)))
                .isInstanceOf(UnstorableException.class)
                .hasMessageContaining("cannot store 1 facts in " + store).hasMessageContaining("0x00");
        assertThat(store.position(0)).isEqualTo(1);
        store.store(new FactList().add(fine, taken("o2", "host-2")).batch(0, 1, 2));
        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT order_id FROM orders ORDER BY 1"))
                .containsExactly("o1", "o2");
    }

    @Test
    void takesAConstraintThatTheShopAddedForARowsOwnFault() {
        store.position(0);
        Rows.change(PostgresServer.asOwner(url), "ALTER TABLE orders ADD CHECK (channel <> 'host-2')");

        assertThatThrownBy(() -> store(store, 0, taken("o1", "host-2"))).isInstanceOf(UnstorableException.class);
    }

    @Test
    void takesBackAllOfWhatItBeganAndGoesOnWhereALineCannotBeStored() {
        store.position(0);
        Rows.change(PostgresServer.asOwner(url), "ALTER TABLE order_lines ADD CHECK (order_id <> 'o1')");
        StoredFact order = new FactList().add(taken("o1", "host-1")).batch(0, 0, 1).after(0).get(0);

        assertThatThrownBy(() -> store.storeAgain(0, List.of(order))).isInstanceOf(UnstorableException.class);
        assertThatThrownBy(() -> store(store, 0, taken("o1", "host-1"))).isInstanceOf(UnstorableException.class);

        assertThat(Rows.count(PostgresServer.asOwner(url), "orders")).isZero();
        assertThat(store.position(0)).isZero();
        assertThat(Rows.of(PostgresServer.asOwner(url), "SELECT count(*) FROM pg_stat_activity WHERE application_name"
                + " = 'shoutgate' AND state LIKE 'idle in transaction%'")).containsExactly("0");
        store(store, 0, taken("o2", "host-1"));
        assertThat(store.position(0)).isOne();
    }

    @Test
    void keepsAnotherFlusherOutWhileABatchIsUnderWay() throws Exception {
        store(store, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
        try (Connection other = DriverManager.getConnection(PostgresServer.asOwner(url));
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.executeUpdate("UPDATE flush_position SET sequence = 2 WHERE shard = 0 AND sequence = 1");

            assertOutage("lock timeout");
            assertThat(Rows.count(PostgresServer.asOwner(url), "sale_events")).isOne();
            other.rollback();
        }
        store.store(twoFacts());
        assertThat(store.position(0)).isEqualTo(2);
    }

    @Test
    void refusesToWriteWhenAnotherFlusherWasFaster() throws Exception {
        store(store, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
        Rows.change(PostgresServer.asOwner(url), "CREATE FUNCTION faster() RETURNS trigger LANGUAGE plpgsql AS "
                + "$$ BEGIN RETURN NULL; END $$",
                "CREATE TRIGGER faster BEFORE UPDATE ON flush_position FOR EACH ROW EXECUTE FUNCTION faster()");

        assertOutage("no longer 1: another gateway writes to the same database");
        assertThat(Rows.count(PostgresServer.asOwner(url), "sale_events")).isOne();
    }

    @Test
    void repeatsWhatTheServerSaidOfAWrongPassword(@TempDir Path folder) throws Exception {
        SERVER.addUser("clerk", "right-horse");
        Path file = folder.resolve("password");
        PostgresqlSettings settings = new PostgresqlSettings(SERVER.url("postgres"), "clerk", Optional.of(file));
        try (OrderStore clerks = new PostgresOrderStore("postgresql", settings)) {
            assertThatThrownBy(() -> clerks.position(0)).isInstanceOf(StoreException.class)
                    .hasMessageContaining("there is no password file " + file);
            Files.writeString(file, "wrong-horse\n");
            await().untilAsserted(() -> assertThatThrownBy(() -> clerks.position(0)).hasMessageContaining(
                    "password authentication failed for user \"clerk\"").hasMessageNotContaining("wrong-horse"));
            Files.writeString(file, "right-horse\n");
            assertThat(clerks.position(0)).isZero();
        }
    }

    @Test
    void saysThatAHostIsNotThereOrDoesNotListen() {
        assertUnreachable("jdbc:postgresql://no-such-host.invalid/shop", "UnknownHostException: no-such-host.invalid");
        assertUnreachable("jdbc:postgresql://localhost:1/shop", "Connection to localhost:1 refused");
        assertUnreachable(SERVER.url("nowhere"), "database \"nowhere\" does not exist");
    }

    @Test
    void outlivesADatabaseThatTurnsReadOnly() {
        String database = SERVER.newDatabase();
        url = SERVER.url(database);
        try (OrderStore there = newStore()) {
            store(there, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
            SERVER.execute("postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = on");
            there.close();

            assertThat(there.position(0)).isOne();
            assertThatThrownBy(() -> there.store(twoFacts())).isInstanceOf(StoreException.class)
                    .isNotInstanceOf(UnstorableException.class).hasMessageContaining("read-only transaction");
            SERVER.execute("postgres", "ALTER DATABASE " + database + " SET default_transaction_read_only = off");
            there.store(twoFacts());
            assertThat(there.position(0)).isEqualTo(2);
        }
    }

    @Test
    void outlivesATableThatSomebodyAltered() {
        store(store, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
        Rows.change(PostgresServer.asOwner(url), "ALTER TABLE sale_events ALTER COLUMN at TYPE int USING 1");
        assertOutage("column \"at\" is of type integer but expression is of type timestamp with time zone");
        Rows.change(PostgresServer.asOwner(url), "ALTER TABLE sale_events RENAME TO events_of_sales");
        assertOutage("relation \"sale_events\" does not exist");
    }

    @Test
    void makesItsTablesAnewWhenTheSchemaWasEmptied() {
        store(store, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
        String schema = url.substring(url.indexOf('=') + 1);
        Rows.change(PostgresServer.asOwner(url), "DROP SCHEMA " + schema + " CASCADE", "CREATE SCHEMA " + schema);

        assertThatThrownBy(() -> store.position(0)).hasMessageContaining("\"flush_position\" does not exist");
        assertThat(store.position(0)).isZero();
    }

    @Test
    void goesOnAfterARestartOfTheServer() throws Exception {
        store(store, 0, Facts.saleMoved("demo", Facts.OPEN, "", ""));
        SERVER.restart();

        // A connection that was used a moment ago is not tried before it is lent, so the first batch may still fail.
        await().ignoreExceptionsInstanceOf(StoreException.class).untilAsserted(() -> {
            store.store(twoFacts());
            assertThat(store.position(0)).isEqualTo(2);
        });
    }

    private void assertUnreachable(String where, String words) {
        try (OrderStore there = new PostgresOrderStore("postgresql", PostgresServer.settings(where))) {
            assertThatThrownBy(() -> there.position(0)).isInstanceOf(StoreException.class)
                    .hasMessageStartingWith("cannot read the position of shard 0 from PostgreSQL database " + where)
                    .hasMessageContaining(words);
        }
    }

    private void assertOutage(String words) {
        assertThatThrownBy(() -> store.store(twoFacts())).isInstanceOf(StoreException.class)
                .isNotInstanceOf(UnstorableException.class).hasMessageContaining(words);
    }

    private static FactBatch twoFacts() {
        return new FactList().add(Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.saleMoved("demo", Facts.PAUSED, "", "")).batch(0, 1, 2);
    }

    private static void store(OrderStore into, long after, byte[] fact) {
        into.store(new FactList().add(fact).batch(0, after, after + 1));
    }

    private static byte[] taken(String orderId, String channel) {
        return Facts.orderTaken(orderId, "b1", Facts.HELD, T, T + 1, channel, new Line("phone", 1, 5));
    }
}
