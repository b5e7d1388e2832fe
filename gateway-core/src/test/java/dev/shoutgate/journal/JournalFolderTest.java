package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What else may lie in the folder, or be wrong with it. */
@ExtendWith(QuietLog.class)
class JournalFolderTest {

    @Test
    void anEmptyLastSegmentOfAnyKindIsFine() throws IOException {
        for (byte[] empty : new byte[][] {{}, new byte[10], new byte[500], new byte[SmallJournal.SEGMENT_BYTES]}) {
            SmallJournal journal = new SmallJournal().fill(2);
            journal.disk.put(SegmentName.of(3), empty);
            assertThat(journal.recovered()).isEqualTo(journal.facts());
            journal.start();
            journal.append(9);
            assertThat(journal.recovered()).isEqualTo(journal.facts());
        }
    }

    @Test
    void aLastSegmentOfAHeaderAloneIsFine() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        ByteBuffer header = new SegmentHeader(SmallJournal.SHARD, 3, journal.facts().size() + 1, 0, 9, 0).encode();
        for (int size : new int[] {SegmentHeader.BYTES, SmallJournal.SEGMENT_BYTES}) {
            byte[] content = new byte[size];
            header.get(0, content, 0, SegmentHeader.BYTES);
            journal.disk.put(SegmentName.of(3), content);
            assertThat(journal.recovered()).isEqualTo(journal.facts());
        }
        journal.start();
        journal.append(1);
        assertThat(journal.last().segment()).isEqualTo(SegmentName.of(3));
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aPreparedSegmentIsUsedByTheNextStartAndAHalfMadeOneGoes() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        journal.writer.preparer().prepare();
        journal.disk.put(SegmentName.unfinished(3), new byte[700]);
        journal.start();
        assertThat(journal.writer.preparer().isReady()).isTrue();
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(1), SegmentName.of(2));
    }

    @Test
    void aPreparedSegmentKeepsItsSizeThroughAPowerCut() throws IOException {
        for (int seed = 0; seed < 10; seed++) {
            SmallJournal journal = new SmallJournal(new SimulatedDisk(seed));
            journal.writer.preparer().prepare();
            journal.disk.cutPower();
            assertThat(journal.disk.content(SegmentName.of(1))).isEqualTo(new byte[SmallJournal.SEGMENT_BYTES]);
        }
    }

    @Test
    void aForeignFileIsLeftAlone() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        for (String name : new String[] {"notes.txt", "journal.seg", "journal-1.bak", "snapshot-1"}) {
            journal.disk.put(name, new byte[] {1});
        }
        assertThat(journal.recovered()).isEqualTo(journal.facts());
        journal.start();
        journal.writer.letGoBelow(100);
        assertThat(journal.disk.list()).contains("notes.txt", "journal.seg", "journal-1.bak", "snapshot-1");
    }

    @Test
    void aFileNamedNearlyLikeASegmentIsRefused() throws IOException {
        for (String number : new String[] {"2", "000000000000000a", "0000000000000002 (copy)"}) {
            String name = "journal-" + number + ".seg";
            SmallJournal journal = new SmallJournal().append(1);
            journal.disk.put(name, new byte[] {1});
            assertRefused(journal, name);
        }
    }

    @Test
    void aNewerVersionIsRefused() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        for (long number = 1; number <= 2; number++) {
            byte[] good = journal.disk.content(SegmentName.of(number));
            byte[] newer = good.clone();
            newer[8] = SegmentHeader.FORMAT_VERSION + 1;
            journal.disk.put(SegmentName.of(number), newer);
            assertRefused(journal, "format version 5 but this program knows versions up to 4");
            journal.disk.put(SegmentName.of(number), good);
        }
    }

    /** So that the older program refuses the folder, and does not read a fact as what it is not. */
    @Test
    void aSegmentThatAnOlderVersionBeganIsReadAndGetsNothingMore() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        int mark = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(0).header().mark();
        SegmentHeader older = new SegmentHeader(SmallJournal.SHARD, 1, 1, 0, mark, 0, 1);
        byte[] content = journal.disk.content(SegmentName.of(1)).clone();
        older.encode().get(0, content, 0, SegmentHeader.BYTES);
        // It did not combine checksums with the number, which is 1.
        content[journal.last().offset() + FrameHeader.CRC_OFFSET] ^= 1;
        journal.disk.put(SegmentName.of(1), content);

        journal.start();
        journal.append(1);

        assertThat(journal.recovered()).isEqualTo(journal.facts());
        assertThat(new SegmentFolder(journal.disk, SmallJournal.SHARD).begun()).extracting(entry ->
                entry.header().version()).containsExactly(1, SegmentHeader.FORMAT_VERSION);
    }

    @Test
    void aSegmentOfAnotherShardOrUnderAnotherNumberIsRefused() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        assertThatThrownBy(() -> JournalReader.read(journal.disk, 2, 1, (s, t, b, o, l) -> {}))
                .isInstanceOf(JournalRefusedException.class).hasMessageContaining("segment 1 of shard 1");
        journal.disk.rename(SegmentName.of(2), SegmentName.of(3));
        assertRefused(journal, "says that it is segment 2 of shard 1 but it lies where segment 3 of shard 1 belongs");
    }

    @Test
    void aFolderThatCannotBeWrittenIsReadAndNotStarted() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        var before = journal.disk.snapshot();
        journal.disk.arm(Fault.READ_ONLY, 0);
        assertThat(JournalReader.read(journal.disk, SmallJournal.SHARD, 1, (s, t, b, o, l) -> {}).factsRead())
                .isEqualTo(journal.facts().size());
        assertThatThrownBy(journal::recover).isInstanceOf(IOException.class).hasMessageContaining("Permission denied");
        assertThat(journal.disk.snapshot()).isEqualTo(before);
    }

    private static void assertRefused(SmallJournal journal, String why) {
        var before = journal.disk.snapshot();
        assertThatThrownBy(journal::recover).isInstanceOf(JournalRefusedException.class).hasMessageContaining(why)
                .hasMessageContaining("Nothing was changed");
        assertThat(journal.disk.snapshot()).isEqualTo(before);
    }
}
