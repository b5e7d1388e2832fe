package dev.shoutgate;

/**
 * What an operator's {@link Command} says beyond the sale or the order that it is about. All are checked at the edge
 * for what can be said without the state; the shard decides the rest.
 *
 * <p>Threading: immutable. Units: quantities in pieces, prices in minor units.
 */
public sealed interface Change {

    /** More units of an item; negative takes unsold ones away. Never 0. */
    record Restock(String sku, long quantity) implements Change {}

    /** New figures of an item; what is null stays. */
    record ItemChange(String sku, Long price, Integer limitPerBuyer, Boolean on) implements Change {}

    /** One more item. */
    record NewItem(ItemDefinition item) implements Change {}

    /** The payment that confirms an order: 1 to {@link Limits#PAYMENT_REF_BYTES} visible ASCII characters. */
    record Payment(String ref) implements Change {}

    /** An order's units come back; {@code restock}: they are for sale again, otherwise they leave the stock. */
    record GiveBack(boolean restock) implements Change {}

    /** Opens a paused sale, and no other. */
    record Resume() implements Change {}
}
