package dev.shoutgate.sim.gateway;

/**
 * The sale that a run is about.
 *
 * @param before its view before the first press
 * @param own    whether the run defined it for itself, so that all that is taken was taken by this run
 * @param operators whether the operator token may see it
 * @param note   what the user should know about how it was chosen
 */
public record RunSale(SaleView before, boolean own, boolean operators, String note) {

    public String saleId() {
        return before.saleId();
    }
}
