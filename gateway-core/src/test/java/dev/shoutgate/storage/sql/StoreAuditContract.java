package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.OrderId;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderStore;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Payments, refunds and what a host did are compared row by row, in a real database that somebody spoilt. */
abstract class StoreAuditContract {

    private static final long T = FactList.FIRST_MS;
    private static final String PAID = id(0);
    private static final String REFUNDED = id(1);
    private static final String LATE = id(2);
    private static final String ORPHAN = id(3);
    private static final String HELD = id(4);
    private static final String PART = id(5);
    private static final String PAID_LATER = id(6);

    private static final byte[][] FACTS = {
        held(PAID), held(REFUNDED), held(LATE), held(ORPHAN), held(HELD),
        Facts.orderConfirmed(PAID, "支付-1", false), Facts.orderConfirmed(REFUNDED, "pay-2", false),
        Facts.orderExpired(LATE), Facts.orderConfirmed(LATE, "pay-3", true),
        Facts.orderRefunded(REFUNDED, "desk"), Facts.orderExpired(ORPHAN),
        Facts.paymentOrphaned(ORPHAN, "b1", 5, "pay-4"), Facts.stockAdded("phone", 10, 20, "desk", "k-1"),
        Facts.priceChanged("phone", 4, "desk"), Facts.limitChanged("phone", 5, "desk"),
        Facts.itemSwitched("phone", false, "desk"), Facts.itemAdded("lamp", "灯", 5, 7, "desk"),
        Facts.saleDefined("demo", "demo-shop", "今晚", T, "host"), Facts.saleMoved("demo", Facts.OPEN, "", ""),
        Facts.priceChanged("phone", 3, "desk"), Facts.holdExtended(HELD, T + 1_800_000, "desk"),
        Facts.orderTaken(PART, "b1", Facts.HELD, T, T + 900_000, "host-1", new Line("phone", 3, 5)),
        Facts.orderConfirmed(PART, "pay-5", false), Facts.orderPartlyRefunded(PART, "desk"),
        Facts.orderTaken(PAID_LATER, "b2", Facts.CONFIRMED, T, Facts.NEVER, "host-1", new Line("phone", 1, 5)),
        Facts.orderConfirmed(PAID_LATER, "pay-6", false),
        Facts.itemDescribed("phone", "The phone", "https://cdn.example/2.png", T + 60_000, "desk"),
        Facts.saleChanged("Later", T + 90_000, "phone", "Back in 5 <b>min</b>", "desk")};

    private String url;

    /** A new, empty database, by the address at which others read and change it. */
    abstract String newDatabase();

    /** A store of the last of them. */
    abstract OrderStore newStore();

    /** An audit of it. */
    abstract StoreAudit newAudit();

    /** Takes the tie between orders and lines away, where the database minds it. */
    abstract void untie();

    @BeforeEach
    void fill() {
        url = newDatabase();
        store(FACTS.length);
    }

    @Test
    void provesWhatTheStoreWrote() {
        assertThat(Rows.of(url, "SELECT status, payment_ref FROM orders ORDER BY order_id")).containsExactly(
                "CONFIRMED|支付-1", "REFUNDED|pay-2", "CONFIRMED|pay-3", "EXPIRED|-", "HELD|-", "CONFIRMED|pay-5",
                "CONFIRMED|pay-6");

        assertThat(differences()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"6, HELD", "7, CONFIRMED", "8, EXPIRED", "9, CONFIRMED", "10, REFUNDED", "12, EXPIRED"})
    void comparesAStoreThatIsBehindWithWhatWasTrueThen(int position, String status) {
        url = newDatabase();
        store(position);

        assertThat(Rows.of(url, "SELECT status FROM orders")).contains(status);
        assertThat(differences()).isEmpty();
    }

    @Test
    void namesAPaymentThatIsNotTheOneOfTheJournal() {
        Rows.change(url, "UPDATE orders SET payment_ref = 'pay-9' WHERE order_id = '" + PAID + "'");
        assertOnly("column payment_ref", "says '支付-1', the store says 'pay-9'");
        Rows.change(url, "UPDATE orders SET payment_ref = NULL WHERE order_id = '" + PAID + "'");
        assertOnly("column payment_ref", "says '支付-1', the store says null");
    }

    @Test
    void namesARefundThatLostItsPaymentAndAnOrphanThatGotOne() {
        Rows.change(url, "UPDATE orders SET payment_ref = NULL WHERE order_id = '" + REFUNDED + "'");
        assertOnly("orders row order_id " + REFUNDED, "column payment_ref", "says 'pay-2', the store says null");
        Rows.change(url, "UPDATE orders SET payment_ref = 'pay-2' WHERE order_id = '" + REFUNDED + "'",
                "UPDATE orders SET payment_ref = 'pay-4' WHERE order_id = '" + ORPHAN + "'");
        assertOnly("orders row order_id " + ORPHAN, "column payment_ref", "says null, the store says 'pay-4'");
    }

    @ParameterizedTest
    @CsvSource({"0, CONFIRMED, REFUNDED", "1, REFUNDED, CONFIRMED", "2, CONFIRMED, EXPIRED", "3, EXPIRED, CONFIRMED"})
    void namesAStatusThatIsNotTheOneOfTheJournal(int order, String status, String other) {
        Rows.change(url, "UPDATE orders SET status = '" + other + "' WHERE order_id = '" + id(order) + "'");

        assertOnly("orders row order_id " + id(order), "column status", "says '" + status + "', the store says '"
                + other + "'");
    }

    @Test
    void namesTheTimeOfARefundThatWasChanged() {
        Rows.change(url, "UPDATE orders SET updated_at = '2026-11-22T00:00:00.011Z' WHERE order_id = '" + REFUNDED
                + "'");

        assertOnly("column updated_at", "says '2026-11-22T00:00:00.010Z', the store says '2026-11-22T00:00:00.011Z'");
    }

    @Test
    void namesAnOrderOfWhichThereIsNoneAndOneThatIsGone() {
        untie();
        Rows.change(url, "UPDATE orders SET order_id = 'ZZ' WHERE order_id = '" + HELD + "'");

        assertThat(differences(2)).singleElement().asString().contains("orders has no row order_id " + HELD);
        Rows.change(url, "UPDATE orders SET order_id = '" + HELD + "' WHERE order_id = 'ZZ'",
                "INSERT INTO order_lines VALUES ('0~', 1, 'phone', 1, 5, 0)");
        assertOnly("order_lines has the row order_id 0~, line 1", "which no fact up to the store's position makes");
    }

    @ParameterizedTest
    @CsvSource({"12, payment.orphaned", "13, stock.added", "14, price.changed", "15, limit.changed",
        "16, item.switched", "17, item.added",
        "27, item.described", "28, sale.changed"})
    void namesAnEventThatWasChangedOrIsGone(int sequence, String type) {
        Rows.change(url, "UPDATE sale_events SET data = '{}' WHERE sequence = " + sequence);
        assertOnly("sale_events row shard 0, sequence " + sequence, "column data", "the store says '{}'");
        Rows.change(url, "DELETE FROM sale_events WHERE sequence = " + sequence);
        assertOnly("sale_events has no row shard 0, sequence " + sequence, "type '" + type + "'");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "orders          | confirmed_at = NULL                       | order_id = '%2$s' | confirmed_at",
        "orders          | confirmed_at = '2026-11-22T00:00:00.001Z' | order_id = '%1$s' | confirmed_at",
        "orders          | refunded_at = NULL                        | order_id = '%1$s' | refunded_at",
        "orders          | cancelled_at = '2026-11-22T00:00:00.001Z' | order_id = '%1$s' | cancelled_at",
        "orders          | expires_at = '2026-11-22T00:15:00.000Z'   | order_id = '%3$s' | expires_at",
        "orders          | shard = 3                                 | order_id = '%3$s' | shard",
        "order_lines     | refunded = 1                              | order_id = '%2$s' | refunded",
        "order_lines     | refunded = 0                              | order_id = '%1$s' | refunded",
        "sales           | status = 'PAUSED'                         | sale_id = 'demo'  | status",
        "sales           | opens_at = '2026-11-22T00:15:00.000Z'     | sale_id = 'demo'  | opens_at",
        "sales           | closes_at = NULL                          | sale_id = 'demo'  | closes_at",
        "sales           | title = '今晚'                              | sale_id = 'demo'  | title",
        "sales           | featured = 'lipstick'                     | sale_id = 'demo'  | featured",
        "sales           | notice = NULL                             | sale_id = 'demo'  | notice",
        "sales           | checkout_url = '/pay/{orderId}'           | sale_id = 'demo'  | checkout_url",
        "sale_items      | title = '手机'                              | sku = 'phone'     | title",
        "sale_items      | image = NULL                              | sku = 'phone'     | image",
        "sale_items      | image = '/blue.png'                       | sku = 'lipstick'  | image",
        "sale_items      | list_price = NULL                         | sku = 'lipstick'  | list_price",
        "sale_items      | on_at = NULL                              | sku = 'lipstick'  | on_at",
        "sale_items      | off_at = NULL                             | sku = 'phone'     | off_at",
        "sale_items      | price = 199900                            | sku = 'phone'     | price",
        "orphaned_payments | payment_ref = 'pay-9'                   | sequence = 12     | payment_ref"})
    void namesEveryColumnThatIsNotAsTheJournalSays(String table, String change, String where, String column) {
        Rows.change(url, "UPDATE " + table + " SET " + change + " WHERE " + where.formatted(REFUNDED, PART, HELD));

        assertOnly(table + " row ", "column " + column + ":");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sale_items", "orphaned_payments"})
    void namesARowThatIsGone(String table) {
        Rows.change(url, "DELETE FROM " + table + " WHERE sequence IN (12, 27)");

        assertOnly(table + " has no row ");
    }

    private void store(int facts) {
        try (OrderStore store = newStore()) {
            store.store(new FactList().add(FACTS).batch(0, 0, facts));
        }
    }

    private void assertOnly(String... words) {
        assertThat(differences()).singleElement().asString().contains(words);
    }

    private List<String> differences() {
        return differences(1);
    }

    private List<String> differences(int atMost) {
        try (StoreAudit audit = newAudit()) {
            readAll(audit.changes(0, 1));
            readAll(audit.rows(0));
            audit.finish(List.of((long) FACTS.length));
            assertThat(audit.checks().stream().mapToLong(AuditCheck::differences).sum()).isLessThanOrEqualTo(atMost);
            return audit.checks().stream().map(AuditCheck::first).filter(first -> first != null).toList();
        }
    }

    private static void readAll(FactReader reader) {
        for (int i = 0; i < FACTS.length; i++) {
            reader.onFact(i + 1L, FactList.timeMs(i + 1L), new UnsafeBuffer(FACTS[i]), 0, FACTS[i].length);
        }
    }

    private static byte[] held(String orderId) {
        return Facts.orderTaken(orderId, "b1", Facts.HELD, T, T + 900_000, "host-1", new Line("phone", 1, 5));
    }

    private static String id(long number) {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(0, number, 42, id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }
}
