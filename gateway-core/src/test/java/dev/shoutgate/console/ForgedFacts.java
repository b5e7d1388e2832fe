package dev.shoutgate.console;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.nio.file.Path;

/** Writes a journal's last fact again and again behind it, in whole frames, as no gateway would. */
final class ForgedFacts {

    private byte[] lastFact;
    private final FactFrame frame = new FactFrame();

    private ForgedFacts() {}

    static void append(Path journal, int shard, int frames, int factsPerFrame) throws IOException {
        FolderDisk disk = new FolderDisk(journal);
        ForgedFacts forged = new ForgedFacts();
        JournalEnd end = JournalRecovery.recover(disk, shard, 1, (sequence, timeMs, buffer, offset, length) -> {
            forged.lastFact = new byte[length];
            buffer.getBytes(offset, forged.lastFact);
        });
        try (JournalWriter writer =
                JournalWriter.open(disk, shard, JournalWriter.MIN_SEGMENT_BYTES, false, end)) {
            for (int i = 0; i < frames; i++) {
                await().until(writer::hasRoom);
                writer.append(forged.fill(end.lastSequence() + 1 + (long) i * factsPerFrame, end, factsPerFrame));
            }
        }
    }

    private FactFrame fill(long firstSequence, JournalEnd end, int facts) {
        frame.reset(firstSequence, end.lastTimeMs());
        for (int i = 0; i < facts; i++) {
            frame.buffer().putBytes(frame.begin(), lastFact);
            frame.commit(lastFact.length);
        }
        return frame;
    }
}
