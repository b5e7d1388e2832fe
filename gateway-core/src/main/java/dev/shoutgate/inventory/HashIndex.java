package dev.shoutgate.inventory;

import org.agrona.concurrent.UnsafeBuffer;

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
    private static final int SLOT_BYTES = 8;

    private final UnsafeBuffer[] tables = new UnsafeBuffer[SEGMENTS];
    private final int[] masks = new int[SEGMENTS];
    private final int[] sizes = new int[SEGMENTS];
    private final Records records;
    /** The buffer that the last growth left empty, for the next one: a buy that makes a table grow makes no garbage. */
    private UnsafeBuffer spare = new UnsafeBuffer(0, 0);
    private long size;

    HashIndex(Records records) {
        this.records = records;
        for (int i = 0; i < SEGMENTS; i++) {
            tables[i] = OffHeap.allocate(FIRST_SLOTS * SLOT_BYTES);
            masks[i] = FIRST_SLOTS - 1;
        }
    }

    /** The number of the wanted record, or {@link #NONE}. */
    long find(long hash) {
        int segment = (int) (hash >>> SEGMENT_SHIFT);
        UnsafeBuffer table = tables[segment];
        int mask = masks[segment];
        int tag = (int) hash;
        for (int slot = tag & mask; ; slot = (slot + 1) & mask) {
            long entry = table.getLong(slot * SLOT_BYTES);
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
        UnsafeBuffer old = tables[segment];
        int oldSlots = masks[segment] + 1;
        UnsafeBuffer table = spare;
        OffHeap.allocate(oldSlots * 2 * SLOT_BYTES, table);
        int mask = oldSlots * 2 - 1;
        for (int slot = 0; slot < oldSlots; slot++) {
            long entry = old.getLong(slot * SLOT_BYTES);
            if (entry != 0) {
                put(table, mask, entry);
            }
        }
        tables[segment] = table;
        masks[segment] = mask;
        OffHeap.free(old);
        spare = old;
    }

    private static void put(UnsafeBuffer table, int mask, long entry) {
        int slot = (int) (entry >>> 32) & mask;
        while (table.getLong(slot * SLOT_BYTES) != 0) {
            slot = (slot + 1) & mask;
        }
        table.putLong(slot * SLOT_BYTES, entry);
    }

    @Override
    public void close() {
        for (UnsafeBuffer table : tables) {
            OffHeap.free(table);
        }
    }
}
