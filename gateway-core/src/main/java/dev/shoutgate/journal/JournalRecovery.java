package dev.shoutgate.journal;

import dev.shoutgate.journal.SegmentFolder.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a journal back after any kind of stop: reads it, cuts off a torn last frame, and makes what was read lasting.
 *
 * <p>Threading: the caller's, before any writer or follower is opened on the folder.
 */
public final class JournalRecovery {

    private static final Logger LOG = LoggerFactory.getLogger(JournalRecovery.class);

    private JournalRecovery() {}

    /**
     * Hands every fact from the sequence on to the reader, then makes the end ready for {@link JournalWriter#open}.
     *
     * @param fromSequence the first one wanted, from 1
     * @throws JournalRefusedException if the journal must not be used; nothing was changed then
     */
    public static JournalEnd recover(JournalDisk disk, int shard, long fromSequence, FactReader reader)
            throws IOException {
        return recover(disk, shard, fromSequence, reader, false, end -> { });
    }

    /**
     * The same.
     *
     * @param unforced whether batches may have been left to the operating system (durability {@code os}): then a
     *     machine that stopped may have left holes, and what comes after the first one is cut off; otherwise that is
     *     damage
     * @param approve  hears of the end before anything is changed, and may throw to prevent it
     */
    public static JournalEnd recover(JournalDisk disk, int shard, long fromSequence, FactReader reader,
            boolean unforced, Consumer<JournalEnd> approve) throws IOException {
        warnOfStrangers(disk);
        JournalEnd end = JournalReader.read(disk, shard, fromSequence, reader, unforced);
        approve.accept(end);
        if (end.segmentNumber() > 0) {
            makeLasting(disk, shard, end);
        }
        return end;
    }

    private static void warnOfStrangers(JournalDisk disk) throws IOException {
        for (String name : disk.list()) {
            if (!SegmentName.isOurs(name)) {
                LOG.warn("Not part of the journal and left alone: {}", disk.describe(name));
            }
        }
    }

    private static void makeLasting(JournalDisk disk, int shard, JournalEnd end) throws IOException {
        // What was read may have come from the kernel's memory: written by a process that died before its force, after
        // one that failed, or that left forces out (durability os). It counts from now on, so it has to be on the
        // medium first.
        List<Entry> begun = new SegmentFolder(disk, shard).begun();
        for (Entry entry : begun) {
            try (JournalFile file = disk.openForWriting(entry.name())) {
                if (entry.number() == end.segmentNumber()) {
                    writeEndAgain(disk, entry, file, end);
                }
                file.force();
            }
        }
    }

    private static void writeEndAgain(JournalDisk disk, Entry entry, JournalFile file, JournalEnd end)
            throws IOException {
        if (end.isTorn()) {
            LOG.warn("Cut off the end of {}: bytes {} to {} are what was written when the process or the machine"
                    + " stopped, and not whole",
                    disk.describe(entry.name()), end.endOffset(), end.tornEndOffset());
        }
        // A force that failed leaves pages behind that look clean and are not on the medium. Only the header and the
        // last frame can be of that kind, since each frame waits for the force before; written anew, they are forced
        // anew.
        writeAgain(file, 0, SegmentHeader.BYTES);
        if (end.lastFrameOffset() >= 0) {
            writeAgain(file, end.lastFrameOffset(), end.endOffset());
        }
        // Zeros too, though they may be read as zeros already, for the same reason.
        long farthest = Math.max(end.tornEndOffset(), end.endOffset() + FrameHeader.padded(FactFrame.MAX_BYTES));
        Bytes.zero(file, end.endOffset(), Math.min(entry.sizeBytes(), farthest));
    }

    private static void writeAgain(JournalFile file, long from, long to) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocateDirect((int) (Math.min(to, file.size()) - from));
        if (Bytes.readFully(file, bytes, from)) {
            Bytes.writeFully(file, bytes, from);
        }
    }
}
