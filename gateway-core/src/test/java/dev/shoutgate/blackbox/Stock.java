package dev.shoutgate.blackbox;

import com.fasterxml.jackson.databind.JsonNode;

/** The four figures of one item, in pieces, as a sale view shows them. */
public record Stock(long total, long available, long held, long sold) {

    public static Stock untouched(long total) {
        return new Stock(total, total, 0, 0);
    }

    /** Reads the item from a view and fails where the figures do not add up: that holds at every moment. */
    public static Stock of(JsonNode view, String sku) {
        for (JsonNode item : view.path("items")) {
            if (sku.equals(item.path("sku").asText())) {
                return new Stock(figure(item, "total"), figure(item, "available"), figure(item, "held"),
                        figure(item, "sold")).checked();
            }
        }
        throw new AssertionError("no item " + sku + " in " + view);
    }

    private static long figure(JsonNode item, String name) {
        JsonNode value = item.get(name);
        if (value == null || !value.isIntegralNumber()) {
            throw new AssertionError("no figure " + name + " in " + item);
        }
        return value.longValue();
    }

    private Stock checked() {
        if (available < 0 || held < 0 || sold < 0 || total != available + held + sold) {
            throw new AssertionError("total = available + held + sold is broken: " + this);
        }
        return this;
    }
}
