package dev.shoutgate.sim.plan;

/** One item of the run's own sale. Price in minor units, stock in pieces, weight is its share of the demand. */
public record OwnItem(String sku, String title, long price, long stock, int limitPerBuyer, double weight) {
}
