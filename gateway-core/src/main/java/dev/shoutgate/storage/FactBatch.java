package dev.shoutgate.storage;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.FactKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

/**
 * Facts of one shard, in sequence and without gaps, on their way into a store.
 *
 * <p>Facts may be left out: {@link #after} does not hand them over, and the batch ends where it ended, so that a
 * store's position passes them. A batch may have nothing but such facts.
 *
 * <p>Threading: the flusher's thread only.
 */
public final class FactBatch implements FactReader {

    /** Full at this many facts: enough to make the commit's cost small beside theirs, little enough to be quick. */
    public static final int FULL_FACTS = 4096;

    /** Full at this many bytes of journal as well, because a sale of 500 items is one fact of some 100 KiB. */
    public static final int FULL_BYTES = 8 << 20;

    private final int shard;
    private final FactDecoder decoder = new FactDecoder();
    private final List<StoredFact> facts;
    /** The bytes of new orders, one behind the other, and what stands for each; both are used again. */
    private final ExpandableArrayBuffer orderBytes = new ExpandableArrayBuffer();
    private final List<TakenOrder> orders = new ArrayList<>();
    private int orderBytesUsed;
    private int ordersUsed;
    /** By place in the list. */
    private final BitSet leftOut = new BitSet();
    private long position;
    private long bytes;
    private int fullFacts = FULL_FACTS;

    /** An empty batch that goes on after fact 0. */
    public FactBatch(int shard) {
        this(shard, new ArrayList<>(FULL_FACTS));
    }

    private FactBatch(int shard, List<StoredFact> facts) {
        this.shard = shard;
        this.facts = facts;
    }

    /** Empties the batch; its first fact will be the one after the given sequence. */
    public void restartAfter(long sequence) {
        facts.clear();
        leftOut.clear();
        orderBytesUsed = 0;
        ordersUsed = 0;
        bytes = 0;
        position = sequence;
    }

    /** Makes it full at so many facts, from now on; never more than {@link #FULL_FACTS}. */
    void fullAt(int most) {
        fullFacts = Math.min(most, FULL_FACTS);
    }

    /** Takes a fact in; a gap is refused, for what a store has missed once it would miss for ever. */
    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (sequence != lastSequence() + 1) {
            throw new IllegalStateException("shard " + shard + ": fact " + sequence + " came where "
                    + (lastSequence() + 1) + " was due");
        }
        facts.add(FactKind.of(buffer, offset) == FactKind.ORDER_TAKEN
                ? order(sequence, timeMs, buffer, offset, length)
                : decoder.decode(sequence, timeMs, buffer, offset));
        bytes += length;
    }

    private TakenOrder order(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (ordersUsed == orders.size()) {
            orders.add(new TakenOrder(decoder, orderBytes));
        }
        orderBytes.putBytes(orderBytesUsed, buffer, offset, length);
        TakenOrder order = orders.get(ordersUsed++).at(orderBytesUsed, sequence, timeMs);
        orderBytesUsed += length;
        return order;
    }

    /**
     * The facts after the given position, oldest first: all of them, some, or none. Not those that are left out. New
     * orders are {@link TakenOrder}s, until the batch starts anew.
     */
    public List<StoredFact> after(long storePosition) {
        if (storePosition < position) {
            throw new StoreException("shard " + shard + ": the batch starts after " + position
                    + ", but the store is only at " + storePosition);
        }
        int from = (int) Math.min(storePosition - position, facts.size());
        if (leftOut.isEmpty()) {
            return Collections.unmodifiableList(facts.subList(from, facts.size()));
        }
        List<StoredFact> some = new ArrayList<>(facts.size() - from);
        for (int i = leftOut.nextClearBit(from); i < facts.size(); i = leftOut.nextClearBit(i + 1)) {
            some.add(facts.get(i));
        }
        return some;
    }

    /** All facts that are not left out. */
    List<StoredFact> storable() {
        return after(position);
    }

    /** Keeps a fact of this batch from the store. */
    void leaveOut(StoredFact fact) {
        leftOut.set((int) (fact.sequence() - position - 1));
    }

    /** The facts of a part of the batch, by place, as a batch. This one must not change while it is used. */
    FactBatch part(int from, int to) {
        FactBatch part = new FactBatch(shard, facts.subList(from, to));
        part.position = position + from;
        part.leftOut.or(leftOut.get(from, to));
        return part;
    }

    public int shard() {
        return shard;
    }

    public int size() {
        return facts.size();
    }

    public boolean isEmpty() {
        return facts.isEmpty();
    }

    public boolean isFull() {
        return facts.size() >= fullFacts || bytes >= FULL_BYTES;
    }

    /** The sequence of the last fact; where the batch starts, while it is empty. */
    public long lastSequence() {
        return position + facts.size();
    }

    /** When the oldest fact here became one, milliseconds since 1970 UTC; 0 while the batch is empty. */
    public long oldestMs() {
        return facts.isEmpty() ? 0 : facts.get(0).timeMs();
    }

    /** When the newest fact here became one, likewise. */
    public long newestMs() {
        return facts.isEmpty() ? 0 : facts.get(facts.size() - 1).timeMs();
    }
}
