package dev.shoutgate.inventory.memory;

import java.util.Arrays;
import org.agrona.UnsafeApi;

/**
 * From a 64-bit hash to the numbers of records that have it: extendible hashing, off the heap; nothing is removed.
 *
 * <p>Buckets are of one size, small tables of open addressing. The first bits of a hash lead through the directory to
 * its bucket, the last ones to a slot in it. A bucket that is two thirds full is split in two by the next of the first
 * bits: a thousand entries or so move in a few microseconds, and no other bucket notices. So nobody ever waits for a
 * large table to grow, and the chunks that buckets come from are touched ahead; see {@link ChunkPool}.
 *
 * <p>An entry is 8 bytes: the low 32 bits of the hash, and the record's number plus one. They are enough to move it;
 * whether it is the record that was asked for, the record itself says ({@link Records}).
 *
 * <p>Threading: the shard's own thread only. Source: Fagin, Nievergelt, Pippenger and Strong, "Extendible hashing: a
 * fast access method for dynamic files", 1979.
 */
public final class HashIndex implements AutoCloseable {

    /** Tells whether a record is the one that is being looked for. */
    @FunctionalInterface
    public interface Records {
        boolean isWanted(long number);
    }

    public static final long NONE = -1;
    private static final int SLOT_BITS = 11;
    static final int SLOTS = 1 << SLOT_BITS;
    private static final int SLOT = SLOTS - 1;
    private static final int ENTRY_BITS = 3;
    private static final int BUCKET_BITS = SLOT_BITS + ENTRY_BITS;
    private static final int TAG_BITS = 32;

    /** Two thirds full at the most: probes stay short, and the memory is still cheaper than a longer search. */
    private static final int ENTRIES_BEFORE_SPLIT = SLOTS * 2 / 3;

    /** Bits that are left for the directory when the slot has its own. */
    private static final int MOST_DEPTH = TAG_BITS - SLOT_BITS;

    private final OffHeap buckets;
    private final Records records;
    private final long[] moving = new long[SLOTS];

    /** By the first {@code depth} bits of a tag the number of its bucket. */
    private int[] directory = {0, 1};
    private int depth = 1;
    /** By bucket: how many of a tag's first bits all of its entries have in common, and how many entries it has. */
    private byte[] depths = new byte[2];
    private short[] sizes = new short[2];
    private int bucketCount;
    private long size;

    public HashIndex(Records records) {
        this(records, ChunkPool.unprepared());
    }

    public HashIndex(Records records, ChunkPool chunks) {
        this.records = records;
        this.buckets = new OffHeap(chunks);
        addBucket(1);
        addBucket(1);
    }

    /** The number of the wanted record, or {@link #NONE}. */
    public long find(long hash) {
        int tag = (int) hash;
        long bucket = bucket(bucketOf(tag));
        for (int slot = tag & SLOT; ; slot = (slot + 1) & SLOT) {
            long entry = UnsafeApi.getLong(bucket + ((long) slot << ENTRY_BITS));
            if (entry == 0) {
                return NONE;
            }
            if (tag(entry) == tag) {
                long number = (entry & 0xffff_ffffL) - 1;
                if (records.isWanted(number)) {
                    return number;
                }
            }
        }
    }

    /** The first slot that {@link #find} would look at, so that it is on its way into the processor's cache by then. */
    public long touch(long hash) {
        int tag = (int) hash;
        return UnsafeApi.getLong(bucket(bucketOf(tag)) + ((long) (tag & SLOT) << ENTRY_BITS));
    }

    /** Enters a record that is not there yet: 0 up to 2^32 - 2. */
    public void insert(long hash, long number) {
        int tag = (int) hash;
        int bucket = bucketOf(tag);
        while (sizes[bucket] >= ENTRIES_BEFORE_SPLIT && depths[bucket] < MOST_DEPTH) {
            split(bucket, tag);
            bucket = bucketOf(tag);
        }
        if (sizes[bucket] == SLOTS - 1) {
            throw new IllegalStateException("more than " + sizes[bucket] + " records have a hash that ends as " + hash);
        }
        put(bucket(bucket), entry(hash, number));
        sizes[bucket]++;
        size++;
    }

    /** Lets what leads to one record lead to another of the same hash. The first must be there. */
    public void replace(long hash, long number, long other) {
        int tag = (int) hash;
        long bucket = bucket(bucketOf(tag));
        long entry = entry(hash, number);
        int slot = tag & SLOT;
        while (UnsafeApi.getLong(bucket + ((long) slot << ENTRY_BITS)) != entry) {
            slot = (slot + 1) & SLOT;
        }
        UnsafeApi.putLong(bucket + ((long) slot << ENTRY_BITS), entry(hash, other));
    }

    private static long entry(long hash, long number) {
        return (hash << TAG_BITS) | (number + 1);
    }

    public long size() {
        return size;
    }

    private int bucketOf(int tag) {
        return directory[tag >>> TAG_BITS - depth];
    }

    private long bucket(int number) {
        return buckets.pointer((long) number << BUCKET_BITS);
    }

    private static int tag(long entry) {
        return (int) (entry >>> TAG_BITS);
    }

    private static void put(long bucket, long entry) {
        int slot = tag(entry) & SLOT;
        while (UnsafeApi.getLong(bucket + ((long) slot << ENTRY_BITS)) != 0) {
            slot = (slot + 1) & SLOT;
        }
        UnsafeApi.putLong(bucket + ((long) slot << ENTRY_BITS), entry);
    }

    /** Moves the entries of a bucket whose next bit is one to a bucket of their own. */
    private void split(int bucket, int tagInIt) {
        if (depths[bucket] == depth) {
            doubleDirectory();
        }
        int common = ++depths[bucket];
        int other = addBucket(common);
        nameUpperHalf(tagInIt, common, other);
        takeOut(bucket);
        sizes[bucket] = 0;
        for (long entry : moving) {
            if (entry != 0) {
                int to = (tag(entry) >>> TAG_BITS - common & 1) == 0 ? bucket : other;
                put(bucket(to), entry);
                sizes[to]++;
            }
        }
    }

    private void doubleDirectory() {
        int[] twice = new int[directory.length * 2];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = directory[i / 2];
        }
        directory = twice;
        depth++;
    }

    /** Lets the directory lead to a new bucket where the last of the common bits is one. */
    private void nameUpperHalf(int tag, int common, int bucket) {
        int wide = 1 << depth - common;
        int from = (tag >>> TAG_BITS - common | 1) << depth - common;
        Arrays.fill(directory, from, from + wide, bucket);
    }

    /** Empties a bucket, in the order in which its slots are probed: whoever was first stays first among equals. */
    private void takeOut(int number) {
        long bucket = bucket(number);
        int from = 0;
        while (UnsafeApi.getLong(bucket + ((long) from << ENTRY_BITS)) != 0) {
            from++;
        }
        for (int i = 0; i < SLOTS; i++) {
            moving[i] = UnsafeApi.getLong(bucket + ((long) (from + i & SLOT) << ENTRY_BITS));
        }
        UnsafeApi.setMemory(bucket, 1L << BUCKET_BITS, (byte) 0);
    }

    private int addBucket(int common) {
        if (bucketCount == sizes.length) {
            sizes = Arrays.copyOf(sizes, bucketCount * 2);
            depths = Arrays.copyOf(depths, bucketCount * 2);
        }
        long address = buckets.append(1 << BUCKET_BITS);
        UnsafeApi.setMemory(buckets.pointer(address), 1L << BUCKET_BITS, (byte) 0);
        depths[bucketCount] = (byte) common;
        return bucketCount++;
    }

    @Override
    public void close() {
        buckets.close();
    }
}
