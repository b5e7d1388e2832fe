package dev.shoutgate.inventory.walk;

import dev.shoutgate.inventory.memory.Hashing;
import java.util.function.Consumer;
import org.agrona.collections.LongArrayList;

/**
 * Adds up all that a walk hands out to 64 bits. The sum depends on every bit of every entry, and not on their order.
 *
 * <p>It remembers the sum after every {@value #CHUNK} things too (the shard, a sale, an order), 8 bytes each, so that
 * whoever finds two states different knows where to look.
 *
 * <p>Threading: one owner.
 */
public final class StateDigest implements StateReader, StateFields {

    static final int CHUNK = 1024;

    private final LongArrayList sums = new LongArrayList();
    private long things;
    private long sum;
    private long entry;

    /** Of all that a walk hands out. */
    public static StateDigest of(Consumer<StateReader> walk) {
        StateDigest digest = new StateDigest();
        walk.accept(digest);
        return digest;
    }

    @Override
    public void shard(KeptShard shard) {
        count();
        shard.fields(this);
    }

    @Override
    public void sale(KeptSale sale) {
        count();
        sale.fields(this);
    }

    @Override
    public void order(KeptOrder order) {
        count();
        order.fields(this);
    }

    private void count() {
        if (things > 0 && things % CHUNK == 0) {
            sums.addLong(sum);
        }
        things++;
    }

    @Override
    public StateDigest begin(char kind, Object of, String part, int place) {
        entry = kind;
        return this;
    }

    @Override
    public StateDigest with(String name, long number, Object word) {
        entry = Hashing.mix(entry * 31 + number);
        return this;
    }

    @Override
    public StateDigest with(String name, byte[] utf8, int length) {
        for (int i = 0; i < length; i++) {
            entry = entry * 0x100000001b3L ^ utf8[i];
        }
        return with(name, length, null);
    }

    @Override
    public void end() {
        sum += Hashing.mix(entry);
    }

    public long sum() {
        return sum;
    }

    /** The first chunk that is not the same in both; those before it are. */
    public long firstDifference(StateDigest other) {
        int chunk = 0;
        while (sumAfter(chunk) == other.sumAfter(chunk) && chunk < Math.max(sums.size(), other.sums.size())) {
            chunk++;
        }
        return chunk;
    }

    /** The last chunk ends with the walk, full or not. */
    private long sumAfter(int chunk) {
        return chunk < sums.size() ? sums.getLong(chunk) : sum;
    }
}
