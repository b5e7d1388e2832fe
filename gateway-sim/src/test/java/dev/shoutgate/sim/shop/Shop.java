package dev.shoutgate.sim.shop;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
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
    private final Map<String, Instant> opening = new HashMap<>();
    private final Map<String, List<Map<String, Object>>> histories = new HashMap<>();
    private long presses;
    private long sequence;
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
        if (body.hasNonNull("opensAt")) {
            opening.put(saleId, Instant.parse(body.get("opensAt").asText()));
        }
        return Reply.of(201, sale(saleId).body());
    }

    private void define(String saleId, List<ShopItem> items) {
        Map<String, ShopItem> bySku = new LinkedHashMap<>();
        items.forEach(item -> bySku.put(item.sku, item));
        sales.put(saleId, bySku);
        statuses.put(saleId, "SCHEDULED");
        histories.put(saleId, new ArrayList<>());
        list(saleId, "demo", "sale-defined", Map.of());
    }

    synchronized Reply move(String saleId, String act) {
        String status = Map.of("open", "OPEN", "pause", "PAUSED", "resume", "OPEN", "close", "CLOSED").get(act);
        statuses.put(saleId, flaw == Flaw.SELLS_IN_THE_PAUSE && act.equals("pause") ? "OPEN" : status);
        list(saleId, "demo", act, Map.of());
        return sale(saleId);
    }

    synchronized Reply restock(String saleId, String sku, long quantity) {
        sales.get(saleId).get(sku).total += flaw == Flaw.FORGETS_TO_RESTOCK ? 0 : quantity;
        if (flaw != Flaw.LISTS_NO_RESTOCK) {
            list(saleId, "demo", "restock", Map.of("sku", sku, "quantity", quantity));
        }
        return sale(saleId);
    }

    synchronized Reply price(String saleId, String sku, long price) {
        sales.get(saleId).get(sku).price = price;
        list(saleId, "demo", "item-changed", Map.of("sku", sku, "price", price));
        return sale(saleId);
    }

    synchronized Reply history(String saleId) {
        return Reply.of(200, Map.of("acts", histories.get(saleId)));
    }

    private void list(String saleId, String by, String act, Map<String, Object> more) {
        Map<String, Object> line = new LinkedHashMap<>(more);
        line.put("sequence", ++sequence);
        line.put("at", "2026-01-01T00:00:00.000Z");
        line.put("by", by);
        line.put("act", act);
        histories.get(saleId).add(line);
    }

    private void openWhenItIsTime(String saleId) {
        boolean due = opening.containsKey(saleId) && !Instant.now().isBefore(opening.get(saleId));
        if (due && "SCHEDULED".equals(statuses.get(saleId))) {
            statuses.put(saleId, "OPEN");
            list(saleId, "clock", "open", Map.of());
        }
    }

    synchronized Reply sale(String saleId) {
        openWhenItIsTime(saleId);
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
        openWhenItIsTime(saleId);
        String status = statuses.get(saleId);
        if (!"OPEN".equals(status)) {
            return Reply.problem(409, Map.of("PAUSED", "sale-paused", "CLOSED", "sale-closed")
                    .getOrDefault(status, "sale-not-open"));
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
        long price = flaw == Flaw.SELLS_AT_THE_OLD_PRICE ? item.firstPrice : item.price;
        order.put("items", List.of(Map.of("sku", item.sku, "quantity", quantity, "unitPrice", price)));
        order.put("currency", "CNY");
        order.put("total", quantity * price);
        order.put("channel", channel);
        order.put("sequence", ++sequence);
        orders.put(orderId, order);
        return order;
    }
}
