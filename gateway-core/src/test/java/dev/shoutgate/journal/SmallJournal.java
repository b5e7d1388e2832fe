package dev.shoutgate.journal;

import dev.shoutgate.journal.Batches.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A journal of small segments on a simulated disk, whose next segment is prepared when it is needed and not before. */
final class SmallJournal {

    static final int SHARD = 1;
    static final int SEGMENT_BYTES = 2_048;
    static final int LARGEST_FRAME_BYTES = 1_024;
    static final int FACT_BYTES = 100;

    /** One batch: where it lies and what is in it. */
    record Batch(String segment, int offset, int lengthBytes, List<Fact> facts) {
        int end() {
            return offset + lengthBytes;
        }
    }

    final SimulatedDisk disk;
    final List<Batch> batches = new ArrayList<>();
    final FactFrame frame = new FactFrame();
    JournalWriter writer;

    SmallJournal() throws IOException {
        this(new SimulatedDisk(1));
    }

    SmallJournal(SimulatedDisk disk) throws IOException {
        this.disk = disk;
        start();
    }

    void start() throws IOException {
        start(1);
    }

    /** Of a journal that has let go of what came before the sequence. */
    void start(long from) throws IOException {
        JournalEnd end = JournalRecovery.recover(disk, SHARD, from, (sequence, timeMs, buffer, offset, length) -> {});
        writer = new JournalWriter(disk, SHARD, SEGMENT_BYTES, true, end, LARGEST_FRAME_BYTES);
    }

    /** Appends batches of three facts. */
    SmallJournal append(int count) throws IOException {
        for (int i = 0; i < count; i++) {
            if (!writer.hasRoom()) {
                writer.preparer().prepare();
            }
            Batches.fill(frame, writer.durableSequence() + 1, 3, FACT_BYTES, 0);
            writer.append(frame);
            int end = (int) writer.position();
            int length = FrameHeader.padded(frame.lengthBytes());
            batches.add(new Batch(lastSegment(), end - length, frame.lengthBytes(), Batches.of(frame)));
        }
        return this;
    }

    /** Appends until the given number of segments is in use. */
    SmallJournal fill(int segments) throws IOException {
        while (batches.stream().map(Batch::segment).distinct().count() < segments) {
            append(1);
        }
        return this;
    }

    JournalFollower follower() {
        return new JournalFollower(disk, SHARD, 1, writer::durableSequence);
    }

    /** One that reads no more at once than a frame or so. */
    JournalFollower slowFollower() {
        return new JournalFollower(disk, SHARD, 1, writer::durableSequence, true, SEGMENT_BYTES / 4);
    }

    String lastSegment() throws IOException {
        List<SegmentFolder.Entry> begun = new SegmentFolder(disk, SHARD).begun();
        return begun.get(begun.size() - 1).name();
    }

    Batch last() {
        return batches.get(batches.size() - 1);
    }

    List<Fact> facts() {
        return facts(batches.size());
    }

    /** All facts from a sequence on. */
    List<Fact> factsFrom(long sequence) {
        return facts().subList((int) sequence - 1, facts().size());
    }

    List<Fact> facts(int ofBatches) {
        return batches.subList(0, ofBatches).stream().flatMap(batch -> batch.facts.stream()).toList();
    }

    JournalEnd recover() throws IOException {
        return JournalRecovery.recover(disk, SHARD, 1, (sequence, timeMs, buffer, offset, length) -> {});
    }

    List<Fact> recovered() throws IOException {
        return recovered(1);
    }

    List<Fact> recovered(long from) throws IOException {
        List<Fact> facts = new ArrayList<>();
        JournalRecovery.recover(disk, SHARD, from, Batches.into(facts));
        return facts;
    }
}
