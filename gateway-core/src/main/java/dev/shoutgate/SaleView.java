package dev.shoutgate;

import java.util.List;

/**
 * A sale as it stood at one moment. Each item's figures belong together; two items may be a press apart.
 *
 * @param version grows with every change of the sale
 * @param items   all of them, in the order of the definition, those that are off too
 */
public record SaleView(SaleDefinition definition, SaleStatus status, long version, List<ItemView> items) {

    /** Units in pieces, price in minor units. */
    public record ItemView(
            ItemDefinition definition, long price, long total, long held, long sold, int limitPerBuyer, boolean on) {

        public long available() {
            return total - held - sold;
        }
    }
}
