package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.SmallJournal.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A frame that was being written when everything stopped was never acknowledged: it goes, and nothing else does. */
@ExtendWith(QuietLog.class)
class TornTailTest {

    @Test
    void aJournalCutAtAnyByteOfItsLastFrameComesBackWithoutThatFrame() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2).append(1);
        Batch last = journal.last();
        byte[] whole = journal.disk.content(last.segment());
        for (int cut = last.offset(); cut < last.end(); cut++) {
            byte[] zeroed = whole.clone();
            Arrays.fill(zeroed, cut, zeroed.length, (byte) 0);
            assertCutOff(journal, last, zeroed);
            assertCutOff(journal, last, Arrays.copyOf(whole, cut));
        }
    }

    @Test
    void aTornFrameLeavesNoByteBehind() throws IOException {
        SmallJournal journal = new SmallJournal().append(3);
        Batch last = journal.last();
        journal.disk.flipBit(last.segment(), last.offset() + 50, 3);
        JournalEnd end = journal.recover();
        assertThat(end.isTorn()).isTrue();
        assertThat(end.endOffset()).isEqualTo(last.offset());
        byte[] content = journal.disk.content(last.segment());
        assertThat(Arrays.copyOfRange(content, last.offset(), content.length)).containsOnly(0);
        assertThat(journal.recover().isTorn()).isFalse();
    }

    @Test
    void readingAloneCutsNothing() throws IOException {
        SmallJournal journal = new SmallJournal().append(3);
        journal.disk.flipBit(journal.last().segment(), journal.last().offset() + 50, 3);
        var before = journal.disk.snapshot();
        JournalEnd end = JournalReader.read(journal.disk, SmallJournal.SHARD, 1, (s, t, b, o, l) -> {});
        assertThat(end.isTorn()).isTrue();
        assertThat(end.lastSequence()).isEqualTo(6);
        assertThat(journal.disk.snapshot()).isEqualTo(before);
    }

    @Test
    void theWriterGoesOnInThePlaceOfATornFrame() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        Batch torn = journal.last();
        journal.disk.flipBit(torn.segment(), torn.end() - 1, 7);
        journal.batches.remove(torn);
        journal.start();
        journal.append(2);
        assertThat(journal.batches.get(1).offset()).isEqualTo(torn.offset());
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aTornHeaderOfTheNewestSegmentIsASegmentThatHasNotBegun() throws IOException {
        SmallJournal journal = new SmallJournal().fill(1);
        journal.writer.preparer().prepare();
        String next = SegmentName.of(2);
        ByteBuffer header = new SegmentHeader(SmallJournal.SHARD, 2, journal.facts().size() + 1, 0, 7, 0).encode();
        for (int bytes = 0; bytes < SegmentHeader.BYTES; bytes++) {
            byte[] torn = new byte[SmallJournal.SEGMENT_BYTES];
            header.get(0, torn, 0, bytes);
            journal.disk.put(next, torn);
            assertThat(journal.recovered()).isEqualTo(journal.facts());
        }
        journal.start();
        assertThat(journal.disk.list()).as("it is not used again").containsExactly(SegmentName.of(1));
        journal.append(9);
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    private static void assertCutOff(SmallJournal journal, Batch last, byte[] content) throws IOException {
        journal.disk.put(last.segment(), content);
        assertThat(journal.recovered()).isEqualTo(journal.facts(journal.batches.size() - 1));
        assertThat(Arrays.copyOf(journal.disk.content(last.segment()), last.offset()))
                .isEqualTo(Arrays.copyOf(content, last.offset()));
        assertThat(journal.recover().isTorn()).isFalse();
    }
}
