package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A disk that is full or fails: nothing counts that is not on it, and the journal goes on when it can. */
@ExtendWith(QuietLog.class)
class JournalFailureTest {

    private static final long BIG_SEGMENT_BYTES = JournalWriter.MIN_SEGMENT_BYTES;

    @Test
    void aFailedWriteOrForceSaysWhereAndStopsTheWriter() throws IOException {
        for (Fault fault : new Fault[] {Fault.WRITE_FAILS, Fault.WRITE_TEARS, Fault.FORCE_FAILS}) {
            SmallJournal journal = new SmallJournal().append(1);
            long offset = journal.writer.position();
            AppendFailedException failure = fail(journal, fault);
            assertThat(failure).hasMessageContaining("/simulated/" + SegmentName.of(1) + " at offset " + offset)
                    .hasMessageContaining(fault.name()).hasCauseInstanceOf(IOException.class);
            assertThat(journal.writer.isFailed()).isTrue();
            assertThat(journal.writer.hasRoom()).isFalse();
            assertThat(journal.writer.durableSequence()).isEqualTo(3);
            assertThatThrownBy(() -> journal.writer.append(journal.frame)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aRepairedWriterGoesOnInANewSegmentAndTheFailedFrameIsGone() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        long offset = journal.writer.position();
        fail(journal, Fault.FORCE_FAILS);
        assertThat(journal.writer.repair()).as("no segment is prepared").isFalse();
        journal.writer.preparer().prepare();
        assertThat(journal.writer.repair()).isTrue();
        byte[] old = journal.disk.content(SegmentName.of(1));
        assertThat(Arrays.copyOfRange(old, (int) offset, old.length)).containsOnly(0);
        assertThat(journal.recovered()).isEqualTo(journal.facts());
        journal.append(2);
        assertThat(journal.last().segment()).isEqualTo(SegmentName.of(2));
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void theFailedFrameStaysGoneEvenWhereItsFileRefusesToBeCut() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        journal.writer.preparer().prepare();
        fail(journal, Fault.FORCE_FAILS);
        journal.disk.arm(Fault.WRITE_FAILS, 0);
        assertThat(journal.writer.repair()).isTrue();
        byte[] old = journal.disk.content(SegmentName.of(1));
        assertThat(Arrays.copyOfRange(old, journal.last().end() + 1, old.length)).isNotEqualTo(new byte[old.length]);
        assertThat(journal.recovered()).isEqualTo(journal.facts());
        JournalFollower follower = journal.follower();
        journal.append(1);
        assertThat(journal.recovered()).isEqualTo(journal.facts());
        assertThat(follower.poll((sequence, timeMs, buffer, at, length) -> {}, 100)).isEqualTo(9);
    }

    @Test
    void aFrameThatAStartDidNotSeeNeverComesBackFromTheMedium() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        fail(journal, Fault.FORCE_FAILS_LATE);
        journal.disk.arm(Fault.FORCE_FAILS_EARLY, 0);
        assertThat(journal.writer.repair()).isFalse();
        // The kernel shows the zeros that it failed to write, the medium has the whole frame.
        journal.disk.killProcess();
        assertThat(journal.recovered()).isEqualTo(journal.facts());
        journal.disk.cutPower();
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aFrameThatAStartDidSeeNeverGoes() throws IOException {
        SmallJournal journal = new SmallJournal().append(2);
        fail(journal, Fault.FORCE_FAILS_EARLY);
        // The kernel shows the frame, the medium has none of it, and another force would not bring it there.
        journal.disk.killProcess();
        assertThat(journal.recovered()).hasSize(9).endsWith(Batches.of(journal.frame).toArray(new Batches.Fact[0]));
        journal.disk.cutPower();
        assertThat(journal.recovered()).hasSize(9).endsWith(Batches.of(journal.frame).toArray(new Batches.Fact[0]));
    }

    @Test
    void theSameFrameMayBeAppendedAgainAfterARepair() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        journal.writer.preparer().prepare();
        fail(journal, Fault.WRITE_TEARS);
        assertThat(journal.writer.repair()).isTrue();
        journal.writer.append(journal.frame);
        assertThat(journal.recovered()).hasSize(6).endsWith(Batches.of(journal.frame).toArray(new Batches.Fact[0]));
    }

    @Test
    void aSegmentThatOnlyEverHeldAFrameThatFailedIsGivenUp() throws IOException {
        SmallJournal journal = new SmallJournal().append(1);
        fail(journal, Fault.WRITE_TEARS);
        for (int again = 0; again < 20; again++) {
            journal.writer.preparer().prepare();
            assertThat(journal.writer.repair()).isTrue();
            journal.disk.arm(Fault.FORCE_FAILS_LATE, 0);
            assertThatThrownBy(() -> journal.writer.append(journal.frame)).isInstanceOf(AppendFailedException.class);
        }
        journal.writer.preparer().prepare();
        assertThat(journal.writer.repair()).isTrue();
        journal.writer.append(journal.frame);
        assertThat(journal.disk.list()).hasSize(2);
        journal.disk.cutPower();
        assertThat(journal.recovered()).hasSize(6).endsWith(Batches.of(journal.frame).toArray(new Batches.Fact[0]));
    }

    @Test
    void aShortWriteIsCompletedAndNoFailure() throws IOException {
        SmallJournal journal = new SmallJournal();
        for (int i = 0; i < 5; i++) {
            journal.disk.arm(Fault.SHORT_WRITE, 0);
            journal.append(1);
        }
        journal.disk.cutPower();
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aSegmentThatCannotBeBegunIsLeftBehind() throws IOException {
        SmallJournal journal = new SmallJournal().fill(1);
        while (journal.writer.hasRoom()) {
            journal.append(1);
        }
        Batches.fill(journal.frame, journal.writer.durableSequence() + 1, 4, 244, 0);
        assertThat(journal.frame.lengthBytes()).isEqualTo(SmallJournal.LARGEST_FRAME_BYTES);
        journal.writer.preparer().prepare();
        journal.disk.arm(Fault.FORCE_FAILS, 0);
        assertThatThrownBy(() -> journal.writer.append(journal.frame)).isInstanceOf(AppendFailedException.class)
                .hasMessageContaining("begin").hasMessageContaining(SegmentName.of(2));
        journal.writer.preparer().prepare();
        assertThat(journal.writer.repair()).isTrue();
        journal.append(2);
        assertThat(journal.last().segment()).isEqualTo(SegmentName.of(3));
        assertThat(journal.recovered()).isEqualTo(journal.facts());
    }

    @Test
    void aFullDiskTakesTheRoomAwayBeforeABatchIsDecidedAndGivesItBackByItself() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1);
        FactFrame frame = new FactFrame();
        try (JournalWriter writer = JournalWriter.open(disk, 1, BIG_SEGMENT_BYTES, true, recover(disk))) {
            writer.append(Batches.fill(frame, 1, 1, 100_000, 0));
            Awaitility.await().until(() -> disk.list().size() == 2 && writer.preparer().isReady());
            disk.arm(Fault.NO_SPACE, 0);
            // The segment at hand and the one that is ready are filled up to where the largest frame would not fit.
            while (writer.hasRoom()) {
                writer.append(Batches.fill(frame, writer.durableSequence() + 1, 1, 100_000, 0));
            }
            long last = writer.durableSequence();
            assertThat(last * 100_000).isGreaterThan(BIG_SEGMENT_BYTES + BIG_SEGMENT_BYTES / 3);
            assertThat(writer.isFailed()).isFalse();
            // A half made segment gives its space back.
            Awaitility.await().until(() -> disk.list().size() == 2);
            disk.clear();
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(writer::hasRoom);
            for (int i = 0; i < 30; i++) {
                Awaitility.await().until(writer::hasRoom);
                writer.append(Batches.fill(frame, writer.durableSequence() + 1, 1, 100_000, 0));
            }
            assertThat(writer.durableSequence()).isEqualTo(last + 30);
        }
        assertThat(recover(disk).lastSequence()).isGreaterThan(60);
    }

    @Test
    void aWriterOpenedOnAFullDiskHasNoRoomUntilThereIsSpace() throws IOException {
        SimulatedDisk disk = new SimulatedDisk(1).arm(Fault.NO_SPACE, 0);
        try (JournalWriter writer = JournalWriter.open(disk, 1, BIG_SEGMENT_BYTES, true, recover(disk))) {
            assertThat(writer.hasRoom()).isFalse();
            disk.clear();
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(writer::hasRoom);
        }
    }

    private static AppendFailedException fail(SmallJournal journal, Fault fault) {
        Batches.fill(journal.frame, journal.writer.durableSequence() + 1, 3, SmallJournal.FACT_BYTES, 99);
        journal.disk.arm(fault, 0);
        return catchThrowableOfType(AppendFailedException.class, () -> journal.writer.append(journal.frame));
    }

    private static JournalEnd recover(JournalDisk disk) throws IOException {
        return JournalRecovery.recover(disk, 1, 1, (sequence, timeMs, buffer, offset, length) -> {});
    }
}
