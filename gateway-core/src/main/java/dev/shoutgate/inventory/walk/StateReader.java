package dev.shoutgate.inventory.walk;

/**
 * Takes what an inventory's walk hands out: the shard, then its sales and then its orders, each in the order of their
 * numbers. What was retired, or defined anew, is left out.
 *
 * <p>The hash of a state, the difference between two and the records of a snapshot are each a reader of the same walk,
 * so none of them can leave out what another has. A new kind of state becomes one more method, which every reader then
 * has to have.
 *
 * <p>Threading: the thread that walks.
 */
public interface StateReader {

    void shard(KeptShard shard);

    /** A sale with its items and with what was done to it. */
    void sale(KeptSale sale);

    /** An order with its lines and payments; the object is good until this returns, and then used for the next. */
    void order(KeptOrder order);
}
