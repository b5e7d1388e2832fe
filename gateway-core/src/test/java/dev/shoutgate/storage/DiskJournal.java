package dev.shoutgate.storage;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * The real journal of one shard, in a folder of its own, with a hand to write facts into it.
 *
 * <p>Threading: writes from the test's thread only.
 */
public final class DiskJournal implements AutoCloseable {

    private final FolderDisk disk;
    private final int shard;
    private final JournalWriter writer;
    private final FactFrame frame = new FactFrame();

    /** Makes the journal or goes on with it. It is not forced: these tests kill processes, not machines. */
    public DiskJournal(Path folder, int shard) {
        try {
            this.shard = shard;
            disk = FolderDisk.create(folder);
            JournalEnd end = JournalRecovery.recover(disk, shard, 1, (sequence, timeMs, buffer, offset, length) -> {});
            writer = JournalWriter.open(disk, shard, JournalWriter.MIN_SEGMENT_BYTES, false, end);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds facts of this moment. */
    public void add(byte[]... facts) {
        begin();
        for (byte[] fact : facts) {
            if (frame.isFull()) {
                append();
                begin();
            }
            frame.buffer().putBytes(frame.begin(), fact);
            frame.commit(fact.length);
        }
        append();
    }

    private void append() {
        // New segments are made in the background, and a test is faster than that.
        await().until(writer::hasRoom);
        writer.append(frame);
    }

    private void begin() {
        frame.reset(writer.durableSequence() + 1, System.currentTimeMillis());
    }

    public long durableSequence() {
        return writer.durableSequence();
    }

    /** The same journal as whoever follows it knows it. */
    FactLog log() {
        return writer;
    }

    /** Lets go of the segments in which no fact is left from this sequence on. */
    void dropBelow(long sequence) throws IOException {
        writer.letGoBelow(sequence);
    }

    public JournalFollower follower() {
        return new JournalFollower(disk, shard, 1, writer::durableSequence);
    }

    @Override
    public void close() throws IOException {
        writer.close();
    }
}
