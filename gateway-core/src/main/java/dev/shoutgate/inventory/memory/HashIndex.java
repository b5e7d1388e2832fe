package dev.shoutgate.inventory.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
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
 * <p>Threading: the shard's own thread only, but for {@link #mayHave}: that never waits. Source: Fagin, Nievergelt,
 * Pippenger and Strong, "Extendible hashing: a fast access method for dynamic files", 1979.
 */
public final class HashIndex implements AutoCloseable {

    /** Tells whether a record is the one that is being looked for. */
    @FunctionalInterface
    public interface Records {
        boolean isWanted(long number);
    }

    public static final long NONE = -1;
    private static final long EMPTY = 0;
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

    private static final VarHandle SPLITS;

    static {
        try {
            SPLITS = MethodHandles.lookup().findVarHandle(HashIndex.class, "splits", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final OffHeap memory;
    private final Records records;
    private final long[] moving = new long[SLOTS];

    /** By the first bits of a tag the number of its bucket; by that where it lies. Replaced when they grow. */
    private volatile int[] directory = {0, 1};
    private volatile long[] buckets = new long[2];
    /** By bucket: how many of a tag's first bits all of its entries have in common, and how many entries it has. */
    private byte[] depths = new byte[2];
    private short[] sizes = new short[2];
    private int bucketCount;
    private long size;

    /** Half-splits: odd while entries are on their way from a bucket to another. */
    private volatile long splits;

    public HashIndex(Records records) {
        this(records, ChunkPool.unprepared());
    }

    public HashIndex(Records records, ChunkPool chunks) {
        this.records = records;
        this.memory = new OffHeap(chunks);
        addBucket(1);
        addBucket(1);
    }

    /** The number of the wanted record, or {@link #NONE}. */
    public long find(long hash) {
        int tag = (int) hash;
        return number(UnsafeApi.getLong(wanted(buckets[bucketOf(tag)], tag)));
    }

    /** Where the entry of the wanted record is, or the empty slot that it would take. */
    private long wanted(long bucket, int tag) {
        for (int slot = tag & SLOT; ; slot = slot + 1 & SLOT) {
            long at = at(bucket, slot);
            long entry = UnsafeApi.getLong(at);
            if (entry == EMPTY || tag(entry) == tag && records.isWanted(number(entry))) {
                return at;
            }
        }
    }

    /**
     * Whether a record may have this hash; a miss is certain of all that were entered before the caller looked. Any
     * thread, at any time before {@link #close()}. It compares 32 bits and looks at no record. It never waits: in the
     * few microseconds of a split, anything may be there.
     */
    public boolean mayHave(long hash) {
        long before = splits;
        if ((before & 1) != 0) {
            return true;
        }
        int tag = (int) hash;
        int bucket = bucketOf(tag);
        // The number first: where its bucket lies was written before it.
        VarHandle.loadLoadFence();
        boolean may = has(buckets[bucket], tag);
        // All of that must have been read before it is asked whether it belongs together.
        VarHandle.loadLoadFence();
        return may || splits != before;
    }

    /** Ends even in a bucket that is being written, in which no slot may be seen empty. */
    private static boolean has(long bucket, int tag) {
        for (int i = 0; i < SLOTS; i++) {
            long entry = UnsafeApi.getLongVolatile(null, at(bucket, tag + i & SLOT));
            if (entry == EMPTY) {
                return false;
            }
            if (tag(entry) == tag) {
                return true;
            }
        }
        return true;
    }

    /** The first slot that {@link #find} would look at, so that it is on its way into the processor's cache by then. */
    public long touch(long hash) {
        int tag = (int) hash;
        return UnsafeApi.getLong(at(buckets[bucketOf(tag)], tag & SLOT));
    }

    /** Lets what leads to the wanted record lead to another of the same hash; returns the former, or {@link #NONE}. */
    public long put(long hash, long number) {
        int tag = (int) hash;
        int bucket = bucketWithRoom(tag);
        long at = wanted(buckets[bucket], tag);
        long before = UnsafeApi.getLong(at);
        if (before == EMPTY) {
            grow(bucket, hash);
        }
        enter(at, entry(hash, number));
        return number(before);
    }

    /** Enters a record that is not there yet: 0 up to 2^32 - 2. */
    public void insert(long hash, long number) {
        int bucket = bucketWithRoom((int) hash);
        grow(bucket, hash);
        enter(free(buckets[bucket], (int) hash & SLOT), entry(hash, number));
    }

    private static void enter(long at, long entry) {
        // Released, for who asks mayHave: no change that comes after it may be seen without it.
        UnsafeApi.putLongRelease(null, at, entry);
    }

    private void grow(int bucket, long hash) {
        if (sizes[bucket] == SLOTS - 1) {
            throw new IllegalStateException("more than " + sizes[bucket] + " records have a hash that ends as " + hash);
        }
        sizes[bucket]++;
        size++;
    }

    private int bucketWithRoom(int tag) {
        int bucket = bucketOf(tag);
        while (sizes[bucket] >= ENTRIES_BEFORE_SPLIT && depths[bucket] < MOST_DEPTH) {
            split(bucket, tag);
            bucket = bucketOf(tag);
        }
        return bucket;
    }

    private static long entry(long hash, long number) {
        return (hash << TAG_BITS) | (number + 1);
    }

    public long size() {
        return size;
    }

    private int bucketOf(int tag) {
        int[] to = directory;
        return to[place(tag, to)];
    }

    /** The first bits of a tag, as many as the directory has a place for each of. */
    private static int place(int tag, int[] directory) {
        return tag >>> Integer.numberOfLeadingZeros(directory.length) + 1;
    }

    private static long at(long bucket, int slot) {
        return bucket + ((long) slot << ENTRY_BITS);
    }

    private static int tag(long entry) {
        return (int) (entry >>> TAG_BITS);
    }

    /** {@link #NONE} of an empty slot. */
    private static long number(long entry) {
        return (entry & 0xffff_ffffL) - 1;
    }

    private static long free(long bucket, int from) {
        int slot = from;
        while (UnsafeApi.getLong(at(bucket, slot)) != EMPTY) {
            slot = slot + 1 & SLOT;
        }
        return at(bucket, slot);
    }

    /** Moves the entries of a bucket whose next bit is one to a bucket of their own. */
    private void split(int bucket, int tagInIt) {
        SPLITS.setRelease(this, splits + 1);
        // Whatever moves must not be seen moved before the odd number.
        VarHandle.storeStoreFence();
        if (directory.length == 1 << depths[bucket]) {
            doubleDirectory();
        }
        int common = ++depths[bucket];
        int other = addBucket(common);
        nameUpperHalf(tagInIt, common, other);
        takeOut(buckets[bucket]);
        share(bucket, other, TAG_BITS - common);
        SPLITS.setRelease(this, splits + 1);
    }

    private void share(int bucket, int other, int bit) {
        long lower = buckets[bucket];
        long upper = buckets[other];
        int entries = sizes[bucket];
        int uppers = 0;
        for (int i = 0; i < entries; i++) {
            long entry = moving[i];
            int isUpper = tag(entry) >>> bit & 1;
            uppers += isUpper;
            UnsafeApi.putLong(free(isUpper == 0 ? lower : upper, tag(entry) & SLOT), entry);
        }
        sizes[bucket] = (short) (entries - uppers);
        sizes[other] = (short) uppers;
    }

    private void doubleDirectory() {
        int[] once = directory;
        int[] twice = new int[once.length * 2];
        for (int i = 0; i < twice.length; i++) {
            twice[i] = once[i / 2];
        }
        directory = twice;
    }

    /** Lets the directory lead to a new bucket where the last of the common bits is one. */
    private void nameUpperHalf(int tag, int common, int bucket) {
        // The bucket's own place is written: see mayHave.
        VarHandle.storeStoreFence();
        int[] to = directory;
        int depth = Integer.numberOfTrailingZeros(to.length);
        int wide = 1 << depth - common;
        int from = (tag >>> TAG_BITS - common | 1) << depth - common;
        Arrays.fill(to, from, from + wide, bucket);
    }

    /** Empties a bucket, in the order in which its slots are probed: whoever was first stays first among equals. */
    private void takeOut(long bucket) {
        int from = 0;
        while (UnsafeApi.getLong(at(bucket, from)) != EMPTY) {
            from++;
        }
        int taken = 0;
        for (int i = 1; i < SLOTS; i++) {
            long entry = UnsafeApi.getLong(at(bucket, from + i & SLOT));
            moving[taken] = entry;
            taken += entry == EMPTY ? 0 : 1;
        }
        UnsafeApi.setMemory(bucket, 1L << BUCKET_BITS, (byte) 0);
    }

    private int addBucket(int common) {
        if (bucketCount == sizes.length) {
            sizes = Arrays.copyOf(sizes, bucketCount * 2);
            depths = Arrays.copyOf(depths, bucketCount * 2);
            buckets = Arrays.copyOf(buckets, bucketCount * 2);
        }
        long bucket = memory.pointer(memory.append(1 << BUCKET_BITS));
        UnsafeApi.setMemory(bucket, 1L << BUCKET_BITS, (byte) 0);
        buckets[bucketCount] = bucket;
        depths[bucketCount] = (byte) common;
        return bucketCount++;
    }

    @Override
    public void close() {
        memory.close();
    }
}
