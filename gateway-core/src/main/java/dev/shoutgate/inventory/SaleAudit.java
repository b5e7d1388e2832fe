package dev.shoutgate.inventory;

import java.util.List;

/**
 * A sale recounted from its orders, and the count held against the live figures; {@link SaleCut} makes it.
 *
 * <p>Threading: immutable.
 *
 * @param sale  which sale
 * @param items one line an item, in the order of the definition
 */
public record SaleAudit(Sale sale, List<ItemCount> items) {

    /** Figures of an item as they are kept, and as the orders add up. Units in pieces. */
    public record ItemCount(
            String sku, long total, long available, long held, long sold, long heldByOrders, long soldByOrders) {

        public boolean isRight() {
            return held == heldByOrders && sold == soldByOrders && available >= 0 && held >= 0 && sold >= 0
                    && total == available + held + sold;
        }
    }

    /** Whether every figure is what the orders say. */
    public boolean isRight() {
        return items.stream().allMatch(ItemCount::isRight);
    }
}
