package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every database that is a home of orders does, whichever it is. */
abstract class OrderStoreContract {

    private static final long T = FactList.FIRST_MS;

    private OrderStore store;
    private String url;
    private final FactList facts = new FactList();

    /** A new, empty database, by the address at which a shop's report reads it. */
    abstract String newDatabase();

    /** A store of that database; whoever makes it closes it. */
    abstract OrderStore newStore();

    @BeforeEach
    void open() {
        url = newDatabase();
        store = newStore();
    }

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void startsAtPositionZero() {
        assertThat(store.position(0)).isZero();
    }

    @Test
    void keepsAnOrderAsTheContractNamesItsColumns() {
        storeAll(Facts.orderTaken("o1", "b1", Facts.HELD, T + 5, T + 900_005, "host-42",
                new Line("phone", 1, 199900), new Line("lipstick", 3, 9900)));

        assertThat(Rows.of(url, "SELECT order_id, sale_id, merchant, buyer_id, status, currency, total, channel,"
                        + " payment_ref, created_at, expires_at, updated_at, sequence FROM orders"))
                .containsExactly("o1|demo|demo-shop|b1|HELD|CNY|229600|host-42|-|2026-11-22T00:00:00.005Z"
                        + "|2026-11-22T00:15:00.005Z|2026-11-22T00:00:00.001Z|1");
        assertThat(Rows.of(url, "SELECT order_id, line, sku, quantity, unit_price FROM order_lines ORDER BY line"))
                .containsExactly("o1|1|phone|1|199900", "o1|2|lipstick|3|9900");
    }

    @Test
    void leavesOutWhatAnOrderDoesNotHave() {
        storeAll(Facts.orderTaken("o1", "b1", Facts.CONFIRMED, T, Facts.NEVER, "", new Line("phone", 1, 5)));

        assertThat(Rows.of(url, "SELECT status, channel, expires_at FROM orders")).containsExactly("CONFIRMED|-|-");
    }

    @Test
    void keepsEveryCharacterOfATextAsItCame() {
        String every = "\tone\ntwo\rthree\\four\\N\\.\\x41 'five' \"six\", | {} \u0001\u007f\u2028 主播 é 🎉\r\n\\";
        List<String> texts = List.of(every, "\\N", "\\.", "\\", "\t", "\n", "NULL", " ", "%s");
        for (int i = 0; i < texts.size(); i++) {
            String text = texts.get(i);
            storeAll(Facts.orderTaken("o" + i, text, Facts.HELD, T, T + 1, text, new Line(text, 1, 5)));
        }

        String[] expected = texts.stream().map(text -> text + "|" + text + "|" + text).toArray(String[]::new);
        assertThat(Rows.of(url, "SELECT buyer_id, channel, sku FROM orders JOIN order_lines USING (order_id)"
                + " ORDER BY order_id")).containsExactly(expected);
    }

    @Test
    void carriesTheLargestOrderThatTheContractAllows() {
        Line[] lines = new Line[16];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = new Line("s".repeat(62) + (10 + i), 99, 1_000_000_000_000L);
        }
        storeAll(Facts.orderTaken("o1", "~".repeat(64), Facts.HELD, T, T + 1, "主播".repeat(40), lines));

        assertThat(Rows.of(url, "SELECT total, channel FROM orders"))
                .containsExactly("1584000000000000|" + "主播".repeat(40));
        assertThat(Rows.count(url, "order_lines")).isEqualTo(16);
    }

    @Test
    void movesAnOrderAndKeepsItsOwnSequence() {
        storeAll(
                Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.orderTaken("o2", "b2", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.orderTaken("o3", "b3", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.orderExpired("o1"),
                Facts.orderCancelled("o2", "host-desk"));

        assertThat(Rows.of(url, "SELECT order_id, status, sequence, updated_at FROM orders ORDER BY order_id"))
                .containsExactly(
                        "o1|EXPIRED|1|2026-11-22T00:00:00.004Z",
                        "o2|CANCELLED|2|2026-11-22T00:00:00.005Z",
                        "o3|HELD|3|2026-11-22T00:00:00.003Z");
        assertThat(store.position(0)).isEqualTo(5);
    }

    @Test
    void movesAnOrderThatChangesSeveralTimesInOneBatch() {
        storeAll(
                Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.orderTaken("o2", "b2", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)));
        storeAll(
                Facts.orderExpired("o1"),
                Facts.orderConfirmed("o1", "pay-1", true),
                Facts.orderConfirmed("o2", "pay-2", false),
                Facts.orderRefunded("o1", "desk"));

        assertThat(Rows.of(url, "SELECT order_id, status, payment_ref, updated_at FROM orders ORDER BY order_id"))
                .containsExactly(
                        "o1|REFUNDED|pay-1|2026-11-22T00:00:00.006Z", "o2|CONFIRMED|pay-2|2026-11-22T00:00:00.005Z");
    }

    @Test
    void passesOverAnOrderThatSomebodyTookOut() {
        storeAll(Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)));
        Rows.change(url, "DELETE FROM orders");
        storeAll(Facts.orderExpired("o1"), Facts.saleMoved("demo", Facts.OPEN, "", ""));

        assertThat(Rows.count(url, "orders")).isZero();
        assertThat(store.position(0)).isEqualTo(3);
    }

    @Test
    void keepsEveryFactThatIsNotAnOrdersAsASaleEvent() {
        storeAll(
                Facts.shardFounded(0, 11, 12),
                Facts.saleDefined("demo", "demo-shop", "今晚", T + 60_000, "host-desk"),
                Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.saleMoved("demo", Facts.PAUSED, "host-desk", "k-1"));

        assertThat(Rows.of(
                        url, "SELECT shard, sequence, sale_id, type, at, by, data FROM sale_events ORDER BY sequence"))
                .containsExactly(Rows.ending(
                        "0|1|-|shard.founded|2026-11-22T00:00:00.001Z|-|{\"shard\":0}",
                        "0|2|demo|sale.defined|2026-11-22T00:00:00.002Z|host-desk|{\"merchant\":\"demo-shop\","
                                + "\"title\":\"今晚\",\"opensAt\":\"2026-11-22T00:01:00.000Z\",\"closesAt\":null,"
                                + "\"holdSeconds\":900,\"latePayment\":\"refund\",\"currency\":\"CNY\","
                                + "\"passOpensSeconds\":null,\"passDifficulty\":null,"
                                + "\"checkoutUrl\":\"/pay/{orderId}\",\"pass\":null,\"items\":["
                                + "{\"sku\":\"phone\",\"title\":\"手机\",\"price\":199900,\"stock\":1000,"
                                + "\"limitPerBuyer\":2,\"status\":\"ON\",\"listPrice\":null,\"onAt\":null,\"offAt\":null,"
                                + "\"image\":null},"
                                + "{\"sku\":\"lipstick\",\"title\":\"Red \\\"7\\\"\",\"price\":9900,\"stock\":5000,"
                                + "\"limitPerBuyer\":5,\"status\":\"OFF\",\"listPrice\":12900,"
                                + "\"onAt\":\"1970-01-01T00:00:01.000Z\",\"offAt\":\"1970-01-01T00:00:02.000Z\","
                                + "\"image\":\"/red.png\"}]}",
                        "0|3|demo|sale.opened|2026-11-22T00:00:00.003Z|-|{\"status\":\"OPEN\",\"idempotencyKey\":null}",
                        "0|4|demo|sale.paused|2026-11-22T00:00:00.004Z|host-desk|"
                                + "{\"status\":\"PAUSED\",\"idempotencyKey\":\"k-1\"}"));
    }

    @Test
    void keepsTheHashKeysOutOfTheDatabase() {
        storeAll(Facts.shardFounded(0, 1234567890123456789L, 987654321987654321L));

        assertThat(Rows.all(url).toString())
                .doesNotContain("1234567890123456789").doesNotContain("987654321987654321");
    }

    @Test
    void changesNothingWhenABatchComesAgainOrInPartOrLate() {
        storeAll(
                Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.orderExpired("o1"),
                Facts.orderTaken("o2", "b2", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)));
        List<String> once = Rows.all(url);

        store.store(facts.batch(0, 0, 4));
        store.store(facts.batch(0, 0, 1));
        store.store(facts.batch(0, 2, 4));
        store.store(facts.batch(0, 3, 3));

        assertThat(Rows.all(url)).isEqualTo(once);
    }

    @Test
    void takesOnlyTheNewPartOfAnOverlappingBatch() {
        facts.add(
                Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.orderExpired("o1"),
                Facts.orderTaken("o2", "b2", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)));
        store.store(facts.batch(0, 0, 2));
        Rows.change(url, "UPDATE orders SET merchant = 'looked-at'");

        store.store(facts.batch(0, 0, 3));

        assertThat(Rows.of(url, "SELECT order_id, status, merchant FROM orders ORDER BY order_id"))
                .containsExactly("o1|EXPIRED|looked-at", "o2|HELD|demo-shop");
    }

    @Test
    void fillsAnewOverWhatIsThereWhenThePositionWasSetBack() {
        storeAll(
                Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.orderExpired("o1"));
        List<String> before = Rows.all(url);
        Rows.change(url, "DELETE FROM flush_position", "UPDATE orders SET status = 'HELD', payment_ref = 'x'",
                "UPDATE order_lines SET quantity = 7", "UPDATE sale_events SET data = '{}'");

        store.store(facts.batch(0, 0, 3));

        assertThat(Rows.all(url)).isEqualTo(before);
    }

    @Test
    void fillsAnewOverOneRowOfAFullBatch() {
        for (int i = 0; i < FactBatch.FULL_FACTS; i++) {
            facts.add(taken("o" + (10_000 + i), Facts.HELD, "主播".repeat(20), new Line("phone", 1, i),
                    new Line("lipstick", 2, i)));
        }
        store.store(facts.batch(0, 0, facts.size()));
        List<String> before = Rows.all(url);
        Rows.change(url, "UPDATE flush_position SET sequence = 1", "DELETE FROM order_lines WHERE order_id <> 'o10002'",
                "DELETE FROM orders WHERE order_id <> 'o10002'", "UPDATE orders SET merchant = 'x'");

        store.store(facts.batch(0, 1, facts.size()));

        assertThat(Rows.all(url)).isEqualTo(before.stream().filter(row -> !row.startsWith("o10000|")).toList());
    }

    @Test
    void refusesABatchThatWouldLeaveAGap() {
        facts.add(Facts.saleMoved("demo", Facts.OPEN, "", ""), Facts.saleMoved("demo", Facts.PAUSED, "", ""));

        assertThatThrownBy(() -> store.store(facts.batch(0, 1, 2)))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("starts after 1").hasMessageContaining("only at 0");
        assertThat(Rows.count(url, "sale_events")).isZero();
    }

    @Test
    void keepsTheShardsApart() {
        facts.add(Facts.saleMoved("demo", Facts.OPEN, "", ""), Facts.saleMoved("demo", Facts.PAUSED, "", ""));
        store.store(facts.batch(0, 0, 2));
        store.store(facts.batch(1, 0, 1));

        assertThat(store.position(0)).isEqualTo(2);
        assertThat(store.position(1)).isEqualTo(1);
        assertThat(Rows.of(url, "SELECT shard, sequence FROM sale_events ORDER BY 1, 2"))
                .containsExactly("0|1", "0|2", "1|1");
    }

    @Test
    void writesRowsAndPositionTogetherOrNotAtAll() {
        storeAll(Facts.orderTaken("o1", "b1", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)));
        Rows.change(url, "ALTER TABLE sale_events RENAME COLUMN data TO details");
        List<String> before = Rows.all(url);
        facts.add(
                Facts.orderTaken("o2", "b2", Facts.HELD, T, T + 1, "", new Line("phone", 1, 5)),
                Facts.saleMoved("demo", Facts.OPEN, "", ""));

        assertThatThrownBy(() -> store.store(facts.batch(0, 1, 3)))
                .isInstanceOf(StoreException.class)
                .isNotInstanceOf(UnstorableException.class)
                .hasMessageContaining(store.toString()).hasMessageContaining("data");
        assertThat(Rows.all(url)).isEqualTo(before);

        Rows.change(url, "ALTER TABLE sale_events RENAME COLUMN details TO data");
        store.store(facts.batch(0, 1, 3));
        assertThat(Rows.count(url, "orders")).isEqualTo(2);
        assertThat(store.position(0)).isEqualTo(3);
    }

    @Test
    void countsOnlyWhatIsConfirmedAsAChannelsSales() {
        storeAll(
                taken("o1", Facts.CONFIRMED, "host-1", new Line("phone", 2, 1000), new Line("lipstick", 1, 10)),
                taken("o2", Facts.CONFIRMED, "host-1", new Line("lipstick", 3, 10)),
                taken("o3", Facts.REFUNDED, "host-1", new Line("phone", 1, 1000)),
                taken("o4", Facts.HELD, "host-1", new Line("phone", 1, 1000)),
                taken("o5", Facts.REFUNDED, "host-2", new Line("phone", 1, 1000)),
                taken("o6", Facts.CONFIRMED, "", new Line("phone", 1, 900)),
                taken("o7", Facts.HELD, "host-3", new Line("phone", 1, 1000)));

        assertThat(Rows.of(url, "SELECT sale_id, merchant, channel, currency, units, money FROM channel_sales"
                        + " ORDER BY COALESCE(channel, '')"))
                .containsExactly(
                        "demo|demo-shop|-|CNY|1|900",
                        "demo|demo-shop|host-1|CNY|6|2040",
                        "demo|demo-shop|host-2|CNY|0|0");
    }

    @Test
    void goesOnWhereItWasWhenOpenedAgain() {
        storeAll(Facts.saleMoved("demo", Facts.OPEN, "", ""));
        store.close();
        try (OrderStore again = newStore()) {
            assertThat(again.position(0)).isEqualTo(1);
        }
    }

    @Test
    void saysHowFarABatchHasComeAndShowsNothingOfItBeforeItsEnd() {
        byte[][] orders = new byte[200][];
        Arrays.setAll(orders, i -> taken("o" + i, Facts.HELD, "", new Line("phone", 1, 5)));
        List<Integer> parts = new ArrayList<>();
        List<Long> shown = new ArrayList<>();
        store.keepTo(facts -> {
            parts.add(facts);
            shown.add(Rows.count(url, "orders"));
        });
        store.position(0);

        storeAll(orders);

        assertThat(parts).hasSizeGreaterThanOrEqualTo(3).allMatch(facts -> facts <= WritePace.FACTS);
        assertThat(parts.stream().mapToInt(facts -> facts).sum()).isBetween(192, 200);
        assertThat(shown).containsOnly(0L);
        assertThat(Rows.count(url, "orders")).isEqualTo(200);
    }

    private byte[] taken(String orderId, int status, String channel, Line... lines) {
        return Facts.orderTaken(orderId, "b1", status, T, T + 1, channel, lines);
    }

    private void storeAll(byte[]... more) {
        long from = facts.size();
        facts.add(more);
        store.store(facts.batch(0, from, facts.size()));
    }
}
