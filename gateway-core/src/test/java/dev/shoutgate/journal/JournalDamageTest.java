package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shoutgate.journal.Batches.Fact;
import dev.shoutgate.journal.SmallJournal.Batch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was acknowledged and cannot be read any more stops the start, with the place named and nothing changed. */
@ExtendWith(QuietLog.class)
class JournalDamageTest {

    @Test
    void aFlippedBitInAnyFrameButTheLastNamesFileOffsetAndSequence() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3).append(1);
        Random random = new Random(5);
        for (int i = 0; i < journal.batches.size() - 1; i++) {
            Batch batch = journal.batches.get(i);
            int offset = batch.offset() + random.nextInt(batch.lengthBytes());
            int bit = random.nextInt(8);
            journal.disk.flipBit(batch.segment(), offset, bit);
            JournalDamagedException damage = refusal(journal, JournalDamagedException.class);
            assertThat(damage.file()).isEqualTo("/simulated/" + batch.segment());
            assertThat(damage.offset()).isEqualTo(batch.offset());
            assertThat(damage.expectedSequence()).isEqualTo(batch.facts().get(0).sequence());
            assertThat(damage).hasMessageContaining("truncate -s " + batch.offset() + " /simulated/" + batch.segment());
            journal.disk.flipBit(batch.segment(), offset, bit);
        }
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aFlippedBitInTheLastFrameCannotBeToldFromATornOne() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2).append(1);
        Batch last = journal.last();
        byte[] good = journal.disk.content(last.segment());
        for (int offset = last.offset(); offset < last.end(); offset++) {
            journal.disk.flipBit(last.segment(), offset, offset % 8);
            assertThat(journal.recovered()).isEqualTo(journal.facts(journal.batches.size() - 1));
            journal.disk.put(last.segment(), good);
        }
    }

    @Test
    void everyBitOfASegmentCountsOrIsHarmless() throws IOException {
        SmallJournal journal = new SmallJournal().fill(2).append(1);
        List<Fact> all = journal.facts();
        List<Fact> allButLast = journal.facts(journal.batches.size() - 1);
        for (String segment : List.of(SegmentName.of(1), SegmentName.of(2))) {
            byte[] good = journal.disk.content(segment);
            for (int offset = 0; offset < good.length; offset++) {
                journal.disk.flipBit(segment, offset, offset % 8);
                var before = journal.disk.snapshot();
                try {
                    assertThat(journal.recovered()).isIn(all, allButLast);
                } catch (JournalRefusedException e) {
                    assertThat(journal.disk.snapshot()).isEqualTo(before);
                }
                journal.disk.put(segment, good);
            }
        }
    }

    @Test
    void whatTheMessageAdvisesBringsTheJournalBackUpToThere() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3).append(1);
        Batch batch = journal.batches.get(4);
        journal.disk.flipBit(batch.segment(), batch.offset() + 33, 0);
        JournalDamagedException damage = refusal(journal, JournalDamagedException.class);
        String damaged = damage.file().substring("/simulated/".length());
        journal.disk.put(damaged, Arrays.copyOf(journal.disk.content(damaged), (int) damage.offset()));
        for (String name : journal.disk.list()) {
            if (name.compareTo(damaged) > 0) {
                journal.disk.delete(name);
            }
        }
        assertThat(journal.recovered()).isEqualTo(journal.facts(4));
        journal.batches.subList(4, journal.batches.size()).clear();
        journal.start();
        journal.append(5);
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aMissingSegmentIsDamageWhereTheJournalShouldGoOn() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        journal.disk.delete(SegmentName.of(2));
        JournalDamagedException damage = refusal(journal, JournalDamagedException.class);
        assertThat(damage.file()).endsWith(SegmentName.of(1));
        assertThat(damage).hasMessageContaining(SegmentName.of(3));
    }

    @Test
    void anEmptiedSegmentInTheMiddleIsDamage() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        for (byte[] content : new byte[][] {{}, new byte[SmallJournal.SEGMENT_BYTES]}) {
            journal.disk.put(SegmentName.of(2), content);
            assertThat(refusal(journal, JournalDamagedException.class).file()).endsWith(SegmentName.of(1));
        }
    }

    @Test
    void aMissingStartIsRefusedUnlessNobodyNeedsIt() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        long second = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(1).firstSequence();
        journal.disk.delete(SegmentName.of(1));
        assertThat(refusal(journal, JournalRefusedException.class))
                .hasMessageContaining("begins with sequence " + second);
        assertThat(journal.recovered(second)).isEqualTo(journal.factsFrom(second));
    }

    @Test
    void anEndBeforeWhatASnapshotKnewIsRefused() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        assertThat(journal.recovered(7)).isEmpty();
        var before = journal.disk.snapshot();
        assertThatThrownBy(() -> journal.recovered(8)).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining("ends with sequence 6").hasMessageContaining("sequence 7 was there before");
        assertThat(journal.disk.snapshot()).isEqualTo(before);
    }

    @Test
    void segmentsBeforeTheOneAskedForAreNotRead() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        Batch first = journal.batches.get(0);
        journal.disk.flipBit(first.segment(), first.offset() + 33, 0);
        long third = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(2).firstSequence();
        assertThat(journal.recovered(third + 1)).isEqualTo(journal.factsFrom(third + 1));
    }

    @Test
    void aFrameOfAnotherSegmentOrMadeUpByABuyerIsNoProofOfDamage() throws IOException {
        SmallJournal journal = new SmallJournal().append(3);
        Batch last = journal.last();
        byte[] content = journal.disk.content(last.segment());
        // A whole frame but for its mark, as somebody could put it into the text of an order, inside a torn frame.
        put(wholeFrame(journal, 10, 0x12345678), content, last.offset() + 64);
        journal.disk.put(last.segment(), content);
        assertThat(journal.recovered()).isEqualTo(journal.facts(2));
    }

    @Test
    void aWholeFrameOfOtherSequencesThanExpectedIsDamage() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        byte[] content = journal.disk.content(journal.last().segment());
        int mark = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(0).header().mark();
        for (long sequence : new long[] {3, 5, 100}) {
            put(wholeFrame(journal, sequence, mark), content, journal.last().offset());
            journal.disk.put(journal.last().segment(), content);
            assertThat(refusal(journal, JournalDamagedException.class))
                    .hasMessageContaining("should go on with sequence 4 but has the frame of sequences " + sequence);
        }
    }

    @Test
    void aSegmentThatBeginsInTheMiddleOfAFrameIsDamage() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        byte[] next = new byte[SmallJournal.SEGMENT_BYTES];
        new SegmentHeader(SmallJournal.SHARD, 2, 5, 0, 9, 0).encode().get(0, next, 0, SegmentHeader.BYTES);
        journal.disk.put(SegmentName.of(2), next);
        assertThat(refusal(journal, JournalDamagedException.class)).hasMessageContaining("sequences 4 to 6, which")
                .hasMessageContaining(SegmentName.of(2) + " overlaps");
    }

    private static ByteBuffer wholeFrame(SmallJournal journal, long sequence, int mark) {
        FactFrame frame = Batches.fill(journal.frame, sequence, 1, 20, 0);
        return frame.seal(mark, 1).limit(frame.lengthBytes());
    }

    private static void put(ByteBuffer frame, byte[] content, int offset) {
        frame.get(0, content, offset, frame.limit());
    }

    private static <T extends JournalRefusedException> T refusal(SmallJournal journal, Class<T> type) {
        var before = journal.disk.snapshot();
        T refusal = catchThrowableOfType(type, () -> journal.recovered());
        assertThat(refusal).isNotNull().hasMessageContaining("Nothing was changed");
        assertThat(journal.disk.snapshot()).isEqualTo(before);
        List<Fact> offline = new ArrayList<>();
        JournalFollower follower = JournalFollower.offline(journal.disk, SmallJournal.SHARD);
        assertThatThrownBy(() -> {
            while (follower.poll(Batches.into(offline), 10) > 0) {
                assertThat(offline).isEqualTo(journal.facts().subList(0, offline.size()));
            }
        }).isInstanceOf(type);
        return refusal;
    }
}
