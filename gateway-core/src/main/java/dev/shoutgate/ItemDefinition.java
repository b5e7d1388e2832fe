package dev.shoutgate;

/**
 * What the merchant said of an item when it was defined. The live figures are the inventory's.
 *
 * @param sku   1..64 characters of the id alphabet
 * @param title what the page shows
 * @param stock units to begin with, 0..10^9
 * @param terms on what it was sold at first
 */
public record ItemDefinition(String sku, String title, long stock, Terms terms) {

    /**
     * On what an item is sold: what an operator may change while the sale stands. One more is a field here, and whoever
     * only hands terms on need not know it.
     *
     * @param price         minor units, 0..10^12
     * @param limitPerBuyer units that one buyer may hold or own, from 1
     * @param on            whether buyers may see and buy it
     */
    public record Terms(long price, int limitPerBuyer, boolean on) {

        public Terms with(Change to) {
            return new Terms(to.price == null ? price : to.price,
                    to.limitPerBuyer == null ? limitPerBuyer : to.limitPerBuyer, to.on == null ? on : to.on);
        }
    }

    /** New terms; what is null stays. */
    public record Change(Long price, Integer limitPerBuyer, Boolean on) {}

    public ItemDefinition(String sku, String title, long price, long stock, int limitPerBuyer, boolean on) {
        this(sku, title, stock, new Terms(price, limitPerBuyer, on));
    }
}
