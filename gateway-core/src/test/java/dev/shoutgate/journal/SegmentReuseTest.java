package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.shoutgate.journal.Batches.Fact;
import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A segment that nobody needs becomes the next one, and whatever its old frames are taken for, it is not facts. */
@ExtendWith(QuietLog.class)
class SegmentReuseTest {

    private static final String OLD = SegmentName.of(1);
    private static final String SPARE = SegmentName.spare(1);
    private static final String REUSED = SegmentName.of(4);

    /** Three segments of which the first is a spare one; the fourth is to be made of it. */
    private static SmallJournal journalWithASpare() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        journal.writer.letGoBelow(second(journal));
        assertThat(journal.disk.list()).containsExactly(SPARE, SegmentName.of(2), SegmentName.of(3));
        return journal;
    }

    private static long second(SmallJournal journal) {
        return journal.batches.stream().filter(batch -> !batch.segment().equals(OLD)).findFirst().orElseThrow()
                .facts().get(0).sequence();
    }

    private static SmallJournal reused() throws IOException {
        SmallJournal journal = journalWithASpare().fill(4);
        assertThat(journal.last().segment()).isEqualTo(REUSED);
        return journal;
    }

    @Test
    void costsAHeaderAndNotAFileOfZeros() throws IOException {
        SmallJournal journal = journalWithASpare();
        long before = journal.disk.bytesWritten();
        journal.writer.preparer().prepare();

        assertThat(journal.disk.bytesWritten() - before).isEqualTo(SegmentHeader.BYTES);
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(2), SegmentName.of(3), REUSED);
        journal.fill(4);
        assertThat(journal.last().segment()).isEqualTo(REUSED);
    }

    @Test
    void endsWhereItsOwnFramesEndThoughOldOnesStandBehind() throws IOException {
        SmallJournal journal = journalWithASpare();
        byte[] old = journal.disk.content(SPARE);
        journal.fill(4);
        while (journal.last().end() < SmallJournal.SEGMENT_BYTES - 500) {
            int end = FrameHeader.padded(journal.last().end());
            assertThat(journal.disk.content(REUSED)[end]).as("an old frame at %d", end).isEqualTo(old[end]).isNotZero();
            JournalEnd read = JournalReader.read(
                    journal.disk, SmallJournal.SHARD, second(journal), (s, t, b, o, l) -> { });
            assertThat(read.endOffset()).isEqualTo(end);
            assertThat(read.isTorn()).isFalse();
            assertThat(read.lastSequence()).isEqualTo(journal.facts().size());
            journal.append(1);
        }
    }

    /** What recovery cuts off is its own; the old frames behind need not be written over. */
    @Test
    void goesOnAfterAStartAndAfterATornFrame() throws IOException {
        SmallJournal journal = reused();
        journal.start(second(journal));
        journal.append(1);
        journal.disk.flipBit(REUSED, journal.last().offset() + 70, 1);
        assertThat(JournalReader.read(journal.disk, SmallJournal.SHARD, second(journal), (s, t, b, o, l) -> { })
                .tornEndOffset()).isEqualTo(FrameHeader.padded(journal.last().end()));
        journal.batches.remove(journal.last());
        journal.start(second(journal));
        journal.append(2);
        assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
    }

    @Test
    void aBrokenFrameWithAWholeOneAfterItIsDamageHereToo() throws IOException {
        SmallJournal journal = reused().append(2);
        SmallJournal.Batch broken = journal.batches.get(journal.batches.size() - 2);
        journal.disk.flipBit(REUSED, broken.offset() + 70, 1);
        assertThatThrownBy(() -> journal.recovered(second(journal))).isInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("with the whole frame of sequences");
    }

    /** Neither mark nor sequence would tell it: only the checksum knows to which number a frame belongs. */
    @Test
    void anOldFrameCountsUnderNoOtherNumberWhateverElseItSays() throws IOException {
        SmallJournal journal = reused();
        byte[] content = journal.disk.content(REUSED);
        int mark = new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(2).header().mark();
        int next = FrameHeader.padded(journal.last().end());
        FactFrame frame = Batches.fill(journal.frame, journal.facts().size() + 1, 1, 20, 0);
        for (int number : new int[] {0, 1, 2, 3, 5, 4 + (1 << 16)}) {
            ByteBuffer bytes = frame.seal(mark, number);
            bytes.get(0, content, next, bytes.limit());
            journal.disk.put(REUSED, content);
            assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
        }
        ByteBuffer bytes = frame.seal(mark, 4);
        bytes.get(0, content, next, bytes.limit());
        journal.disk.put(REUSED, content);
        assertThat(journal.recovered(second(journal))).hasSize(journal.factsFrom(second(journal)).size() + 1);
    }

    @Test
    void aHeaderTornAtAnyByteIsThatOfASegmentThatHasNotBegun() throws IOException {
        SmallJournal journal = journalWithASpare();
        journal.writer.preparer().prepare();
        byte[] prepared = journal.disk.content(REUSED);
        byte[] begun = bytes(new SegmentHeader(
                SmallJournal.SHARD, 4, journal.facts().size() + 1, 7_777, 9, 1), SegmentHeader.Kind.SEGMENT);
        for (int torn = 0; torn < SegmentHeader.BYTES; torn++) {
            for (boolean front : new boolean[] {true, false}) {
                byte[] content = prepared.clone();
                System.arraycopy(begun, front ? 0 : torn, content, front ? 0 : torn,
                        front ? torn : SegmentHeader.BYTES - torn);
                journal.disk.put(REUSED, content);
                assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
            }
        }
        journal.start(second(journal));
        journal.append(3);
        assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
    }

    @Test
    void aSpoiltHeaderInFrontOfFactsIsRefused() throws IOException {
        SmallJournal journal = reused().append(1);
        byte[] good = journal.disk.content(REUSED);
        byte[] prepared = bytes(SegmentHeader.prepared(SmallJournal.SHARD, 4, 1), SegmentHeader.Kind.PREPARED);
        for (int offset = 0; offset < SegmentHeader.BYTES; offset++) {
            byte[] content = good.clone();
            content[offset] ^= 4;
            assertRefused(journal, content);
        }
        byte[] content = good.clone();
        System.arraycopy(prepared, 0, content, 0, prepared.length);
        assertRefused(journal, content);
        // Even where the first frame is gone with it.
        Arrays.fill(content, prepared.length, journal.last().offset(), (byte) 0);
        assertRefused(journal, content);
    }

    private static void assertRefused(SmallJournal journal, byte[] content) {
        journal.disk.put(REUSED, content);
        assertThatThrownBy(() -> journal.recovered(second(journal))).isInstanceOf(JournalRefusedException.class)
                .hasMessageContaining(REUSED);
    }

    /** The file is still open, and has new frames in it by now. */
    @Test
    void whoeverStillReadsTheOldOneIsToldAndHearsNothingElse() throws IOException {
        SmallJournal journal = new SmallJournal().fill(3);
        List<Fact> read = new ArrayList<>();
        JournalFollower slow = journal.slowFollower();
        slow.poll(Batches.into(read), 1);
        journal.writer.letGoBelow(second(journal));
        slow.poll(Batches.into(read), 3);
        assertThat(read).as("as long as nobody has used it").isEqualTo(journal.facts(2));
        journal.fill(5);

        slow.poll(Batches.into(read), 1_000);
        Throwable told = catchThrowable(() -> slow.poll(Batches.into(read), 1_000));
        assertThat(told).isInstanceOf(JournalRefusedException.class).isNotInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("sequence 10 is asked for");
        assertThat(read).as("with the frame that it had read ahead").isEqualTo(journal.facts(3));
        slow.seek(second(journal));
        read.clear();
        slow.poll(Batches.into(read), 1_000);
        assertThat(read).isEqualTo(journal.factsFrom(second(journal)));
    }

    /** It had read all there was, and slept. */
    @Test
    void whoeverWakesInAFileThatIsUsedAgainIsToldThatItsFactsAreGone() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        JournalFollower asleep = journal.slowFollower();
        List<Fact> read = new ArrayList<>();
        asleep.poll(Batches.into(read), 1_000);
        journal.fill(3);
        journal.writer.letGoBelow(second(journal));
        journal.fill(5);

        assertThatThrownBy(() -> asleep.poll(Batches.into(read), 1_000)).isInstanceOf(JournalRefusedException.class)
                .isNotInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("let go of sequence 4 ").hasMessageContaining(OLD);
        assertThat(read).isEqualTo(journal.facts(1));
    }

    /** The file that it has open is whole, but the one after it went too. Found by seed 2962 of the journal's lives. */
    @Test
    void whoeverWakesAtTheEndOfASegmentThatWasLetGoIsNotToldOfDamage() throws IOException {
        int batchesOfOne = new SmallJournal().fill(2).batches.size() - 1;
        SmallJournal journal = new SmallJournal().append(batchesOfOne);
        JournalFollower asleep = journal.slowFollower();
        while (asleep.poll((sequence, timeMs, buffer, offset, length) -> { }, 1_000) > 0) {
            assertThat(asleep.position()).isLessThanOrEqualTo(journal.writer.durableSequence() + 1);
        }
        journal.fill(4);
        journal.writer.letGoBelow(journal.last().facts().get(0).sequence());

        assertThatThrownBy(() -> asleep.poll((sequence, timeMs, buffer, offset, length) -> { }, 1_000))
                .isInstanceOf(JournalRefusedException.class).isNotInstanceOf(JournalDamagedException.class)
                .hasMessageContaining("let go of sequence " + second(journal) + " ").hasMessageContaining(OLD);
    }

    @Test
    void whatASegmentWasListedAsWhileItWasMadeIntoAnotherIsNoRefusal() throws IOException {
        SmallJournal journal = journalWithASpare();
        journal.disk.rename(SPARE, OLD);
        StaleListing stale = new StaleListing(journal.disk);
        stale.afterNextList(() -> {
            journal.disk.rename(OLD, SPARE);
            journal.fill(4);
        });
        assertThat(new SegmentFolder(stale, SmallJournal.SHARD).begun()).extracting(SegmentFolder.Entry::number)
                .containsExactly(2L, 3L);
        journal.disk.delete(SegmentName.of(2));
        JournalFile opened = journal.disk.open(REUSED);
        stale.opensOnce(OLD, opened);
        assertThat(new SegmentFolder(stale, SmallJournal.SHARD).begun()).extracting(SegmentFolder.Entry::number)
                .containsExactly(3L, 4L);
    }

    @Test
    void asManyWaitAsAreKeptAndNoneWhereTheDiskHasNoRoomForThat() throws IOException {
        SmallJournal journal = new SmallJournal().fill(7);
        journal.writer.letGoBelow(journal.last().facts().get(0).sequence());
        assertThat(journal.disk.list()).containsExactly(SPARE, SegmentName.of(7));

        journal.disk.arm(Fault.NO_SPACE, 0);
        journal.writer.letGoBelow(1);
        assertThat(journal.disk.list()).containsExactly(SegmentName.of(7));
    }

    @Test
    void oneOfAnotherSizeOrOfAnOlderReleaseIsNotUsedAgain() throws IOException {
        SmallJournal journal = journalWithASpare();
        byte[] content = journal.disk.content(SPARE);
        journal.disk.put(SPARE, Arrays.copyOf(content, content.length / 2));
        journal.fill(4);
        assertThat(new SegmentFolder(journal.disk, SmallJournal.SHARD).begun().get(2).header().isReused()).isFalse();
        assertThat(journal.disk.list()).doesNotContain(SPARE);

        SegmentHeader older = new SegmentHeader(SmallJournal.SHARD, 2, second(journal), 0, 9, 0, 3);
        content = journal.disk.content(SegmentName.of(2));
        older.encode().get(0, content, 0, SegmentHeader.BYTES);
        journal.disk.put(SegmentName.of(2), content);
        journal.writer.letGoBelow(journal.last().facts().get(0).sequence());
        assertThat(journal.disk.list()).containsExactly(SegmentName.spare(3), REUSED);
    }

    /** Each step may be the last before the machine stops, and each may fail. */
    @Test
    void anyStepMayFailOrBeTheLast() throws IOException {
        for (int calls = 0; calls < 12; calls++) {
            for (Fault fault : new Fault[] {
                Fault.BROKEN, Fault.FORCE_FAILS_EARLY, Fault.SYNC_FAILS, Fault.RENAME_FAILS}) {
                SmallJournal journal = new SmallJournal(new SimulatedDisk(calls)).fill(3);
                journal.disk.arm(fault, calls % 4);
                Throwable failure = catchThrowable(() -> {
                    journal.writer.letGoBelow(second(journal));
                    journal.writer.preparer().prepare();
                });
                assertThat(failure).satisfiesAnyOf(none -> assertThat(none).isNull(),
                        e -> assertThat(e).isInstanceOf(IOException.class));
                if (calls < 8) {
                    journal.disk.cutPower();
                } else {
                    journal.disk.killProcess();
                }
                assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
            }
        }
    }

    /** The name that made it a spare one is lost with the power, but not what was written into it since. */
    @Test
    void noHeaderIsChangedUnderANameThatMayComeBack() throws IOException {
        for (int seed = 0; seed < 12; seed++) {
            for (int calls = 0; calls < 5; calls++) {
                SmallJournal journal = new SmallJournal(new SimulatedDisk(seed)).fill(3);
                journal.disk.arm(Fault.SYNC_FAILS, 0);
                assertThatThrownBy(() -> journal.writer.letGoBelow(second(journal))).isInstanceOf(IOException.class);
                journal.disk.arm(Fault.BROKEN, calls);
                assertThatThrownBy(() -> journal.writer.preparer().prepare()).isInstanceOf(IOException.class);
                journal.disk.cutPower();
                assertThat(journal.recovered(second(journal))).isEqualTo(journal.factsFrom(second(journal)));
            }
        }
    }

    private static byte[] bytes(SegmentHeader header, SegmentHeader.Kind kind) {
        byte[] bytes = new byte[SegmentHeader.BYTES];
        header.encode(kind).get(0, bytes);
        return bytes;
    }
}
