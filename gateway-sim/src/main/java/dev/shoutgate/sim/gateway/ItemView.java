package dev.shoutgate.sim.gateway;

/** One item of a sale as the gateway shows it. Units in pieces, price in minor units. */
public record ItemView(String sku, long price, long total, long available, long held, long sold,
                       int limitPerBuyer, String status) {

    /** Units that buyers have, held or sold. */
    public long taken() {
        return held + sold;
    }

    /** Says why the stock does not add up, or null when it does. */
    public String imbalance() {
        if (available < 0 || held < 0 || sold < 0) {
            return "negative stock: " + figures();
        }
        return total == available + held + sold ? null : figures();
    }

    private String figures() {
        return sku + ": total " + total + ", available " + available + " + held " + held + " + sold " + sold
                + " = " + (available + held + sold);
    }
}
