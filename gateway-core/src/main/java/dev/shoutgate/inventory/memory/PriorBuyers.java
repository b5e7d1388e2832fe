package dev.shoutgate.inventory.memory;

/**
 * Who may have had an order in a sale before: what event loops ask while the shard writes.
 *
 * <p>A miss is certain: this buyer has no order in this sale, so neither a repeated key nor a reached limit can be the
 * answer, and the gate may refuse a sold-out or closed sale at once, truthfully, without the ring. A hit goes to the
 * ring for the exact answer: the buyer has an order; or a stranger's hash ends like a buyer's (one in 4,000, where a
 * million have an order); or the index is making room (some microseconds, once in seven hundred orders).
 *
 * <p>It is the shard's own index of buyers, by the hash alone. A buyer is entered before the stock changes: who sees
 * the stock gone sees the buyer. So read the stock first, then ask.
 *
 * <p>Threading: any thread, which never waits; not after the shard was closed.
 */
public final class PriorBuyers {

    private final HashIndex bySaleAndBuyer;

    public PriorBuyers(HashIndex bySaleAndBuyer) {
        this.bySaleAndBuyer = bySaleAndBuyer;
    }

    /** Whether the buyer may have an order in the sale. */
    public boolean mayHave(long buyerHash, int saleNumber) {
        return bySaleAndBuyer.mayHave(Hashing.with(buyerHash, saleNumber));
    }
}
