package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.SnapshotBegunEncoder;
import dev.shoutgate.storage.Facts;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietLog.class)
class JournalNameTest {

    private static final int SHARD = 3;
    private static final long KEY0 = 0x0123456789abcdefL;
    private static final long KEY1 = -2;

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final SimulatedDisk snapshots = new SimulatedDisk(2);
    private final FactFrame frame = new FactFrame();

    private Optional<UUID> name() throws IOException {
        return JournalName.of(disk, snapshots, SHARD);
    }

    @Test
    void isNoneBeforeTheFirstFact() throws IOException {
        assertThat(name()).isEmpty();
    }

    @Test
    void isTheSameFromTheFirstFactAndFromASnapshot() throws IOException {
        writeFirstFact(1, KEY0, KEY1);
        Optional<UUID> first = name();
        writeSnapshot(100, KEY0, KEY1);
        for (String segment : disk.list()) {
            disk.delete(segment);
        }

        assertThat(name()).isEqualTo(first).contains(JournalName.digest(KEY0, KEY1));
    }

    @Test
    void takesTheSnapshotBeforeOneWhoseBeginningIsBroken() throws IOException {
        writeSnapshot(100, KEY0, KEY1);
        writeSnapshot(200, KEY0, KEY1);
        snapshots.flipBit(SnapshotName.of(200), SegmentHeader.BYTES + 40, 2);

        assertThat(name()).contains(JournalName.digest(KEY0, KEY1));
    }

    @Test
    void looksAtNoSnapshotForAJournalThatGoesOnFromAnother() throws IOException {
        writeFirstFact(50, 5, 6);
        assertThat(name()).as("its first segment is gone").isEmpty();
        writeSnapshot(49, KEY0, KEY1);
        assertThat(name()).contains(JournalName.digest(KEY0, KEY1));
    }

    @Test
    void differsWithEveryBitOfTheSecretAndShowsNoneOfIt() {
        UUID name = JournalName.digest(KEY0, KEY1);
        for (int bit = 0; bit < 64; bit++) {
            assertThat(JournalName.digest(KEY0 ^ 1L << bit, KEY1)).isNotEqualTo(name);
            assertThat(JournalName.digest(KEY0, KEY1 ^ 1L << bit)).isNotEqualTo(name);
        }
        assertThat(name.version()).isEqualTo(8);
        assertThat(name.variant()).isEqualTo(2);
        // Written down from another implementation of SHA-256: whoever changes it renames every journal.
        assertThat(name).hasToString("80cd6df3-375c-88ff-83f3-cbbbb5a1248b");
    }

    private void writeFirstFact(long sequence, long key0, long key1) throws IOException {
        JournalEnd end = sequence == 1 ? JournalRecovery.recover(disk, SHARD, 1, (s, t, b, o, l) -> { })
                : new JournalEnd(sequence - 1, 1, 0, 0, 0, -1, 0);
        try (JournalWriter writer = new JournalWriter(disk, SHARD, 4096, true, end, 1024)) {
            if (!writer.hasRoom()) {
                writer.preparer().prepare();
            }
            append(Facts.shardFounded(SHARD, key0, key1), sequence);
            writer.append(frame);
        }
    }

    private void append(byte[] fact, long sequence) {
        frame.reset(sequence, 1);
        frame.buffer().putBytes(frame.begin(), fact);
        frame.commit(fact.length);
    }

    private void writeSnapshot(long sequence, long key0, long key1) throws IOException {
        frame.reset(1, 1);
        SnapshotBegunEncoder record = new SnapshotBegunEncoder();
        int at = frame.begin();
        record.wrapAndApplyHeader(frame.buffer(), at, new MessageHeaderEncoder());
        record.sequence(sequence).timeMs(1).hashKey0(key0).hashKey1(key1).shard(SHARD);
        frame.commit(record.limit() - at);
        try (SnapshotWriter writer = new SnapshotFolder(snapshots, SHARD).begin(sequence, 1)) {
            writer.append(frame);
            writer.finish();
        }
    }
}
