package dev.shoutgate.sim.plan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sale that a run defines for itself. A hold must outlive the run, or units come back while they are counted.
 *
 * @param passDifficulty zero bits of the work that a pass costs; null where buyers need none
 */
public record OwnSale(String merchant, String title, String currency, int holdSeconds, Integer passDifficulty,
                      List<OwnItem> items) {

    /** One without passes. */
    public OwnSale(String merchant, String title, String currency, int holdSeconds, List<OwnItem> items) {
        this(merchant, title, currency, holdSeconds, null, items);
    }

    public OwnSale {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** The body of the call that defines it. */
    public Map<String, Object> definition() {
        Map<String, Object> definition = new LinkedHashMap<>(Map.of("merchant", merchant, "title", title,
                "currency", currency, "holdSeconds", holdSeconds, "latePayment", "refund",
                "items", items.stream().map(OwnSale::definition).toList()));
        if (passDifficulty != null) {
            definition.put("pass", "required");
            definition.put("passDifficulty", passDifficulty);
        }
        return definition;
    }

    private static Map<String, Object> definition(OwnItem item) {
        return Map.of("sku", item.sku(), "title", item.title(), "price", item.price(), "stock", item.stock(),
                "limitPerBuyer", item.limitPerBuyer(), "status", "ON");
    }
}
