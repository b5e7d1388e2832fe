package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hop 5 of a Buy: puts a batch of facts on disk, with one write and one force, before anybody is told of it.
 *
 * <p>Threading: append and repair by the shard's thread alone, which is asserted; the figures by any. Allocates nothing
 * per batch. Never interrupt that thread: an interrupted file closes itself.
 */
public final class JournalWriter implements FactLog, AutoCloseable {

    /** A segment holds a frame or two at least. */
    public static final long MIN_SEGMENT_BYTES = 4L << 20;

    /** Zeroing and reading a larger one would take longer than a start may. */
    public static final long MAX_SEGMENT_BYTES = 1L << 30;

    private static final Logger LOG = LoggerFactory.getLogger(JournalWriter.class);

    private final JournalDisk disk;
    private final int shard;
    private final boolean forceEachBatch;
    private final int roomBytes;
    private final SpareSegments spares;
    private final SegmentPreparer preparer;
    private LongConsumer forceDurationNs = ns -> {};
    private volatile Segment segment;
    private Thread thread;
    private int unacknowledgedBytes;
    private boolean saidWhyNot;
    private volatile boolean failed;
    private volatile long durableSequence;
    private final AtomicLong settled;
    private JournalSettler settler;

    JournalWriter(
            JournalDisk disk, int shard, long segmentBytes, boolean forceEachBatch, JournalEnd end, int largestBytes)
            throws IOException {
        this.disk = disk;
        this.shard = shard;
        this.forceEachBatch = forceEachBatch;
        roomBytes = FrameHeader.padded(largestBytes);
        durableSequence = end.lastSequence();
        settled = new AtomicLong(end.lastSequence());
        spares = new SpareSegments(disk, shard, segmentBytes);
        preparer = new SegmentPreparer(disk, shard, segmentBytes, spares);
        List<Entry> entries = new SegmentFolder(disk, shard).all();
        preparer.adopt(entries, end.segmentNumber());
        for (Entry entry : entries) {
            if (entry.number() == end.segmentNumber() && entry.header().isCurrent()) {
                JournalFile file = disk.openForWriting(entry.name());
                segment = new Segment(disk, file, entry.header(), end.endOffset());
            }
        }
    }

    /**
     * Goes on where {@link JournalRecovery} found the end.
     *
     * @param segmentBytes   size of new segments, {@link #MIN_SEGMENT_BYTES} to {@link #MAX_SEGMENT_BYTES}
     * @param forceEachBatch true for durability {@code disk}; false leaves the batches to the operating system
     */
    public static JournalWriter open(
            JournalDisk disk, int shard, long segmentBytes, boolean forceEachBatch, JournalEnd end) throws IOException {
        if (segmentBytes < MIN_SEGMENT_BYTES || segmentBytes > MAX_SEGMENT_BYTES) {
            throw new IllegalArgumentException("segment of " + segmentBytes + " bytes, must be " + MIN_SEGMENT_BYTES
                    + " to " + MAX_SEGMENT_BYTES);
        }
        JournalWriter writer = new JournalWriter(disk, shard, segmentBytes, forceEachBatch, end, FactFrame.MAX_BYTES);
        writer.start();
        return writer;
    }

    /** Does to a journal that nobody writes what {@link #open} does to one that an older program wrote. */
    public static void raise(JournalDisk disk, int shard) throws IOException {
        List<Entry> begun = new SegmentFolder(disk, shard).begun();
        Entry last = begun.isEmpty() ? null : begun.get(begun.size() - 1);
        if (last != null && !last.header().isCurrent()) {
            JournalEnd end = JournalRecovery.recover(disk, shard, last.firstSequence(),
                    (sequence, timeMs, buffer, offset, length) -> { });
            open(disk, shard, MIN_SEGMENT_BYTES, true, end).close();
        }
    }

    private void start() {
        if (!hasRoom()) {
            // Here and now rather than in the background, so that a gateway that has just started can take orders.
            try {
                preparer.prepare();
            } catch (IOException e) {
                LOG.warn("The journal starts without room: {}", e.toString());
            }
        }
        preparer.start();
        Segment next = segment == null && durableSequence > 0 ? preparer.take() : null;
        if (next != null) {
            // An older program began the last one. At once, so that it refuses the folder from now on: stores are
            // brought up to date at a start, and it would not know them again.
            begin(next);
        }
        if (!forceEachBatch) {
            settler = new JournalSettler(this, shard);
        }
    }

    /** Hands the duration of every force, in nanoseconds, to the consumer, on the writer's thread. */
    public JournalWriter onForce(LongConsumer durationNs) {
        forceDurationNs = durationNs;
        return this;
    }

    @Override
    public boolean hasRoom() {
        return !failed && (segment != null && segment.fits(roomBytes) || preparer.isReady());
    }

    @Override
    public void append(FactFrame frame) {
        assert isOwnThread();
        check(frame);
        int paddedBytes = FrameHeader.padded(frame.lengthBytes());
        if (segment == null || !segment.fits(paddedBytes)) {
            roll(frame.firstSequence());
        }
        ByteBuffer bytes = frame.seal(segment.mark(), segment.salt());
        unacknowledgedBytes = paddedBytes;
        String doing = "write";
        try {
            segment.write(bytes);
            if (forceEachBatch) {
                doing = "force";
                force();
            }
        } catch (IOException e) {
            failed = true;
            throw failure(doing, segment.path(), segment.position(), e);
        }
        segment.pass(paddedBytes);
        durableSequence = frame.lastSequence();
        saidWhyNot = false;
    }

    /**
     * After a failure: makes the frame that failed void for good and goes on in a new segment. Never in the old one: a
     * kernel that failed to write a page may drop it and report the next force as a success.
     */
    @Override
    public boolean repair() {
        assert isOwnThread();
        if (!failed) {
            return true;
        }
        wipe();
        Segment next = preparer.take();
        if (next == null || !begin(next)) {
            return false;
        }
        failed = false;
        LOG.debug("The journal goes on with sequence {} in {}", durableSequence + 1, segment.path());
        return true;
    }

    @Override
    public long durableSequence() {
        return durableSequence;
    }

    /**
     * The sequence up to which every fact is on the medium itself: the durable one, or with durability {@code os} one
     * that follows it at some distance. Whatever outlives the machine, such as a store or a snapshot, must not know
     * more than this: after a power cut it would be ahead of the journal. Any thread.
     */
    public long settledSequence() {
        return forceEachBatch ? durableSequence : settled.get();
    }

    /** Forces what was left to the operating system so far, beside the writer's own thread. */
    @Override
    public void settle() throws IOException {
        // In this order: what the sequence tells is in the segment then named, or in one that was settled when it was
        // left.
        long sequence = durableSequence;
        Segment current = segment;
        if (sequence <= settledSequence() || current == null) {
            return;
        }
        try {
            current.force();
        } catch (IOException e) {
            if (current == segment) {
                throw e;
            }
            // Left, settled and closed meanwhile.
            return;
        }
        settled.accumulateAndGet(sequence, Math::max);
    }

    @Override
    public JournalFollower follow(long fromSequence) {
        return new JournalFollower(disk, shard, fromSequence, this::settledSequence);
    }

    /**
     * Lets go of every segment whose facts are all below the sequence: nobody may need them any more. Some wait to be
     * used again, others are deleted. Any thread, one at a time.
     *
     * @return how many it let go of
     */
    public int letGoBelow(long sequence) throws IOException {
        return JournalRetention.letGoBelow(disk, shard, sequence, spares);
    }

    /** Stops. Everything appended is where it belongs; nothing is written here. */
    @Override
    public void close() throws IOException {
        if (settler != null) {
            settler.close();
        }
        preparer.close();
        if (segment != null) {
            segment.close();
        }
    }

    /** For tests that prepare segments when they choose to. */
    SegmentPreparer preparer() {
        return preparer;
    }

    /** For tests that look for the frame that comes next, at this offset of its segment. */
    long position() {
        return segment.position();
    }

    /** For tests that make it fail. */
    boolean isFailed() {
        return failed;
    }

    private void check(FactFrame frame) {
        if (failed) {
            throw new IllegalStateException("the journal has failed and was not repaired");
        }
        if (frame.isEmpty() || frame.firstSequence() != durableSequence + 1) {
            throw new IllegalArgumentException("a frame of " + frame.count() + " facts from sequence "
                    + frame.firstSequence() + " cannot follow sequence " + durableSequence);
        }
    }

    private static AppendFailedException failure(String doing, String path, long offset, IOException cause) {
        return new AppendFailedException("The journal failed to " + doing + " " + path + " at offset " + offset + ": "
                + cause.getMessage(), cause);
    }

    private void force() throws IOException {
        long startNs = System.nanoTime();
        segment.force();
        forceDurationNs.accept(System.nanoTime() - startNs);
    }

    private void roll(long firstSequence) {
        Segment next = preparer.take();
        if (next == null) {
            throw new IllegalStateException("no room for sequence " + firstSequence + ": ask hasRoom() first");
        }
        unacknowledgedBytes = 0;
        try {
            // The new header is forced, and says that all before it is there.
            settle();
            next.begin(firstSequence, System.currentTimeMillis(), drawMark());
        } catch (IOException e) {
            failed = true;
            discard(next);
            throw failure("begin", next.path(), 0, e);
        }
        replaceBy(next);
    }

    private boolean begin(Segment next) {
        try {
            settleIfPossible();
            next.begin(durableSequence + 1, System.currentTimeMillis(), drawMark());
        } catch (IOException e) {
            sayWhyNot("The journal cannot go on in {}: {}", next, e);
            discard(next);
            return false;
        }
        unacknowledgedBytes = 0;
        replaceBy(next);
        return true;
    }

    /** Where the disk does not, only what was left to the operating system is at risk, as it was before. */
    private void settleIfPossible() {
        try {
            settle();
        } catch (IOException e) {
            sayWhyNot("What was left to the operating system cannot be forced in {}: {}", segment, e);
        }
    }

    private void wipe() {
        if (segment != null && unacknowledgedBytes > 0) {
            try {
                segment.wipe(unacknowledgedBytes);
                unacknowledgedBytes = 0;
            } catch (IOException e) {
                sayWhyNot("The frame that failed cannot be overwritten in {}; the next segment makes it void: {}",
                        segment, e);
            }
        }
    }

    /** Once a failure: whoever calls repair, calls it again and again. */
    private void sayWhyNot(String sentence, Segment where, IOException reason) {
        if (saidWhyNot) {
            LOG.debug(sentence, where.path(), reason.toString());
        } else {
            LOG.warn(sentence, where.path(), reason.toString());
            saidWhyNot = true;
        }
    }

    private void replaceBy(Segment next) {
        Segment old = segment;
        segment = next;
        if (old != null && old.position() == SegmentHeader.BYTES) {
            // It never held more than a frame that failed. A disk that fails for hours must not fill up with these.
            discard(old);
        } else if (old != null) {
            abandon(old);
        }
    }

    /** Gives up a segment that holds no fact, and its space. A file that stays after all is in nobody's way. */
    private void discard(Segment segment) {
        abandon(segment);
        try {
            disk.delete(segment.name());
        } catch (IOException e) {
            LOG.debug("{} stays behind, empty", segment.path(), e);
        }
    }

    private static void abandon(Segment segment) {
        try {
            segment.close();
        } catch (IOException e) {
            LOG.warn("Cannot close {}: {}", segment.path(), e.toString());
        }
    }

    /** By lot, so that nobody who may choose the text of an order can make it look like a frame. Never 0. */
    private static int drawMark() {
        return ThreadLocalRandom.current().nextInt() | 1;
    }

    /** Lets another thread be the writer's own from its first call on. */
    public void handOver() {
        thread = null;
    }

    private boolean isOwnThread() {
        if (thread == null) {
            thread = Thread.currentThread();
        }
        return thread == Thread.currentThread();
    }
}
