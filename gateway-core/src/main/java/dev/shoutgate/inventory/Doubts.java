package dev.shoutgate.inventory;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.FactKind;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * What is in memory and perhaps not on disk: the orders and sales that the facts of a batch touched whose force failed.
 * Nobody may be told of them, neither that they are there nor that they are not. Empty but for that time.
 *
 * <p>Threading: the shard's own thread only.
 */
final class Doubts implements FactReader {

    private final LongHashSet orders = new LongHashSet();
    private boolean any;
    private boolean acts;
    private boolean everyOrder;

    /** Adds what a fact touched. A retired sale, or a fact that is not known here, leaves
     * no order certain. */
    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        any = true;
        FactKind kind = FactKind.of(buffer, offset);
        if (kind != null && kind.about() == FactKind.About.ORDER) {
            orders.add(kind.orderNumber(buffer, offset));
        } else {
            acts = true;
            everyOrder |= kind == null || kind == FactKind.SALE_RETIRED || kind.about() == FactKind.About.SHARD;
        }
    }

    void clear() {
        any = false;
        acts = false;
        everyOrder = false;
        orders.clear();
    }

    /** Whether memory is ahead of the disk at all. */
    boolean any() {
        return any;
    }

    /** Whether something that an operator did is in doubt. */
    boolean anyActs() {
        return acts;
    }

    /** Whether an order, or what it is now, is in doubt. */
    boolean has(long order) {
        return any && (everyOrder || orders.contains(order));
    }
}
