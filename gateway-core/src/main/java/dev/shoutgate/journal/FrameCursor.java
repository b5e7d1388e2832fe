package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;

/**
 * Steps from one whole frame to the next through all segments of a folder, and knows damage from an end.
 *
 * <p>Threading: one thread at a time.
 */
final class FrameCursor implements AutoCloseable {

    private final JournalDisk disk;
    private final SegmentFolder folder;
    private final FrameScanner scanner;
    /** The begun segments after the one at hand, as far as they were seen. */
    private final ArrayDeque<Entry> later = new ArrayDeque<>();
    private Entry segment;
    private JournalFile file;
    private long offset;
    private long expected;
    private long lastFrameOffset;

    FrameCursor(JournalDisk disk, int shard, int blockBytes) {
        this.disk = disk;
        folder = new SegmentFolder(disk, shard);
        scanner = new FrameScanner(blockBytes);
    }

    /**
     * Goes to the start of the segment that holds the sequence, or would hold it next.
     *
     * @return false where no segment has begun yet
     * @throws JournalRefusedException if the segments that held it are gone
     */
    boolean seek(long sequence) throws IOException {
        close();
        List<Entry> entries = folder.begun();
        if (entries.isEmpty()) {
            return false;
        }
        int at = entries.size() - 1;
        while (at > 0 && entries.get(at).firstSequence() > sequence) {
            at--;
        }
        Entry entry = entries.get(at);
        if (entry.firstSequence() > sequence) {
            throw new JournalRefusedException("The journal begins with sequence " + entry.firstSequence() + " ("
                    + disk.describe(entry.name()) + ") but sequence " + sequence
                    + " is asked for. Put back the older segments or a newer snapshot. Nothing was changed.");
        }
        expected = entry.firstSequence();
        enter(entry);
        later.addAll(entries.subList(at + 1, entries.size()));
        refuseIfLetGo();
        return true;
    }

    /** Looks for segments that have begun since. Has to come after the caller learned how far facts are durable. */
    void refresh() throws IOException {
        if (segment != null && later.isEmpty()) {
            later.addAll(folder.begunAfter(segment.number()));
            refuseIfLetGo();
        }
    }

    /**
     * Finds the next whole frame; {@link #pass()} goes beyond it.
     *
     * @return false at the end of what was written, torn or not
     * @throws JournalRefusedException if a later segment proves that more was written: damage, or what was let go
     */
    boolean next() throws IOException {
        boolean readAgain = false;
        while (segment != null) {
            if (isNextDue()) {
                enterNext();
            } else if (scanner.look(offset) == FrameScanner.Found.WHOLE) {
                return checked();
            } else if (readAgain) {
                return ended();
            } else {
                scanner.forget();
                readAgain = true;
            }
        }
        return false;
    }

    void pass() {
        lastFrameOffset = offset;
        offset += FrameHeader.padded(scanner.lengthBytes());
        expected = scanner.lastSequence() + 1;
    }

    /** Why more was written than stands here, for use where the caller knows that: damage, unless it was let go. */
    JournalRefusedException missing() throws IOException {
        return missing(scanner.describe(offset));
    }

    private JournalRefusedException missing(String found) throws IOException {
        refuseIfLetGo();
        return damage(found);
    }

    /**
     * Segments go oldest first, so while this one is there, no later one has gone. Once it is not, the next that is
     * listed may not be the next that there was: a frame here may be void, and taken up again in one that went as well.
     */
    private void refuseIfLetGo() throws IOException {
        if (!later.isEmpty() && !isNextDue() && !disk.list().contains(segment.name())) {
            throw letGo();
        }
    }

    private JournalRefusedException letGo() {
        return new JournalRefusedException("The journal let go of sequence " + expected + " and what followed it in "
                + disk.describe(segment.name()) + " while that was read. Ask for newer facts.");
    }

    JournalDamagedException damage(String found) {
        return new JournalDamagedException(disk.describe(segment.name()), offset, expected, found);
    }

    FrameScanner frame() {
        return scanner;
    }

    Entry segment() {
        return segment;
    }

    long offset() {
        return offset;
    }

    /** The sequence that comes next. */
    long expected() {
        return expected;
    }

    /** Where the last frame passed in this segment began, or -1. */
    long lastFrameOffset() {
        return lastFrameOffset;
    }

    @Override
    public void close() throws IOException {
        later.clear();
        segment = null;
        if (file != null) {
            file.close();
            file = null;
        }
    }

    private boolean checked() {
        // The frame that a later segment takes up again was void; any other that overlaps was never written by us.
        boolean overlaps = !later.isEmpty() && scanner.lastSequence() >= later.peek().firstSequence();
        if (scanner.firstSequence() != expected || overlaps) {
            throw damage("the frame of sequences " + scanner.firstSequence() + " to " + scanner.lastSequence()
                    + (overlaps ? ", which " + disk.describe(later.peek().name()) + " overlaps" : ""));
        }
        return true;
    }

    private boolean ended() throws IOException {
        if (!segment.header().stands(file)) {
            // Used again. The header is what changes first: what was read before was this segment's.
            throw letGo();
        }
        if (!later.isEmpty()) {
            throw missing(scanner.describe(offset) + ", while " + disk.describe(later.peek().name())
                    + " begins with sequence " + later.peek().firstSequence());
        }
        return false;
    }

    private boolean isNextDue() {
        return !later.isEmpty() && later.peek().firstSequence() <= expected;
    }

    private void enterNext() throws IOException {
        // Listed anew: the one that was next may be deleted by now, and one after it may have made it void.
        later.clear();
        later.addAll(folder.begunAfter(segment.number()));
        Entry next = null;
        while (isNextDue()) {
            // Of several that begin here only the last holds anything; the others were left as they were begun.
            next = later.remove();
        }
        if (next != null) {
            enter(next);
        }
        refuseIfLetGo();
    }

    private void enter(Entry entry) throws IOException {
        JournalFile opened = disk.open(entry.name());
        if (file != null) {
            file.close();
        }
        file = opened;
        segment = entry;
        offset = SegmentHeader.BYTES;
        lastFrameOffset = -1;
        scanner.turnTo(file, entry.header());
        if (entry.firstSequence() != expected) {
            throw damage("the first sequence " + entry.firstSequence());
        }
    }
}
