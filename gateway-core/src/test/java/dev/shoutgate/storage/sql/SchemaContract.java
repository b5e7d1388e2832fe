package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoreNewerException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables come into being, and come over from older releases, beside whatever a shop has in the same schema. */
abstract class SchemaContract {

    private static final long T = FactList.FIRST_MS;
    private static final String HISTORY = "SELECT version FROM shoutgate_schema_history WHERE success"
            + " ORDER BY installed_rank";
    private static final String SHARED = "SELECT version FROM flyway_schema_history WHERE success"
            + " ORDER BY installed_rank";

    @TempDir
    private Path shop;

    private String url;

    /** A new, empty database, by the address at which others read and change it. */
    abstract String newDatabase();

    /** A store of the last of them. */
    abstract OrderStore newStore();

    /** The names of its tables. */
    abstract List<String> tables();

    /** What the second half of V1's placeholder was. */
    abstract String clustered();

    @BeforeEach
    void make() {
        url = newDatabase();
    }

    @Test
    void remembersItsVersionInATableOfItsOwn() {
        open();

        assertThat(tables()).contains("shoutgate_schema_history", "orders").doesNotContain("flyway_schema_history");
        assertThat(Rows.of(url, HISTORY)).endsWith("5");
    }

    @Test
    void leavesAShopsOwnMigrationsAloneAndIsLeftAlone() throws IOException {
        migrateShop(1, "CREATE TABLE customers (id int);");
        open();
        migrateShop(2, "CREATE TABLE addresses (id int);");
        open();

        assertThat(Rows.of(url, SHARED)).containsExactly("1", "2");
        assertThat(tables()).contains("customers", "addresses", "orders");
    }

    @Test
    void takesOverAHistoryThatHoldsNothingButItsOwn() {
        OldSchema.make(url, clustered());
        open();

        assertThat(tables()).contains("sales").doesNotContain("flyway_schema_history");
        assertThat(Rows.of(url, HISTORY)).containsExactly("2", "3", "4", "5");
    }

    @Test
    void finishesWithAHistoryThatItWasStoppedAt() {
        OldSchema.make(url, clustered());
        Rows.change(url, "CREATE TABLE kept AS SELECT * FROM flyway_schema_history");
        open();
        Rows.change(url, "CREATE TABLE flyway_schema_history AS SELECT * FROM kept");
        open();

        assertThat(tables()).contains("kept", "shoutgate_schema_history").doesNotContain("flyway_schema_history");
    }

    @Test
    void takesItsOwnOutOfAHistoryThatIsAShopsTooAndFreesTheShopOfIt() throws IOException {
        OldSchema.make(url, clustered());
        Rows.change(url, "INSERT INTO flyway_schema_history SELECT 9, '20260101', 'shop', 'SQL', 'V20260101__shop.sql',"
                + " 7, 'shop', installed_on, 1, success FROM flyway_schema_history WHERE installed_rank = 1");
        open();

        assertThat(Rows.of(url, "SELECT version FROM flyway_schema_history WHERE type <> 'BASELINE'"))
                .containsExactly("20260101");
        assertThat(Rows.of(url, HISTORY)).containsExactly("2", "3", "4", "5");
    }

    @Test
    void leavesNothingBehindWhereAMigrationFails() {
        Rows.change(url, "CREATE TABLE orders (id int)");

        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("orders");
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("already exists");
        assertThat(tables()).containsExactly("orders");
    }

    @Test
    void leavesOldTablesAsTheyWereWhereTheyCannotComeOverYet() {
        OldSchema.make(url, clustered());
        Rows.change(url, "CREATE TABLE sale_items (id int)");
        List<String> before = tables();
        assertThatThrownBy(this::open).isInstanceOf(StoreException.class).hasMessageContaining("sale_items");
        assertThat(tables()).isEqualTo(before);
        assertThat(Rows.of(url, SHARED)).endsWith("2");

        Rows.change(url, "DROP TABLE sale_items");
        open();
        assertThat(Rows.of(url, HISTORY)).containsExactly("2", "3", "4", "5");
    }

    @Test
    void knowsAHistoryThatNeedsNothing() throws SQLException {
        open();
        assertThat(isUpToDate()).isTrue();
        for (String other : new String[] {
            "checksum = 1", "success = NOT success", "version = '6'", "checksum = NULL"}) {
            Rows.change(url, "UPDATE shoutgate_schema_history SET " + other + " WHERE version = '5'");
            assertThat(isUpToDate()).as(other).isFalse();
            Rows.change(url, "DELETE FROM shoutgate_schema_history WHERE version IN ('5', '6')");
            assertThat(isUpToDate()).as("without the last").isFalse();
            Rows.change(url, "INSERT INTO shoutgate_schema_history SELECT 9, '5', 'what buyers look at', 'SQL', 'V5',"
                    + fifth() + ", 'x', installed_on, 1, success FROM shoutgate_schema_history WHERE version = '3'");
            assertThat(isUpToDate()).as("as it was").isTrue();
        }
    }

    private int fifth() {
        return url.startsWith("jdbc:sqlite") ? 926726674 : 1585453007;
    }

    private boolean isUpToDate() throws SQLException {
        try (Connection connection = DriverManager.getConnection(url)) {
            return UpToDate.is(connection, url.startsWith("jdbc:sqlite") ? Dialect.SQLITE : Dialect.POSTGRESQL);
        }
    }

    @Test
    void knowsAHistoryThatBeganWithTablesOfAnOlderRelease() throws SQLException {
        OldSchema.make(url, clustered());
        open();
        assertThat(isUpToDate()).isTrue();
    }

    /** Which would say that the description is another. */
    @Test
    void asksNoLibraryWhereNothingIsToBeDone() {
        open();
        Rows.change(url, "UPDATE shoutgate_schema_history SET description = 'something else' WHERE version = '3'");
        open();
    }

    @Test
    void refusesTablesOfANewerRelease() {
        open();
        Rows.change(url, "INSERT INTO shoutgate_schema_history SELECT 99, '99', 'newer', 'SQL', 'V99__newer.sql', 7,"
                + " 'x', installed_on, 1, success FROM shoutgate_schema_history WHERE version = '3'");

        assertThatThrownBy(this::open).isInstanceOf(StoreNewerException.class)
                .hasMessageContaining("has tables of version 99 but this program knows versions up to 5")
                .hasMessageContaining("Nothing was changed");
    }

    @Test
    void carriesOldRowsOver() {
        OldSchema.make(url, clustered());
        Rows.change(url, order("0100000000000001", "CONFIRMED", "'pay-1'", "'2026-11-22T00:00:00.000Z'"),
                order("0100000000000002", "REFUNDED", "'pay-2'", "'2026-11-22T00:15:00.000Z'"),
                order("0000000000000003", "CANCELLED", "NULL", "'2026-11-22T00:15:00.000Z'"),
                "INSERT INTO order_lines VALUES ('0100000000000002', 1, 'phone', 2, 5)",
                event(1, "NULL", "ShardFounded", "{\"shard\":0}"),
                event(2, "'demo'", "SaleDefined", "{\"merchant\":\"m\",\"title\":\"a\\u0000\\\\u0000\","
                        + "\"opensAt\":null,\"closesAt\":\"2026-11-23T00:00:00.000Z\",\"holdSeconds\":0,"
                        + "\"latePayment\":\"reclaim\",\"currency\":\"CNY\",\"items\":[{\"sku\":\"phone\",\"title\":\"p\",\"price\":5,\"stock\":7,"
                        + "\"limitPerBuyer\":2,\"status\":\"ON\"}]}"),
                event(3, "'demo'", "SaleMoved", "{\"status\":\"PAUSED\",\"idempotencyKey\":null}"),
                event(4, "'demo'", "StockAdded", "{\"sku\":\"phone\",\"quantity\":1,\"total\":8}"),
                event(5, "'demo'", "PaymentOrphaned", "{\"orderId\":\"0000000000000003\",\"merchant\":\"m\","
                        + "\"buyerId\":\"b1\",\"paymentRef\":\"pay-3\",\"total\":5,\"currency\":\"CNY\"}"));
        open();

        assertThat(Rows.of(url, "SELECT order_id, created_at, expires_at, confirmed_at, cancelled_at, refunded_at,"
                + " shard FROM orders ORDER BY sequence, order_id")).containsExactly(
                "0000000000000003|2026-11-22T00:00:00.000Z|2026-11-22T00:15:00.000Z|-|2026-11-22T00:05:00.123Z|-|0",
                "0100000000000001|2026-11-22T00:00:00.000Z|-|2026-11-22T00:05:00.123Z|-|-|1",
                "0100000000000002|2026-11-22T00:00:00.000Z|2026-11-22T00:15:00.000Z|-|-|2026-11-22T00:05:00.123Z|1");
        assertThat(Rows.of(url, "SELECT quantity, refunded FROM order_lines")).containsExactly("2|2");
        assertThat(Rows.of(url, "SELECT type FROM sale_events ORDER BY sequence")).containsExactly("shard.founded",
                "sale.defined", "sale.paused", "stock.added", "payment.orphaned");
        assertThat(Rows.of(url, "SELECT title, status, closes_at, hold_seconds, defined_at, sequence FROM sales"))
                .containsExactly("a\ufffd\\u0000|PAUSED|2026-11-23T00:00:00.000Z|0|2026-11-22T00:05:00.123Z|3");
        assertThat(Rows.of(url, "SELECT sku, stock, sequence FROM sale_items")).containsExactly("phone|8|4");
        assertThat(Rows.of(url, "SELECT order_id, payment_ref, total FROM orphaned_payments"))
                .containsExactly("0000000000000003|pay-3|5");
    }

    @Test
    void holdsRowsToWhatTheyMayBe() {
        open();
        for (String wrong : List.of(
                "INSERT INTO orders (order_id, sale_id, merchant, buyer_id, status, currency, total, created_at,"
                        + " updated_at, sequence, shard) VALUES ('1', 's', 'm', 'b', 'LOST', 'CNY', 1,"
                        + " '2026-11-22T00:00:00.000Z', '2026-11-22T00:00:00.000Z', 1, 0)",
                "INSERT INTO order_lines VALUES ('0', 1, 'phone', 0, 5, 0)")) {
            assertThatThrownBy(() -> Rows.change(url, wrong)).rootCause().hasMessageContainingAll("constraint");
        }
    }

    private static String order(String id, String status, String payment, String expiresAt) {
        return "INSERT INTO orders VALUES ('" + id + "', 'demo', 'm', 'b1', '" + status + "', 'CNY', 10, NULL, "
                + payment + ", '2026-11-22T00:00:00.000Z', " + expiresAt + ", '2026-11-22T00:05:00.123Z', 7)";
    }

    private static String event(int sequence, String sale, String type, String data) {
        return "INSERT INTO sale_events VALUES (0, " + sequence + ", " + sale + ", '" + type
                + "', '2026-11-22T00:05:00.123Z', NULL, '" + data + "')";
    }

    /** Opens a store and gives it something to do. */
    private void open() {
        try (OrderStore store = newStore()) {
            long held = store.position(0);
            byte[] order = Facts.orderTaken("0000000000000009", "b9", Facts.HELD, T, T + 1, "",
                    new Line("phone", 1, 5));
            FactList facts = new FactList();
            for (long i = 0; i <= held; i++) {
                facts.add(order);
            }
            store.store(facts.batch(0, held, held + 1));
            Rows.change(url, "DELETE FROM order_lines WHERE order_id = '0000000000000009'",
                    "DELETE FROM orders WHERE order_id = '0000000000000009'");
        }
    }

    /** What a shop's own program does at its start, with Flyway as it comes. */
    private void migrateShop(int version, String sql) throws IOException {
        Files.writeString(shop.resolve("V" + version + "__shop.sql"), sql);
        FluentConfiguration flyway = Flyway.configure().dataSource(url, null, null).locations("filesystem:" + shop);
        (version == 1 ? flyway : flyway.baselineOnMigrate(false)).load().migrate();
    }
}
