package dev.shoutgate.inventory;

import org.agrona.UnsafeApi;

/**
 * From a 64-bit hash to the numbers of records that have it: open addressing, off the heap, insert-only.
 *
 * <p>It is split by the top bits of the hash into {@value #SEGMENTS} small tables, each growing by itself, so that no
 * growth takes longer than one force of the disk. An entry is 8 bytes: the low 32 bits of the hash, and the record's
 * number plus one. They are enough to move an entry when its table grows; whether it is the record that was asked for,
 * the record itself says ({@link Records}).
 *
 * <p>Threading: the shard's own thread only.
 */
final class HashIndex implements AutoCloseable {

    /** Tells whether a record is the one that is being looked for. */
    @FunctionalInterface
    interface Records {
        boolean isWanted(long number);
    }

    static final int SEGMENTS = 1024;
    static final long NONE = -1;
    private static final int SEGMENT_SHIFT = 54;
    private static final int FIRST_SLOTS = 64;
    private static final long SLOT_BYTES = 8;

    /** Addresses, not buffers: a look-up waits for every object on its way to the slot. The mask keeps it inside. */
    private final long[] tables = new long[SEGMENTS];
    private final int[] masks = new int[SEGMENTS];
    private final int[] sizes = new int[SEGMENTS];
    private final Records records;
    private long size;

    HashIndex(Records records) {
        this.records = records;
        for (int i = 0; i < SEGMENTS; i++) {
            tables[i] = OffHeap.allocateZeroed(FIRST_SLOTS * SLOT_BYTES);
            masks[i] = FIRST_SLOTS - 1;
        }
    }

    /** The number of the wanted record, or {@link #NONE}. */
    long find(long hash) {
        int segment = (int) (hash >>> SEGMENT_SHIFT);
        long table = tables[segment];
        int mask = masks[segment];
        int tag = (int) hash;
        for (int slot = tag & mask; ; slot = (slot + 1) & mask) {
            long entry = UnsafeApi.getLong(table + slot * SLOT_BYTES);
            if (entry == 0) {
                return NONE;
            }
            if ((int) (entry >>> 32) == tag) {
                long number = (entry & 0xffff_ffffL) - 1;
                if (records.isWanted(number)) {
                    return number;
                }
            }
        }
    }

    /** The first slot that {@link #find} would look at, so that it is on its way into the processor's cache by then. */
    long touch(long hash) {
        int segment = (int) (hash >>> SEGMENT_SHIFT);
        return UnsafeApi.getLong(tables[segment] + ((int) hash & masks[segment]) * SLOT_BYTES);
    }

    /** Enters a record that is not there yet: 0 up to 2^32 - 2. */
    void insert(long hash, long number) {
        int segment = (int) (hash >>> SEGMENT_SHIFT);
        // Two thirds full at the most: probes stay short, and the memory is still cheaper than a longer search.
        if ((sizes[segment] + 1) * 3L > (masks[segment] + 1) * 2L) {
            grow(segment);
        }
        put(tables[segment], masks[segment], (hash << 32) | (number + 1));
        sizes[segment]++;
        size++;
    }

    long size() {
        return size;
    }

    private void grow(int segment) {
        long old = tables[segment];
        int oldSlots = masks[segment] + 1;
        long table = OffHeap.allocateZeroed(oldSlots * 2 * SLOT_BYTES);
        int mask = oldSlots * 2 - 1;
        for (int slot = 0; slot < oldSlots; slot++) {
            long entry = UnsafeApi.getLong(old + slot * SLOT_BYTES);
            if (entry != 0) {
                put(table, mask, entry);
            }
        }
        tables[segment] = table;
        masks[segment] = mask;
        UnsafeApi.freeMemory(old);
    }

    private static void put(long table, int mask, long entry) {
        int slot = (int) (entry >>> 32) & mask;
        while (UnsafeApi.getLong(table + slot * SLOT_BYTES) != 0) {
            slot = (slot + 1) & mask;
        }
        UnsafeApi.putLong(table + slot * SLOT_BYTES, entry);
    }

    @Override
    public void close() {
        for (int i = 0; i < SEGMENTS; i++) {
            UnsafeApi.freeMemory(tables[i]);
            tables[i] = 0;
        }
    }
}
