package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.Facts.Line;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoredFact;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a shop finds in its database of the payments, of the refunds, and of the host's hand on the sale. */
abstract class OrderLifeContract {

    private static final long T = FactList.FIRST_MS;
    private static final String STATUSES =
            "SELECT order_id, status, payment_ref, updated_at, sequence FROM orders ORDER BY order_id";
    private static final String EVENTS =
            "SELECT shard, sequence, sale_id, type, at, by, data FROM sale_events ORDER BY sequence";

    private OrderStore store;
    private String url;
    private final FactList facts = new FactList();

    /** A new, empty database, by the address at which a shop's report reads it. */
    abstract String newDatabase();

    /** A store of that database. */
    abstract OrderStore newStore();

    /** How that database reads a field out of the column {@code data}. */
    abstract String fieldOfData(String field);

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
    void namesThePaymentThatConfirmedAnOrder() {
        storeAll(held("o1"), held("o2"), Facts.orderConfirmed("o1", "支付-7", false));

        assertThat(Rows.of(url, STATUSES)).containsExactly(
                "o1|CONFIRMED|支付-7|2026-11-22T00:00:00.003Z|1", "o2|HELD|-|2026-11-22T00:00:00.002Z|2");
    }

    @Test
    void confirmsAnOrderThatHadExpired() {
        storeAll(held("o1"), Facts.orderExpired("o1"), Facts.orderConfirmed("o1", "pay-1", true));

        assertThat(Rows.of(url, STATUSES)).containsExactly("o1|CONFIRMED|pay-1|2026-11-22T00:00:00.003Z|1");
    }

    @Test
    void keepsThePaymentOfAnOrderThatIsRefundedSoThatItCanBePaidBack() {
        storeAll(held("o1"), Facts.orderConfirmed("o1", "pay-1", false));
        storeAll(Facts.orderRefunded("o1", "desk"));

        assertThat(Rows.of(url, STATUSES)).containsExactly("o1|REFUNDED|pay-1|2026-11-22T00:00:00.003Z|1");
        assertThat(Rows.count(url, "sale_events")).isZero();
    }

    @Test
    void readsACancellationThatAnOlderGatewayWrote() {
        storeAll(held("0000000000000001"), held("0000000000000002"),
                Facts.orderCancelledOfVersion1("0000000000000001", "desk"),
                Facts.orderCancelled("0000000000000002", "desk"));

        assertThat(Rows.of(url, STATUSES)).containsExactly(
                "0000000000000001|CANCELLED|-|2026-11-22T00:00:00.003Z|1",
                "0000000000000002|CANCELLED|-|2026-11-22T00:00:00.004Z|2");
        StoredFact old = facts.batch(0, 2, 3).after(2).get(0);
        assertThat(old).isEqualTo(new StoredFact.OrderMoved(
                3, FactList.timeMs(3), "0000000000000001", "demo", "CANCELLED", null, null, true,
                "desk", null, null, null, null, null));
    }

    @Test
    void handsAnOrphanedPaymentToTheShopAndLeavesTheOrderAlone() {
        storeAll(held("0000000000000001"), Facts.orderExpired("0000000000000001"),
                Facts.paymentOrphaned("0000000000000001", "b1", 199_900, "pay-1"));

        assertThat(Rows.of(url, STATUSES))
                .containsExactly("0000000000000001|EXPIRED|-|2026-11-22T00:00:00.002Z|1");
        assertThat(Rows.of(url, EVENTS)).containsExactly(Rows.ending(
                "0|3|demo|payment.orphaned|2026-11-22T00:00:00.003Z|till|{\"orderId\":\"0000000000000001\","
                        + "\"merchant\":\"demo-shop\",\"buyerId\":\"b1\",\"paymentRef\":\"pay-1\",\"total\":199900,"
                        + "\"currency\":\"CNY\",\"idempotencyKey\":\"k-late\","
                        + "\"items\":[{\"sku\":\"phone\",\"unitPrice\":199900,\"quantity\":1}]}"));
        assertThat(Rows.of(url, "SELECT " + fieldOfData("paymentRef") + " FROM sale_events"))
                .containsExactly("pay-1");
    }

    @Test
    void keepsWhatTheHostDidToAnItem() {
        storeAll(hostsHand());

        assertThat(Rows.of(url, EVENTS)).containsExactly(Rows.ending(
                "0|1|demo|stock.added|2026-11-22T00:00:00.001Z|desk|"
                        + "{\"sku\":\"phone\",\"quantity\":100,\"total\":1100,\"idempotencyKey\":\"k-1\"}",
                "0|2|demo|stock.added|2026-11-22T00:00:00.002Z|desk|"
                        + "{\"sku\":\"phone\",\"quantity\":-1000000000,\"total\":0,\"idempotencyKey\":null}",
                "0|3|demo|price.changed|2026-11-22T00:00:00.003Z|desk|{\"sku\":\"phone\",\"price\":1000000000000}",
                "0|4|demo|limit.changed|2026-11-22T00:00:00.004Z|desk|{\"sku\":\"phone\",\"limitPerBuyer\":5}",
                "0|5|demo|item.switched|2026-11-22T00:00:00.005Z|desk|{\"sku\":\"phone\",\"status\":\"OFF\"}",
                "0|6|demo|item.switched|2026-11-22T00:00:00.006Z|-|{\"sku\":\"phone\",\"status\":\"ON\"}",
                "0|7|demo|item.added|2026-11-22T00:00:00.007Z|desk|{\"sku\":\"lamp\",\"title\":\"灯 \\\"7\\\"\","
                        + "\"price\":5,\"stock\":7,\"limitPerBuyer\":3,\"status\":\"ON\",\"listPrice\":null,"
                        + "\"onAt\":null,\"offAt\":null,\"image\":\"https://cdn.example/1.png\","
                        + "\"idempotencyKey\":\"k-add\"}"));
    }

    @Test
    void keepsWhenAnOrderWasConfirmedCancelledAndRefunded() {
        storeAll(held("o1"), held("o2"), held("o3"),
                Facts.orderTaken("o4", "b1", Facts.CONFIRMED, T, Facts.NEVER, "", new Line("phone", 1, 5)));
        storeAll(Facts.orderConfirmed("o1", "pay-1", false), Facts.orderCancelled("o2", "desk"),
                Facts.orderExpired("o3"));
        storeAll(Facts.orderRefunded("o1", "desk"));

        assertThat(Rows.of(url, "SELECT order_id, confirmed_at, cancelled_at, refunded_at, shard FROM orders"
                + " ORDER BY order_id")).containsExactly(
                "o1|2026-11-22T00:00:00.005Z|-|2026-11-22T00:00:00.008Z|0", "o2|-|2026-11-22T00:00:00.006Z|-|0",
                "o3|-|-|-|0", "o4|2026-11-22T00:00:00.004Z|-|-|0");
    }

    @Test
    void takesAPartOfAnOrderThatWasRefundedOffItsChannel() {
        storeAll(sold("o1", "host-1", new Line("phone", 3, 5), new Line("lamp", 1, 70)));
        storeAll(Facts.orderConfirmed("o1", "pay-1", false), Facts.orderPartlyRefunded("o1", "desk"));
        assertThat(Rows.of(url, "SELECT status, confirmed_at, updated_at FROM orders"))
                .containsExactly("CONFIRMED|2026-11-22T00:00:00.002Z|2026-11-22T00:00:00.003Z");
        assertThat(Rows.of(url, "SELECT sku, quantity, refunded FROM order_lines ORDER BY line"))
                .containsExactly("phone|3|2", "lamp|1|0");
        assertThat(channels()).containsExactly("demo|demo-shop|host-1|CNY|2|75");

        storeAll(Facts.orderRefunded("o1", "desk"));
        assertThat(Rows.of(url, "SELECT refunded FROM order_lines ORDER BY line")).containsExactly("3", "1");
        assertThat(channels()).containsExactly("demo|demo-shop|host-1|CNY|0|0");
    }

    @Test
    void movesTheEndOfAHoldThatWasExtended() {
        storeAll(held("o1"), Facts.holdExtended("o1", T + 1_800_000, "desk"));

        assertThat(Rows.of(url, "SELECT status, expires_at, updated_at FROM orders"))
                .containsExactly("HELD|2026-11-22T00:30:00.000Z|2026-11-22T00:00:00.002Z");
    }

    @Test
    void keepsEveryPaymentThatNoOrderCouldTakeWithItsOrder() {
        storeAll(held("o1"), Facts.orderConfirmed("o1", "ALI-1", false), Facts.paymentOrphaned("o1", "b1", 5, "WX-2"),
                Facts.paymentOrphaned("o1", "b1", 5, "WX-3"));

        assertThat(Rows.of(url, "SELECT o.payment_ref, p.payment_ref, p.total, p.currency, p.at, p.by FROM"
                + " orphaned_payments p JOIN orders o ON o.order_id = p.order_id ORDER BY p.sequence")).containsExactly(
                "ALI-1|WX-2|5|CNY|2026-11-22T00:00:00.003Z|till", "ALI-1|WX-3|5|CNY|2026-11-22T00:00:00.004Z|till");
    }

    @Test
    void showsSalesAndItemsAsTheyNowAre() {
        storeAll(Facts.saleDefined("demo", "demo-shop", "今晚", T + 60_000, "host"),
                Facts.saleMoved("demo", Facts.OPEN, "", ""));
        storeAll(hostsHand());
        storeAll(Facts.saleMoved("demo", Facts.CLOSED, "", ""), Facts.saleRetired("demo", 0));

        assertThat(Rows.of(url, "SELECT sale_id, merchant, title, status, opens_at, closes_at, hold_seconds,"
                + " late_payment, retired_at, shard, sequence FROM sales")).containsExactly("demo|demo-shop|今晚|CLOSED"
                + "|2026-11-22T00:01:00.000Z|-|900|refund|2026-11-22T00:00:00.011Z|0|11");
        assertThat(Rows.of(url, "SELECT sku, place, title, price, stock, limit_per_buyer, status, sequence"
                + " FROM sale_items ORDER BY place")).containsExactly("phone|1|手机|1000000000000|0|5|ON|8",
                "lipstick|2|Red \"7\"|9900|5000|5|OFF|1", "lamp|3|灯 \"7\"|5|7|3|ON|9");
    }

    @Test
    void showsWhatIsSaidOfSalesAndItemsNow() {
        storeAll(Facts.saleDefined("demo", "demo-shop", "今晚", T + 60_000, "host"),
                Facts.itemAdded("lamp", "灯", 5, 7, "host"));
        String sale = "SELECT title, opens_at, closes_at, featured, notice, checkout_url, sequence FROM sales";
        String items = "SELECT sku, title, image, list_price, on_at, off_at, sequence FROM sale_items ORDER BY place";

        assertThat(Rows.of(url, sale)).containsExactly("今晚|2026-11-22T00:01:00.000Z|-|-|-|/pay/{orderId}|1");
        assertThat(Rows.of(url, items)).containsExactly("phone|手机|-|-|-|-|1",
                "lipstick|Red \"7\"|/red.png|12900|1970-01-01T00:00:01.000Z|1970-01-01T00:00:02.000Z|1",
                "lamp|灯|https://cdn.example/1.png|-|-|-|2");
        storeAll(Facts.itemDescribed("lipstick", "Red", "", T + 5, "host"),
                Facts.saleChanged("Late", T + 7, "lamp", "<b>Soon</b>", "host"));
        assertThat(Rows.of(url, sale)).containsExactly("Late|-|2026-11-22T00:00:00.007Z|lamp|<b>Soon</b>|-|4");
        assertThat(Rows.of(url, items)).contains("lipstick|Red|-|-|-|2026-11-22T00:00:00.005Z|3");
        storeAll(Facts.saleDefined("demo", "demo-shop", "anew", T, "host"));
        assertThat(Rows.of(url, sale)).containsExactly("anew|2026-11-22T00:00:00.000Z|-|-|-|/pay/{orderId}|5");
    }

    /** As docs/stores.md says. */
    @Test
    void leadsFromALineToTheTitleOfItsItem() {
        storeAll(Facts.saleDefined("demo", "demo-shop", "tonight", T, "host"), Facts.itemAdded("lamp", "灯", 5, 7, "host"),
                sold("o1", "", new Line("phone", 1, 5), new Line("lamp", 2, 5)));

        assertThat(Rows.of(url, "SELECT order_lines.sku, title FROM orders JOIN order_lines USING (order_id)"
                + " JOIN sale_items USING (sale_id, sku) ORDER BY line")).containsExactly("phone|手机", "lamp|灯");
    }

    @Test
    void showsASaleThatIsDefinedAnewAsNothingWasBefore() {
        storeAll(Facts.saleDefined("demo", "demo-shop", "old", T, "host"), Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.itemAdded("lamp", "灯", 5, 7, "host"), Facts.saleDefined("demo", "other", "new", T, "host"));

        assertThat(Rows.of(url, "SELECT merchant, title, status FROM sales")).containsExactly("other|new|SCHEDULED");
        assertThat(Rows.of(url, "SELECT sku FROM sale_items ORDER BY place")).containsExactly("phone", "lipstick");
    }

    /** As a dead letter is, when what had refused it is mended. */
    @Test
    void putsAnEventThatComesLateInItsPlace() {
        facts.add(Facts.saleDefined("demo", "demo-shop", "tonight", T, "host"), Facts.priceChanged("phone", 3, "host"),
                Facts.priceChanged("phone", 4, "host"));
        store.store(facts.batch(0, 0, 1));
        Rows.change(url, "UPDATE flush_position SET sequence = 2");
        store.store(facts.batch(0, 2, 3));

        store.storeAgain(0, facts.batch(0, 1, 2).after(1));

        assertThat(Rows.of(url, "SELECT price FROM sale_items WHERE sku = 'phone'")).containsExactly("4");
        assertThat(Rows.count(url, "sale_events")).isEqualTo(3);
    }

    @Test
    void putsASignInPlaceOfACharacterThatJsonFunctionsStopAt() {
        storeAll(Facts.itemAdded("lamp", "a\0b\\u0000", 5, 7, "desk"));

        assertThat(Rows.of(url, "SELECT " + fieldOfData("title") + " FROM sale_events"))
                .containsExactly("a\ufffdb\\u0000");
    }

    @Test
    void changesNothingWhenTheSameFactsComeAgain() {
        storeAll(wholeLife());
        storeAll(hostsHand());
        List<String> once = Rows.all(url);

        store.store(facts.batch(0, 0, facts.size()));
        for (long from = 0; from < facts.size(); from++) {
            store.store(facts.batch(0, from, facts.size()));
        }

        assertThat(Rows.all(url)).isEqualTo(once);
    }

    @Test
    void endsUpRightWhenSomebodySetThePositionBack() {
        storeAll(wholeLife());
        storeAll(hostsHand());
        List<String> once = Rows.all(url);

        for (long back = 0; back < facts.size(); back++) {
            Rows.change(url, "UPDATE flush_position SET sequence = " + back);
            store.store(facts.batch(0, back, facts.size()));
            assertThat(Rows.all(url)).as("from %s", back).isEqualTo(once);
        }
    }

    @Test
    void countsUnitsAndMoneyOfEachChannelWithRefundsTakenOff() {
        storeAll(
                sold("a1", "host-1", new Line("phone", 2, 1000), new Line("lipstick", 1, 10)),
                sold("a2", "host-1", new Line("phone", 3, 900)),
                sold("a3", "host-1", new Line("phone", 1, 900)),
                sold("a4", "host-1", new Line("phone", 1, 900)),
                sold("b1", "host-2", new Line("phone", 1, 1000)),
                sold("c1", "", new Line("phone", 4, 1000)), sold("c2", "", new Line("phone", 1, 1000)),
                sold("c3", "", new Line("lipstick", 5, 10)),
                sold("d1", "host-3", new Line("phone", 1, 1000)));
        assertThat(channels()).as("nothing is sold yet").isEmpty();

        storeAll(Facts.orderConfirmed("a1", "p-1", false), Facts.orderConfirmed("a2", "p-2", false),
                Facts.orderCancelled("a3", ""), Facts.orderExpired("a4"),
                Facts.orderConfirmed("b1", "p-3", false), Facts.orderConfirmed("c1", "p-4", false),
                Facts.orderConfirmed("c3", "p-5", false),
                Facts.orderExpired("d1"), Facts.paymentOrphaned("d1", "b1", 1000, "p-6"));
        assertThat(channels()).containsExactly(
                "demo|demo-shop|-|CNY|9|4050", "demo|demo-shop|host-1|CNY|6|4710", "demo|demo-shop|host-2|CNY|1|1000");

        storeAll(Facts.orderRefunded("a1", "desk"), Facts.orderRefunded("b1", "desk"),
                Facts.orderRefunded("c3", "desk"), Facts.orderConfirmed("a4", "p-7", true));
        assertThat(channels()).containsExactly(
                "demo|demo-shop|-|CNY|4|4000", "demo|demo-shop|host-1|CNY|4|3600", "demo|demo-shop|host-2|CNY|0|0");
    }

    private List<String> channels() {
        return Rows.of(url, "SELECT sale_id, merchant, channel, currency, units, money FROM channel_sales"
                + " ORDER BY COALESCE(channel, '')");
    }

    private static byte[][] wholeLife() {
        return new byte[][] {Facts.saleDefined("demo", "demo-shop", "今晚", T, "host"),
            sold("o0", "", new Line("phone", 3, 5)), Facts.holdExtended("o0", T + 1_800_000, "desk"),
            Facts.orderConfirmed("o0", "pay-0", false), Facts.orderPartlyRefunded("o0", "desk"),
            held("o1"), held("o2"), held("o3"), held("0000000000000004"),
            Facts.orderConfirmed("o1", "pay-1", false), Facts.orderExpired("o2"),
            Facts.orderConfirmed("o2", "pay-2", true), Facts.orderCancelled("o3", "desk"),
            Facts.orderRefunded("o1", "desk"), Facts.orderExpired("0000000000000004"),
            Facts.paymentOrphaned("0000000000000004", "b1", 5, "pay-4")};
    }

    private static byte[][] hostsHand() {
        return new byte[][] {Facts.stockAdded("phone", 100, 1_100, "desk", "k-1"),
            Facts.stockAdded("phone", -1_000_000_000, 0, "desk", ""),
            Facts.priceChanged("phone", 1_000_000_000_000L, "desk"), Facts.limitChanged("phone", 5, "desk"),
            Facts.itemSwitched("phone", false, "desk"), Facts.itemSwitched("phone", true, ""),
            Facts.itemAdded("lamp", "灯 \"7\"", 5, 7, "desk")};
    }

    private static byte[] held(String orderId) {
        return sold(orderId, "host-1", new Line("phone", 1, 5));
    }

    private static byte[] sold(String orderId, String channel, Line... lines) {
        return Facts.orderTaken(orderId, "b1", Facts.HELD, T, T + 900_000, channel, lines);
    }

    private void storeAll(byte[]... more) {
        long from = facts.size();
        facts.add(more);
        store.store(facts.batch(0, from, facts.size()));
    }
}
