package dev.shoutgate.sim.gateway;

import java.util.List;

/** An order as its buyer reads it. Prices in minor units. */
public record OrderView(String orderId, String saleId, String buyerId, String status, List<Line> items, long total) {

    public OrderView {
        items = items == null ? List.of() : List.copyOf(items);
    }

    /** One line of an order. */
    public record Line(String sku, int quantity, long unitPrice) {
    }

    /** Whether the order counts against its buyer's limit: only what is held or confirmed does. */
    public boolean countsAgainstLimit() {
        return "HELD".equals(status) || "CONFIRMED".equals(status);
    }
}
