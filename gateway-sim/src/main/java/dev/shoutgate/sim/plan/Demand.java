package dev.shoutgate.sim.plan;

/** An item as the crowd sees it: how much of the demand it draws, and its limit in pieces per buyer. */
public record Demand(String sku, double weight, int limitPerBuyer) {
}
