package dev.shoutgate.storage;

import dev.shoutgate.storage.Facts.Line;

/** Every kind of fact in each of its kinds of event, and what readers of a topic get of it: type, key and JSON. */
public final class EveryFact {

    private static final String ORDER = "0000000000000001";
    private static final String BUYER = "\"merchant\":\"demo-shop\",\"buyerId\":\"b1\",";
    private static final String NOTHING_SAID = ",\"listPrice\":null,\"onAt\":null,\"offAt\":null,\"image\":null";
    private static final String ITEM = "{\"saleId\":\"demo\",";

    private EveryFact() {}

    public static byte[][] facts() {
        return new byte[][] {
            Facts.shardFounded(0, 1, 2),
            Facts.saleDefined("demo", "demo-shop", "Live", FactList.FIRST_MS, "desk"),
            Facts.saleMoved("demo", Facts.OPEN, "", "k-1"),
            Facts.saleMoved("demo", Facts.PAUSED, "desk", "k-2"),
            Facts.saleMoved("demo", Facts.CLOSED, "", ""),
            Facts.saleRetired("demo", 3),
            Facts.orderTaken(ORDER, "b1", Facts.HELD, 1000, 2000, "", new Line("phone", 1, 5)),
            Facts.orderTaken(ORDER, "b1", Facts.CONFIRMED, 1000, Facts.NEVER, "", new Line("phone", 1, 5)),
            Facts.orderConfirmed(ORDER, "pay-1", true),
            Facts.orderCancelled(ORDER, ""),
            Facts.orderExpired(ORDER),
            Facts.orderRefunded(ORDER, "desk"),
            Facts.orderPartlyRefunded(ORDER, "desk"),
            Facts.holdExtended(ORDER, 3000, "desk"),
            Facts.orderConfirmedOfVersion2(ORDER, "pay-1"),
            // As older releases wrote an order without a hold.
            Facts.orderTaken(ORDER, "b1", Facts.CONFIRMED, 1000, 1000, "", new Line("phone", 1, 5)),
            Facts.paymentOrphaned(ORDER, "b1", 5, "pay-2"),
            Facts.stockAdded("phone", 100, 1100, "desk", "k-3"),
            Facts.priceChanged("phone", 6, "desk"),
            Facts.limitChanged("phone", 7, "desk"),
            Facts.itemSwitched("phone", false, "desk"),
            Facts.itemAdded("bag", "Bag", 5, 7, "desk"),
            Facts.itemDescribed("phone", "Der \"Fernsprecher\"", "/phone.png", 2000, "desk"),
            Facts.itemDescribed("phone", "Phone", "", Facts.NEVER, "desk"),
            Facts.saleChanged("Late", 3000, "phone", "Back in 5 <b>min</b>", "desk"),
            Facts.saleChanged("Live", Facts.NEVER, "", "", "desk")};
    }

    public static String[] lines() {
        String sale = "\"merchant\":\"demo-shop\",\"title\":\"Live\",\"opensAt\":\"2026-11-22T00:00:00.000Z\","
                + "\"closesAt\":null,\"holdSeconds\":900,\"latePayment\":\"refund\",\"currency\":\"CNY\","
                + "\"passOpensSeconds\":null,\"passDifficulty\":null,"
                + "\"checkoutUrl\":\"/pay/{orderId}\",\"pass\":null,"
                + "\"items\":[{\"sku\":\"phone\",\"title\":\"手机\",\"price\":199900,\"stock\":1000,\"limitPerBuyer\":2,"
                + "\"status\":\"ON\"" + NOTHING_SAID + "},{\"sku\":\"lipstick\",\"title\":\"Red \\\"7\\\"\",\"price\":9900,"
                + "\"stock\":5000,\"limitPerBuyer\":5,\"status\":\"OFF\",\"listPrice\":12900,"
                + "\"onAt\":\"1970-01-01T00:00:01.000Z\",\"offAt\":\"1970-01-01T00:00:02.000Z\",\"image\":\"/red.png\"}],"
                + "\"by\":\"desk\"}";
        String taken = ",\"currency\":\"CNY\",\"total\":5,\"channel\":null,"
                + "\"createdAt\":\"1970-01-01T00:00:01.000Z\",";
        String items = ",\"items\":[{\"sku\":\"phone\",\"quantity\":1,\"unitPrice\":5}]";
        String whole = ",\"currency\":\"CNY\",\"total\":5" + items;
        String byBuyer = items + ",\"idempotencyKey\":\"key-of-" + ORDER + "\",\"by\":\"buyer\"}";
        return new String[] {
            "dev.shoutgate.shard.founded.v1 0 {\"shard\":0,\"by\":\"clock\"}",
            "dev.shoutgate.sale.defined.v1 demo " + ITEM + sale,
            "dev.shoutgate.sale.opened.v1 demo " + ITEM
                    + "\"status\":\"OPEN\",\"idempotencyKey\":\"k-1\",\"by\":\"clock\"}",
            "dev.shoutgate.sale.paused.v1 demo " + ITEM
                    + "\"status\":\"PAUSED\",\"idempotencyKey\":\"k-2\",\"by\":\"desk\"}",
            "dev.shoutgate.sale.closed.v1 demo " + ITEM
                    + "\"status\":\"CLOSED\",\"idempotencyKey\":null,\"by\":\"clock\"}",
            "dev.shoutgate.sale.retired.v1 demo " + ITEM + "\"orders\":3,\"by\":\"clock\"}",
            order("held", BUYER + "\"status\":\"HELD\"" + taken
                    + "\"expiresAt\":\"1970-01-01T00:00:02.000Z\",\"sequence\":7" + byBuyer),
            order("confirmed", BUYER + "\"status\":\"CONFIRMED\"" + taken
                    + "\"expiresAt\":null,\"sequence\":8" + byBuyer),
            order("confirmed", BUYER + "\"status\":\"CONFIRMED\",\"paymentRef\":\"pay-1\",\"late\":true" + whole
                    + ",\"idempotencyKey\":\"k-confirm\",\"by\":\"till\"}"),
            order("cancelled", BUYER + "\"status\":\"CANCELLED\",\"restock\":true" + whole + ",\"by\":\"buyer\"}"),
            order("expired", BUYER + "\"status\":\"EXPIRED\"" + whole + ",\"by\":\"clock\"}"),
            order("refunded", BUYER + "\"status\":\"REFUNDED\",\"restock\":true,\"currency\":\"CNY\",\"total\":5,"
                    + "\"amount\":5,\"remaining\":0,\"items\":[{\"sku\":\"phone\",\"quantity\":1,\"unitPrice\":5,"
                    + "\"refundedNow\":1,\"refunded\":1}],\"idempotencyKey\":\"k-refund\",\"by\":\"desk\"}"),
            order("partly-refunded", BUYER + "\"status\":\"CONFIRMED\",\"restock\":true,\"currency\":\"CNY\","
                    + "\"total\":15,\"amount\":5,\"remaining\":5,\"items\":[{\"sku\":\"phone\",\"quantity\":3,"
                    + "\"unitPrice\":5,\"refundedNow\":1,\"refunded\":2}],\"idempotencyKey\":\"k-part\","
                    + "\"by\":\"desk\"}"),
            order("extended", BUYER + "\"status\":\"HELD\",\"expiresAt\":\"1970-01-01T00:00:03.000Z\"" + whole
                    + ",\"idempotencyKey\":\"k-extend\",\"by\":\"desk\"}"),
            order("confirmed", "\"status\":\"CONFIRMED\",\"paymentRef\":\"pay-1\",\"late\":false,"
                    + "\"idempotencyKey\":\"k-confirm\",\"by\":\"till\"}"),
            order("confirmed", BUYER + "\"status\":\"CONFIRMED\"" + taken
                    + "\"expiresAt\":null,\"sequence\":16" + byBuyer),
            "dev.shoutgate.payment.orphaned.v1 " + ORDER + " " + ITEM + "\"orderId\":\"" + ORDER + "\","
                    + BUYER + "\"paymentRef\":\"pay-2\",\"total\":5,\"currency\":\"CNY\","
                    + "\"idempotencyKey\":\"k-late\",\"items\":[{\"sku\":\"phone\",\"unitPrice\":5,\"quantity\":1}],"
                    + "\"by\":\"till\"}",
            "dev.shoutgate.stock.added.v1 demo " + ITEM
                    + "\"sku\":\"phone\",\"quantity\":100,\"total\":1100,\"idempotencyKey\":\"k-3\",\"by\":\"desk\"}",
            "dev.shoutgate.price.changed.v1 demo " + ITEM + "\"sku\":\"phone\",\"price\":6,\"by\":\"desk\"}",
            "dev.shoutgate.limit.changed.v1 demo " + ITEM + "\"sku\":\"phone\",\"limitPerBuyer\":7,\"by\":\"desk\"}",
            "dev.shoutgate.item.switched.v1 demo " + ITEM + "\"sku\":\"phone\",\"status\":\"OFF\",\"by\":\"desk\"}",
            "dev.shoutgate.item.added.v1 demo " + ITEM + "\"sku\":\"bag\",\"title\":\"Bag\",\"price\":5,\"stock\":7,"
                    + "\"limitPerBuyer\":3,\"status\":\"ON\",\"listPrice\":null,\"onAt\":null,\"offAt\":null,"
                    + "\"image\":\"https://cdn.example/1.png\",\"idempotencyKey\":\"k-add\",\"by\":\"desk\"}",
            "dev.shoutgate.item.described.v1 demo " + ITEM + "\"sku\":\"phone\","
                    + "\"title\":\"Der \\\"Fernsprecher\\\"\",\"listPrice\":null,\"onAt\":null,"
                    + "\"offAt\":\"1970-01-01T00:00:02.000Z\",\"image\":\"/phone.png\",\"by\":\"desk\"}",
            "dev.shoutgate.item.described.v1 demo " + ITEM + "\"sku\":\"phone\",\"title\":\"Phone\"" + NOTHING_SAID
                    + ",\"by\":\"desk\"}",
            "dev.shoutgate.sale.changed.v1 demo " + ITEM + "\"title\":\"Late\",\"opensAt\":null,"
                    + "\"closesAt\":\"1970-01-01T00:00:03.000Z\",\"featured\":\"phone\","
                    + "\"notice\":\"Back in 5 <b>min</b>\",\"checkoutUrl\":null,\"by\":\"desk\"}",
            "dev.shoutgate.sale.changed.v1 demo " + ITEM + "\"title\":\"Live\",\"opensAt\":null,\"closesAt\":null,"
                    + "\"featured\":null,\"notice\":null,\"checkoutUrl\":null,\"by\":\"desk\"}"};
    }

    private static String order(String what, String rest) {
        return "dev.shoutgate.order." + what + ".v1 " + ORDER + " {\"orderId\":\"" + ORDER + "\",\"saleId\":\"demo\","
                + rest;
    }
}
