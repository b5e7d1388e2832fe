package dev.shoutgate.blackbox;

import java.util.LinkedHashMap;
import java.util.Map;

/** One item of a sale to be defined. Price in minor units, stock and limit in pieces. */
public record Item(String sku, long price, long stock, int limitPerBuyer, String status) {

    public static Item of(String sku, long stock) {
        return new Item(sku, 199_900, stock, 2, "ON");
    }

    public Item price(long newPrice) {
        return new Item(sku, newPrice, stock, limitPerBuyer, status);
    }

    public Item limit(int newLimit) {
        return new Item(sku, price, stock, newLimit, status);
    }

    public Item off() {
        return new Item(sku, price, stock, limitPerBuyer, "OFF");
    }

    Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("sku", sku);
        fields.put("title", "The " + sku);
        fields.put("price", price);
        fields.put("stock", stock);
        fields.put("limitPerBuyer", limitPerBuyer);
        fields.put("status", status);
        return fields;
    }
}
