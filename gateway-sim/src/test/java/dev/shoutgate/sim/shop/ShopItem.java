package dev.shoutgate.sim.shop;

import java.util.HashMap;
import java.util.Map;

/** One item of the test shop. Guarded by the shop's monitor. */
final class ShopItem {
    final String sku;
    final int limit;
    final long firstPrice;
    final Map<String, Integer> unitsByBuyer = new HashMap<>();
    long price;
    long total;
    long held;

    ShopItem(String sku, long price, long total, int limit) {
        this.sku = sku;
        this.price = price;
        this.firstPrice = price;
        this.total = total;
        this.limit = limit;
    }

    Map<String, Object> view(Flaw flaw) {
        long shown = flaw == Flaw.OVERSELLS_BY_ONE ? Math.min(held, total) : held;
        return Map.of("sku", sku, "title", sku, "price", price, "total", total, "available", total - shown, "held",
                shown,
                "sold", 0, "limitPerBuyer", limit, "status", "ON");
    }
}
