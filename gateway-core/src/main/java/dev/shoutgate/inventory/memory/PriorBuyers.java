package dev.shoutgate.inventory.memory;

import org.agrona.UnsafeApi;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Who may have had an order in a sale before: a wait-free filter that event loops ask while the shard writes.
 *
 * <p>A miss is certain: this buyer has no order in this sale, so neither a repeated key nor a reached limit can be the
 * answer, and the gate may refuse a sold-out or closed sale at once, truthfully, without the ring. A hit goes to the
 * ring for the exact answer. Buyers rather than keys are entered, because the limit comes before the stock in the order
 * of checks: with keys alone, a second press with a fresh key would hear "sold out" where "limit reached" is the truth.
 *
 * <p>A blocked Bloom filter: four bits in one cache line of 64 bytes, ten bits an order at capacity, so about two in a
 * hundred misses take the ring in vain, at the very end.
 *
 * <p>Threading: the shard's own thread adds, any thread asks.
 */
public final class PriorBuyers implements AutoCloseable {

    private static final int BITS_PER_ORDER = 10;
    private static final int BLOCK_BYTES = 64;
    private static final int BLOCKS_PER_PART = 1 << 20;
    private static final int PROBES = 4;

    /** A probe takes 9 bits of the hash for its place among the 512 of a block; all four come after the block's own. */
    private static final int PROBE_BITS = 9;

    private static final int BLOCK_BITS = Long.SIZE - PROBES * PROBE_BITS;

    private final UnsafeBuffer[] parts;
    private final long blockMask;

    public PriorBuyers(long capacityOrders) {
        long blocks = Long.highestOneBit(Math.max(64, capacityOrders * BITS_PER_ORDER / (8 * BLOCK_BYTES)) * 2 - 1);
        blockMask = blocks - 1;
        int partCount = (int) Math.max(1, blocks / BLOCKS_PER_PART);
        parts = new UnsafeBuffer[partCount];
        for (int i = 0; i < partCount; i++) {
            parts[i] = zeroed((int) Math.min(blocks, BLOCKS_PER_PART) * BLOCK_BYTES);
        }
    }

    private static UnsafeBuffer zeroed(int bytes) {
        long pointer = UnsafeApi.allocateMemory(bytes);
        UnsafeApi.setMemory(pointer, bytes, (byte) 0);
        return new UnsafeBuffer(pointer, bytes);
    }

    /** A word of the block that {@link #add} will change: see {@link HashIndex#touch}. */
    public long touch(long buyerHash, int saleNumber) {
        long hash = Hashing.with(buyerHash, saleNumber);
        return part(hash).getLong(block(hash));
    }

    /** Enters a buyer of a sale. Must come before the stock changes: who sees the stock gone must see the buyer. */
    public void add(long buyerHash, int saleNumber) {
        long hash = Hashing.with(buyerHash, saleNumber);
        UnsafeBuffer part = part(hash);
        int block = block(hash);
        long bits = hash >>> BLOCK_BITS;
        for (int i = 0; i < PROBES; i++, bits >>>= PROBE_BITS) {
            int at = block + wordOf(bits);
            part.putLongRelease(at, part.getLong(at) | 1L << bits);
        }
    }

    /** Whether the buyer may have an order in the sale. Read the stock first, then ask. */
    public boolean mayHave(long buyerHash, int saleNumber) {
        long hash = Hashing.with(buyerHash, saleNumber);
        UnsafeBuffer part = part(hash);
        int block = block(hash);
        long bits = hash >>> BLOCK_BITS;
        for (int i = 0; i < PROBES; i++, bits >>>= PROBE_BITS) {
            if ((part.getLongVolatile(block + wordOf(bits)) & 1L << bits) == 0) {
                return false;
            }
        }
        return true;
    }

    /** The place in its block of the word that a probe looks at; the bit in it is the probe's low six. */
    private static int wordOf(long bits) {
        return (int) (bits >>> 6 & 7) * Long.BYTES;
    }

    private UnsafeBuffer part(long hash) {
        return parts[(int) ((hash & blockMask) / BLOCKS_PER_PART)];
    }

    private int block(long hash) {
        return (int) ((hash & blockMask) % BLOCKS_PER_PART) * BLOCK_BYTES;
    }

    @Override
    public void close() {
        for (UnsafeBuffer part : parts) {
            UnsafeApi.freeMemory(part.addressOffset());
            part.wrap(0, 0);
        }
    }
}
