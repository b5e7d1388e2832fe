package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.storage.StoredFact.SaleEvent;
import dev.shoutgate.storage.TimestampText;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the sales and their items are, up to a position of each shard: a fold of its own, as {@link OrderChanges} is. It
 * keeps the rows that should be there, by their keys.
 *
 * <p>Threading: the audit's.
 */
final class SaleChanges {

    private final Map<String, Map<String, String>> sales = new TreeMap<>();
    private final Map<String, Map<String, Map<String, String>>> items = new HashMap<>();
    private final TimestampText timestamps = new TimestampText();

    /** A sale is known from its definition on: one that an older journal defined is not compared. */
    void take(int shard, SaleEvent event) {
        JsonNode data = EventData.read(EventData.storable(event.data()));
        String sale = event.saleId();
        String at = timestamps.of(event.timeMs());
        if (event.type().equals("sale.defined")) {
            define(shard, event, data, at);
        } else if (sale != null && sales.containsKey(sale)) {
            changeSale(event, data, at);
            changeItem(event, data, at);
        }
    }

    private void define(int shard, SaleEvent event, JsonNode data, String at) {
        Map<String, String> row = fields(data, "merchant", "title", "currency", "opensAt", "closesAt", "holdSeconds",
                "latePayment", "featured", "notice", "checkoutUrl");
        row.put("status", "SCHEDULED");
        row.put("definedAt", at);
        row.put("retiredAt", null);
        row.put("shard", Integer.toString(shard));
        sales.put(event.saleId(), touched(row, event, at));
        items.put(event.saleId(), new TreeMap<>());
        data.path("items").forEach(item -> addItem(event, item, at));
    }

    private void addItem(SaleEvent event, JsonNode item, String at) {
        Map<String, Map<String, String>> ofSale = items.get(event.saleId());
        Map<String, String> row = fields(item, "title", "image", "listPrice", "onAt", "offAt", "price", "stock",
                "limitPerBuyer", "status");
        row.put("place", Integer.toString(ofSale.size() + 1));
        ofSale.put(item.path("sku").textValue(), touched(row, event, at));
    }

    private void changeSale(SaleEvent event, JsonNode data, String at) {
        Map<String, String> row = sales.get(event.saleId());
        switch (event.type()) {
            case "sale.opened", "sale.paused", "sale.closed" -> row.put("status", data.path("status").textValue());
            case "sale.changed" -> row.putAll(fields(data, "title", "opensAt", "closesAt", "featured", "notice",
                    "checkoutUrl"));
            case "sale.retired" -> row.put("retiredAt", at);
            case "item.added" -> {
                addItem(event, data, at);
                return;
            }
            default -> {
                return;
            }
        }
        touched(row, event, at);
    }

    private void changeItem(SaleEvent event, JsonNode data, String at) {
        Map<String, String> row = items.get(event.saleId()).get(data.path("sku").asText());
        if (row != null && event.type().equals("item.described")) {
            touched(row, event, at).putAll(fields(data, "title", "image", "listPrice", "onAt", "offAt"));
        }
        String[] change = switch (event.type()) {
            case "stock.added" -> new String[] {"stock", "total"};
            case "price.changed" -> new String[] {"price", "price"};
            case "limit.changed" -> new String[] {"limitPerBuyer", "limitPerBuyer"};
            case "item.switched" -> new String[] {"status", "status"};
            default -> null;
        };
        if (change != null && row != null) {
            row.put(change[0], data.path(change[1]).asText());
            touched(row, event, at);
        }
    }

    private static Map<String, String> fields(JsonNode data, String... names) {
        Map<String, String> row = new LinkedHashMap<>();
        for (String name : names) {
            row.put(name, data.path(name).isValueNode() && !data.path(name).isNull() ? data.path(name).asText() : null);
        }
        return row;
    }

    private static Map<String, String> touched(Map<String, String> row, SaleEvent event, String at) {
        row.put("updatedAt", at);
        row.put("sequence", Long.toString(event.sequence()));
        return row;
    }

    /** Rows by sale, in the order of its bytes, for ids are ASCII. */
    Map<String, Map<String, String>> sales() {
        return sales;
    }

    /** Rows by SKU, likewise. */
    Map<String, Map<String, String>> itemsOf(String sale) {
        return items.get(sale);
    }
}
