package dev.shoutgate.journal;

import java.io.IOException;
import java.util.function.LongSupplier;

/**
 * Reads on behind a writer, or through a journal at rest, and never blocks.
 *
 * <p>Threading: one thread at a time, any but the writer's. Nothing is shared with the writer but the sequence up to
 * which facts are durable; beyond that nothing is handed out.
 */
public final class JournalFollower implements AutoCloseable {

    private static final int BLOCK_BYTES = 256 << 10;

    private final LongSupplier durableSequence;
    private final boolean live;
    private final JournalDisk disk;
    private final int shard;
    private final FrameCursor cursor;
    private boolean placed;
    private long position;

    /** Follows from a sequence on; {@code durableSequence} says how far, as of now. */
    public JournalFollower(JournalDisk disk, int shard, long fromSequence, LongSupplier durableSequence) {
        this(disk, shard, fromSequence, durableSequence, true, BLOCK_BYTES);
    }

    /** {@code blockBytes}: how much it reads at once. */
    JournalFollower(JournalDisk disk, int shard, long fromSequence, LongSupplier durableSequence, boolean live,
            int blockBytes) {
        this.disk = disk;
        this.shard = shard;
        this.durableSequence = durableSequence;
        this.live = live;
        position = fromSequence;
        cursor = new FrameCursor(disk, shard, blockBytes);
    }

    /** Reads a journal that nobody writes, to its end. */
    public static JournalFollower offline(JournalDisk disk, int shard) {
        return new JournalFollower(disk, shard, 1, () -> Long.MAX_VALUE, false, BLOCK_BYTES);
    }

    /** Makes the given sequence the next one to be handed out. It may lie in the future. */
    public void seek(long sequence) throws IOException {
        cursor.close();
        placed = false;
        position = sequence;
    }

    /** The first sequence that there still is; 0 where no segment has begun. Any thread. */
    public long firstKept() throws IOException {
        return JournalReader.firstKept(disk, shard);
    }

    /** The sequence of the last fact that may be handed out as yet. Any thread. */
    public long durableSequence() {
        return durableSequence.getAsLong();
    }

    /** The sequence of the fact that comes next. */
    public long position() {
        return position;
    }

    /** The sequence of the last fact that was passed, handed out or not; at the end, the journal's last. */
    public long lastPassed() {
        return cursor.expected() - 1;
    }

    /**
     * Hands out the facts of whole frames, as far as they are durable.
     *
     * <p>Where the reader throws, the position stays before the frame, and all of it comes again.
     *
     * @param maxFacts a frame that would exceed it waits for the next call, unless it is the first of this one
     * @return how many facts were handed out, 0 when there are none yet
     * @throws JournalRefusedException if facts are missing or the position is older than the journal; final
     * @throws IOException             if the disk cannot be read; may be tried again
     */
    public int poll(FactReader reader, int maxFacts) throws IOException {
        // Read before the folder is looked at: a frame at or below it lies either here or in a segment that has begun.
        long upTo = durableSequence.getAsLong();
        if (position > upTo || !isPlaced()) {
            return 0;
        }
        int delivered = 0;
        try {
            cursor.refresh();
            while (cursor.expected() <= upTo && hasNext()) {
                FrameScanner frame = cursor.frame();
                long first = Math.max(position, frame.firstSequence());
                long wanted = frame.lastSequence() - first + 1;
                if (frame.lastSequence() > upTo || delivered > 0 && delivered + wanted > maxFacts) {
                    return delivered;
                }
                delivered += deliver(frame, first, reader);
            }
        } catch (IOException | JournalRefusedException e) {
            // What was handed out stays handed out; the next call finds its place anew and meets the trouble if it
            // lasts.
            close();
            if (delivered == 0) {
                throw e;
            }
        }
        return delivered;
    }

    @Override
    public void close() throws IOException {
        cursor.close();
        placed = false;
    }

    private int deliver(FrameScanner frame, long first, FactReader reader) {
        int delivered = first <= frame.lastSequence() ? frame.deliver(first, reader) : 0;
        position = Math.max(position, frame.lastSequence() + 1);
        cursor.pass();
        return delivered;
    }

    private boolean isPlaced() throws IOException {
        if (!placed) {
            placed = cursor.seek(position);
            if (!placed && live) {
                throw new JournalRefusedException("No segment has begun though sequence " + position + " is durable");
            }
        }
        return placed;
    }

    private boolean hasNext() throws IOException {
        if (cursor.next()) {
            return true;
        }
        if (live) {
            throw cursor.missing();
        }
        return SegmentTail.examine(cursor) == SegmentTail.Extent.WRITTEN_SINCE && cursor.next();
    }
}
