package dev.shoutgate.journal;

import dev.shoutgate.Threads;
import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one segment ready, so that the writer never makes a file grow: a force that has to write out a file's new
 * length, too, takes half as long again. It is made of a spare one, or else of zeros.
 *
 * <p>Threading: its own daemon thread prepares; the writer's thread takes. They meet in one volatile field.
 */
final class SegmentPreparer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentPreparer.class);
    private static final long FIRST_PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_PAUSE_NS = TimeUnit.SECONDS.toNanos(2);

    private final JournalDisk disk;
    private final int shard;
    private final long segmentBytes;
    private final SpareSegments spares;
    private final Thread thread;
    private volatile Segment ready;
    private volatile boolean closed;
    private long nextNumber;
    private long pauseNs = FIRST_PAUSE_NS;

    SegmentPreparer(JournalDisk disk, int shard, long segmentBytes, SpareSegments spares) {
        this.disk = disk;
        this.shard = shard;
        this.segmentBytes = segmentBytes;
        this.spares = spares;
        thread = new Thread(this::keepOneReady, "journal-preparer-" + shard);
        thread.setDaemon(true);
    }

    /** Clears what an earlier run left half made, and takes over a segment that it prepared and did not use. */
    void adopt(Iterable<Entry> entries, long lastBegun) throws IOException {
        for (String name : disk.list()) {
            if (SegmentName.isUnfinished(name)) {
                disk.delete(name);
            }
        }
        nextNumber = lastBegun + 1;
        for (Entry entry : entries) {
            nextNumber = Math.max(nextNumber, entry.number() + 1);
            if (entry.number() > lastBegun) {
                adoptOrDelete(entry);
            }
        }
        disk.sync();
    }

    private void adoptOrDelete(Entry entry) throws IOException {
        SegmentHeader prepared = SegmentTail.prepared(disk, shard, entry);
        if (ready == null && entry.sizeBytes() == segmentBytes && prepared != null) {
            ready = new Segment(disk, disk.openForWriting(entry.name()), prepared);
        } else {
            disk.delete(entry.name());
        }
    }

    void start() {
        thread.start();
    }

    boolean isReady() {
        return ready != null;
    }

    /** The prepared segment, or null when there is none yet; the next one is begun upon at once. */
    Segment take() {
        Segment taken = ready;
        if (taken != null) {
            ready = null;
            LockSupport.unpark(thread);
        }
        return taken;
    }

    /** Prepares a segment unless one is ready; one attempt. Only for the preparing thread, or before it is started. */
    void prepare() throws IOException {
        if (ready != null) {
            return;
        }
        long number = nextNumber++;
        Segment reused = spares.take(number);
        ready = reused != null ? reused : zeroed(number);
    }

    private Segment zeroed(long number) throws IOException {
        String unfinished = SegmentName.unfinished(number);
        JournalFile file = null;
        try {
            disk.delete(unfinished);
            file = disk.create(unfinished);
            zero(file);
            disk.rename(unfinished, SegmentName.of(number));
            disk.sync();
            return new Segment(disk, file, SegmentHeader.prepared(shard, number, 0));
        } catch (IOException | RuntimeException failure) {
            // The space goes back: it may be what the rest of the machine needs to recover.
            dismiss(file, unfinished, SegmentName.of(number));
            throw failure;
        }
    }

    private void zero(JournalFile file) throws IOException {
        for (long at = 0; at < segmentBytes; at += Bytes.ZEROS_BYTES) {
            if (closed) {
                throw new IOException("closed while preparing a segment");
            }
            Bytes.zero(file, at, Math.min(segmentBytes, at + Bytes.ZEROS_BYTES));
            // In small portions: a single large one would hold up the writer's forces on the same device.
            file.force();
        }
    }

    private void dismiss(JournalFile file, String... names) {
        try {
            if (file != null) {
                file.close();
            }
            for (String name : names) {
                disk.delete(name);
            }
        } catch (IOException e) {
            LOG.debug("A half made segment stays until the next start", e);
        }
    }

    private void keepOneReady() {
        while (!closed) {
            if (ready != null) {
                LockSupport.park(this);
            } else {
                tryToPrepare();
            }
        }
    }

    private void tryToPrepare() {
        try {
            prepare();
            if (pauseNs > FIRST_PAUSE_NS) {
                LOG.info("The journal's disk takes segments again");
            }
            pauseNs = FIRST_PAUSE_NS;
        } catch (IOException | RuntimeException e) {
            if (!closed) {
                if (pauseNs == FIRST_PAUSE_NS) {
                    LOG.warn("Cannot prepare the next journal segment, trying on: {}", e.toString());
                }
                pauseNs = Math.min(2 * pauseNs, LONGEST_PAUSE_NS);
                LockSupport.parkNanos(this, pauseNs);
            }
        }
    }

    /** Stops the thread. A segment that is ready stays on disk for the next start. */
    @Override
    public void close() throws IOException {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
        Segment unused = take();
        if (unused != null) {
            unused.close();
        }
    }
}
