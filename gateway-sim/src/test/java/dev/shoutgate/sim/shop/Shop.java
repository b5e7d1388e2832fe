package dev.shoutgate.sim.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A whole shop in memory that keeps the contract, but for its flaw. Every method is one step of the shop. */
final class Shop {
    private static final int FORGOTTEN = 10;
    private static final int SOME = 37;

    private final Flaw flaw;
    private final Map<String, Map<String, ShopItem>> sales = new HashMap<>();
    private final Map<String, String> statuses = new HashMap<>();
    private final Map<String, Map<String, Object>> orders = new HashMap<>();
    private final Map<String, Reply> byKey = new HashMap<>();
    private long presses;
    private boolean oversold;

    Shop(Flaw flaw) {
        this.flaw = flaw;
        define("demo", List.of(new ShopItem("phone", 199900, 1000, 2), new ShopItem("lipstick", 9900, 5000, 5)));
        statuses.put("demo", "OPEN");
    }

    synchronized Reply define(String saleId, JsonNode body) {
        List<ShopItem> items = new ArrayList<>();
        body.path("items").forEach(item -> items.add(new ShopItem(item.path("sku").asText(),
                item.path("price").asLong(), item.path("stock").asLong(), item.path("limitPerBuyer").asInt())));
        boolean whole = List.of("merchant", "title", "currency", "holdSeconds", "latePayment").stream()
                .allMatch(body::hasNonNull);
        if (!whole || items.isEmpty()) {
            return Reply.problem(422, "invalid-request");
        }
        define(saleId, items);
        return Reply.of(201, sale(saleId).body());
    }

    private void define(String saleId, List<ShopItem> items) {
        Map<String, ShopItem> bySku = new LinkedHashMap<>();
        items.forEach(item -> bySku.put(item.sku, item));
        sales.put(saleId, bySku);
        statuses.put(saleId, "SCHEDULED");
    }

    synchronized Reply open(String saleId) {
        statuses.put(saleId, "OPEN");
        return sale(saleId);
    }

    synchronized Reply sale(String saleId) {
        if (!sales.containsKey(saleId)) {
            return Reply.problem(404, "unknown-sale");
        }
        return Reply.of(200, Map.of("saleId", saleId, "merchant", "demo-shop", "title", "t", "currency", "CNY",
                "status",
                statuses.get(saleId), "holdSeconds", 900, "version", presses, "now", "2026-01-01T00:00:00.000Z",
                "items", sales.get(saleId).values().stream().map(item -> item.view(flaw)).toList()));
    }

    synchronized Reply audit(String saleId) {
        return Reply.of(200, Map.of("ok", flaw != Flaw.AUDIT_DISAGREES, "items", sale(saleId).body().get("items")));
    }

    synchronized Reply order(String orderId, String buyerId) {
        Map<String, Object> order = orders.get(orderId);
        boolean forgotten = flaw == Flaw.FORGETS_AN_ORDER && orderId.equals("o" + FORGOTTEN);
        if (order == null || forgotten || !order.get("buyerId").equals(buyerId)) {
            return Reply.problem(404, "unknown-order");
        }
        if (flaw == Flaw.CHANGES_PRICES_AFTERWARDS) {
            Map<String, Object> changed = new HashMap<>(order);
            changed.put("total", 1);
            return Reply.of(200, changed);
        }
        return Reply.of(200, order);
    }

    synchronized Reply buy(String saleId, String buyerId, String key, JsonNode body) {
        presses++;
        if (flaw == Flaw.FAILS_INSIDE && presses % SOME == 0) {
            return Reply.problem(500, "internal");
        }
        if (flaw == Flaw.NEVER_ANSWERS_SOME && Math.floorMod(key.hashCode(), SOME) == 0) {
            return Reply.of(201, Map.of()).unheard();
        }
        Reply before = byKey.get(saleId + ' ' + buyerId + ' ' + key);
        if (before != null && flaw != Flaw.MAKES_TWO_ORDERS_OF_ONE_KEY) {
            return flaw == Flaw.MARKS_NO_REPLAY ? before : before.asReplay();
        }
        Reply decided = decide(saleId, buyerId, body);
        if (decided.status() == 201) {
            byKey.put(saleId + ' ' + buyerId + ' ' + key, decided);
        }
        boolean unheard = flaw == Flaw.BREAKS_CONNECTIONS && presses % SOME == 0;
        return unheard ? decided.unheard() : decided;
    }

    private Reply decide(String saleId, String buyerId, JsonNode body) {
        if (!"OPEN".equals(statuses.get(saleId))) {
            return Reply.problem(409, "sale-not-open");
        }
        JsonNode line = body.path("items").path(0);
        ShopItem item = sales.get(saleId).get(line.path("sku").asText());
        int quantity = line.path("quantity").asInt();
        int has = item.unitsByBuyer.getOrDefault(buyerId, 0);
        if (has + quantity > item.limit && flaw != Flaw.SELLS_PAST_THE_LIMIT) {
            return Reply.problem(409, "limit-reached");
        }
        if (!inStock(item, quantity)) {
            return Reply.problem(409, "sold-out");
        }
        item.held += quantity;
        item.unitsByBuyer.put(buyerId, has + quantity);
        return Reply.of(201, order(saleId, buyerId, item, quantity, body.path("channel").asText()));
    }

    private boolean inStock(ShopItem item, int quantity) {
        long left = item.total - item.held - (flaw == Flaw.HOLDS_ONE_BACK ? 1 : 0);
        boolean mayOversell = (flaw == Flaw.OVERSELLS_BY_ONE || flaw == Flaw.SHOWS_NEGATIVE_STOCK) && quantity == 1;
        if (quantity > left && mayOversell && left == 0 && !oversold) {
            oversold = true;
            return true;
        }
        return quantity <= left;
    }

    private Map<String, Object> order(String saleId, String buyerId, ShopItem item, int quantity, String channel) {
        String orderId = "o" + orders.size();
        Map<String, Object> order = new LinkedHashMap<>();
        order.put("orderId", orderId);
        order.put("saleId", saleId);
        order.put("buyerId", buyerId);
        order.put("status", "HELD");
        order.put("items", List.of(Map.of("sku", item.sku, "quantity", quantity, "unitPrice", item.price)));
        order.put("currency", "CNY");
        order.put("total", quantity * item.price);
        order.put("channel", channel);
        order.put("sequence", orders.size());
        orders.put(orderId, order);
        return order;
    }
}
