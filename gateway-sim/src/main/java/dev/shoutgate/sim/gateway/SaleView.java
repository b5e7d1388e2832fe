package dev.shoutgate.sim.gateway;

import java.util.List;

/** A sale as the gateway shows it at one moment. */
public record SaleView(String saleId, String status, String currency, long holdSeconds, List<ItemView> items) {

    public SaleView {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** The item, or null when the view does not show it. */
    public ItemView item(String sku) {
        return items.stream().filter(item -> item.sku().equals(sku)).findFirst().orElse(null);
    }
}
