package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class JournalRetentionTest {

    @Test
    void letsGoOfTheSegmentsThatEndBelowTheSequenceAndNoOther() throws IOException {
        SmallJournal journal = new SmallJournal().fill(4);
        List<SegmentFolder.Entry> begun = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun();
        long third = begun.get(2).firstSequence();
        assertThat(letGo(journal, 1)).isZero();
        assertThat(letGo(journal, begun.get(1).firstSequence() - 1)).as("its last fact is needed").isZero();
        assertThat(letGo(journal, third - 1)).isEqualTo(1);
        assertThat(letGo(journal, third)).isEqualTo(1);
        assertThat(segments(journal)).containsExactly(SegmentName.of(3), SegmentName.of(4));
        assertThat(journal.recovered(third)).isEqualTo(journal.factsFrom(third));
    }

    @Test
    void keepsTheSegmentInUseWhateverIsAsked() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        journal.writer.preparer().prepare();
        assertThat(letGo(journal, Long.MAX_VALUE)).isEqualTo(2);
        assertThat(segments(journal)).containsExactly(SegmentName.of(3), SegmentName.of(4));
        journal.append(9);
        long kept = journal.batches.stream().filter(b -> b.segment().equals(SegmentName.of(3))).findFirst()
                .orElseThrow().facts().get(0).sequence();
        assertThat(journal.recovered(kept)).isEqualTo(journal.factsFrom(kept));
    }

    @Test
    void aSegmentOfAHeaderAloneIsNoReasonToLetGoOfTheOneBefore() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2);
        byte[] header = new byte[SmallJournal.SEGMENT_BYTES];
        new SegmentHeader(SmallJournal.SHARD, 3, journal.facts().size() + 1, 0, 9, 0).encode()
                .get(0, header, 0, SegmentHeader.BYTES);
        journal.disk.put(SegmentName.of(3), header);
        assertThat(letGo(journal, Long.MAX_VALUE)).isEqualTo(1);
        assertThat(segments(journal)).containsExactly(SegmentName.of(2), SegmentName.of(3));
    }

    @Test
    void aFollowerOfASegmentThatWasLetGoReadsItToItsEndAndALateOneIsRefused() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        List<Batches.Fact> followed = new ArrayList<>();
        JournalFollower follower = journal.follower();
        follower.poll(Batches.into(followed), 1);
        letGo(journal, journal.last().facts().get(0).sequence());
        follower.poll(Batches.into(followed), 3);
        assertThat(followed).isEqualTo(journal.facts(2));
        JournalFollower late = journal.follower();
        assertThatThrownBy(() -> late.poll(Batches.into(followed), 1)).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining("begins with sequence");
    }

    private static List<String> segments(SmallJournal journal) throws IOException {
        return journal.disk.list().stream().filter(name -> SegmentName.numberOf(name) != SegmentName.NONE).toList();
    }

    private static int letGo(SmallJournal journal, long sequence) throws IOException {
        return journal.writer.letGoBelow(sequence);
    }
}
