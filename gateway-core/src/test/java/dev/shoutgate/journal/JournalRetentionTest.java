package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalRetentionTest {

    @Test
    void deletesTheSegmentsThatEndBelowTheSequenceAndNoOther() throws IOException {
        SmallJournal journal = new SmallJournal().fill(4);
        List<SegmentFolder.Entry> begun = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun();
        long third = begun.get(2).firstSequence();
        assertThat(delete(journal, 1)).isZero();
        assertThat(delete(journal, begun.get(1).firstSequence() - 1)).as("its last fact is needed").isZero();
        assertThat(delete(journal, third - 1)).isEqualTo(1);
        assertThat(delete(journal, third)).isEqualTo(1);
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(3), SegmentName.of(4));
        assertThat(journal.recovered(third)).isEqualTo(journal.factsFrom(third));
    }

    @Test
    void keepsTheSegmentInUseWhateverIsAsked() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        journal.writer.preparer().prepare();
        assertThat(delete(journal, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(3), SegmentName.of(4));
        journal.append(9);
        long kept = journal.batches.stream().filter(b -> b.segment().equals(SegmentName.of(3))).findFirst()
                .orElseThrow().facts().get(0).sequence();
        assertThat(journal.recovered(kept)).isEqualTo(journal.factsFrom(kept));
    }

    @Test
    void aSegmentOfAHeaderAloneIsNoReasonToDeleteTheOneBefore() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        byte[] header = new byte[SmallJournal.SEGMENT_BYTES];
        new SegmentHeader(SmallJournal.SHARD, 3, journal.facts().size() + 1, 0, 9).encode()
                .get(0, header, 0, SegmentHeader.BYTES);
        journal.disk.put(SegmentName.of(3), header);
        assertThat(delete(journal, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(2), SegmentName.of(3));
    }

    @Test
    void aFollowerOfADeletedSegmentReadsItToItsEndAndALateOneIsRefused() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        List<Batches.Fact> followed = new ArrayList<>();
        JournalFollower follower = journal.follower();
        follower.poll(Batches.into(followed), 1);
        delete(journal, journal.last().facts().get(0).sequence());
        follower.poll(Batches.into(followed), 3);
        assertThat(followed).isEqualTo(journal.facts(2));
        JournalFollower late = journal.follower();
        assertThatThrownBy(() -> late.poll(Batches.into(followed), 1)).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining("begins with sequence");
    }

    private static int delete(SmallJournal journal, long sequence) throws IOException {
        return JournalRetention.deleteBelow(journal.disk, SmallJournal.SHARD, sequence);
    }
}
