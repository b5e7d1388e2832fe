package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.journal.Batches.Fact;
import dev.shoutgate.journal.SimulatedDisk.Fault;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.SnapshotEndedEncoder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(QuietLog.class)
class SnapshotFolderTest {

    private static final int SHARD = 3;

    private final SimulatedDisk disk = new SimulatedDisk(1);
    private final SnapshotFolder snapshots = new SnapshotFolder(disk, SHARD);
    private final FactFrame frame = new FactFrame();

    @Test
    void hasNothingToReadAtFirst() throws IOException {
        assertThat(read()).isEmpty();
        assertThat(snapshots.newest()).isZero();
        assertThat(snapshots.journalNeededFrom()).isEqualTo(1);
    }

    @Test
    void givesBackTheRecordsOfTheNewest() throws IOException {
        write(100, 5);
        List<Fact> newest = write(200, 7);
        assertThat(read()).isEqualTo(newest);
        assertThat(readUpTo).isEqualTo(200);
    }

    @Test
    void keepsTwoAndTheJournalThatTheOlderOneNeeds() throws IOException {
        write(100, 5);
        assertThat(snapshots.journalNeededFrom()).as("one may turn out to be damaged").isEqualTo(1);
        write(200, 5);
        assertThat(snapshots.journalNeededFrom()).isEqualTo(101);
        write(300, 5);
        snapshots.dropOld();
        assertThat(disk.list()).containsExactlyInAnyOrder(SnapshotName.of(200), SnapshotName.of(300));
        assertThat(snapshots.journalNeededFrom()).isEqualTo(201);
        assertThat(snapshots.newest()).isEqualTo(300);
    }

    @Test
    void usesTheOneBeforeWhateverByteIsWrongOrMissing() throws IOException {
        List<Fact> before = write(100, 3);
        write(200, 3);
        byte[] whole = disk.content(SnapshotName.of(200));
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= 4;
            disk.put(SnapshotName.of(200), flipped);
            if (!isPadding(at, whole)) {
                assertThat(read()).as("bit flipped in byte %d", at).isEqualTo(before);
            }
            disk.put(SnapshotName.of(200), Arrays.copyOf(whole, at));
            assertThat(read()).as("cut off after %d bytes", at).isEqualTo(before);
        }
        assertThat(readUpTo).isEqualTo(100);
    }

    /** Zeros between header and frames, and after a frame, are covered by no checksum of a frame and mean nothing. */
    private static boolean isPadding(int at, byte[] whole) {
        int frameEnd = SegmentHeader.BYTES + java.nio.ByteBuffer.wrap(whole).order(java.nio.ByteOrder.LITTLE_ENDIAN)
                .getInt(SegmentHeader.BYTES);
        return at >= frameEnd;
    }

    @Test
    void doesNotTakeFramesWithoutAnEndForASnapshot() throws IOException {
        List<Fact> before = write(100, 3);
        try (SnapshotWriter writer = snapshots.begin(200, 1)) {
            writer.append(Batches.fill(frame, 1, 5, 40, 1));
            writer.finish();
        }
        assertThat(read()).isEqualTo(before);
    }

    @Test
    void leavesNothingOfOneThatWasNotFinished() throws IOException {
        try (SnapshotWriter writer = snapshots.begin(200, 1)) {
            writer.append(records(3));
        }
        assertThat(disk.list()).isEmpty();
        assertThat(read()).isEmpty();
    }

    @Test
    void losesNothingThatItFinishedWhenThePowerFails() throws IOException {
        List<Fact> records = write(100, 5);
        disk.cutPower();
        assertThat(read()).isEqualTo(records);
        try (SnapshotWriter writer = snapshots.begin(200, 1)) {
            writer.append(records(3));
            disk.cutPower();
        } catch (IOException theFileWentWithThePower) {
            // As a process would that lives on.
        }
        assertThat(read()).isEqualTo(records);
    }

    @Test
    void saysSoWhenTheDiskWouldNotTakeIt() throws IOException {
        List<Fact> before = write(100, 3);
        for (Fault fault : List.of(Fault.WRITE_FAILS, Fault.FORCE_FAILS, Fault.SYNC_FAILS)) {
            disk.arm(fault, fault == Fault.SYNC_FAILS ? 0 : 1);
            assertThatThrownBy(() -> write(200, 3)).as("%s", fault).isInstanceOf(IOException.class);
            disk.clear();
            disk.delete(SnapshotName.of(200));
            assertThat(read()).isEqualTo(before);
        }
    }

    @Test
    void putsDamagedAndUnfinishedOnesOutOfTheWay() throws IOException {
        write(100, 3);
        write(200, 3);
        disk.flipBit(SnapshotName.of(200), SegmentHeader.BYTES + 40, 2);
        disk.put(SnapshotName.unfinished(300), new byte[10]);
        read();
        snapshots.tidy();
        assertThat(disk.list()).containsExactlyInAnyOrder(SnapshotName.of(100), SnapshotName.damaged(200));
        assertThat(snapshots.journalNeededFrom()).as("the damaged one does not count").isEqualTo(1);
    }

    @Test
    void changesNothingWhenItReads() throws IOException {
        write(100, 3);
        write(200, 3);
        disk.flipBit(SnapshotName.of(200), SegmentHeader.BYTES + 40, 2);
        Map<String, String> before = disk.snapshot();
        read();
        assertThat(disk.snapshot()).isEqualTo(before);
    }

    @Test
    void refusesASnapshotOfAnotherShardAndOneInAnothersPlace() throws IOException {
        write(100, 3);
        assertThatThrownBy(() -> new SnapshotFolder(disk, 4).readNewest(Batches.into(new ArrayList<>())))
                .isInstanceOf(JournalRefusedException.class).hasMessageContaining("shard 3");
        disk.put(SnapshotName.of(150), disk.content(SnapshotName.of(100)));
        assertThatThrownBy(this::read).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining("says that it is snapshot 100").hasMessageContaining("Nothing was changed");
    }

    private long readUpTo;

    private List<Fact> read() throws IOException {
        List<Fact> records = new ArrayList<>();
        readUpTo = snapshots.readNewest(Batches.into(records));
        return records;
    }

    private List<Fact> write(long sequence, int records) throws IOException {
        try (SnapshotWriter writer = snapshots.begin(sequence, 1_000)) {
            writer.append(records(records));
            writer.finish();
        }
        return Batches.of(frame);
    }

    /** Records of any kind, and the mark of the end. */
    private FactFrame records(int count) {
        Batches.fill(frame, 1, count, 40, 1);
        SnapshotEndedEncoder ended = new SnapshotEndedEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), new MessageHeaderEncoder());
        frame.commit(MessageHeaderEncoder.ENCODED_LENGTH + ended.encodedLength());
        return frame;
    }
}
