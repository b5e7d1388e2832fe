package dev.shoutgate.bench.jmh;

import dev.shoutgate.Outcome;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The journal: a batch of order facts goes to disk, in segments of the gateway's default size. The score is the time of
 * one batch; where segments are used up faster than the background can zero new ones, the wait for them is in it.
 *
 * <p>A fact is encoded once and copied into each frame, which costs far less than the write: a frame's facts cannot be
 * appended twice.
 */
@State(Scope.Thread)
public class JournalAppendBenchmark extends StageBenchmark {

    private static final long SEGMENT_BYTES = 64L << 20;

    /** Order facts in one batch. */
    @Param({"1", "16", "256"})
    public int batch;

    /** What an append promises: {@code disk} is forced, {@code os} is written. */
    @Param({"disk", "os"})
    public String durability;

    private final FactFrame frame = new FactFrame();
    private byte[] fact;
    private ScratchFolder folder;
    private JournalWriter journal;

    @Setup(Level.Trial)
    public void encode() {
        try (StockedShard shard = new StockedShard(1_000)) {
            shard.sellOne(new Presses(0, 1, shard.shard().hashing()), 0, new Outcome(outcome -> { }));
            shard.facts().forEach((sequence, timeMs, buffer, offset, length) -> {
                fact = new byte[length];
                buffer.getBytes(offset, fact);
            });
        }
    }

    /** A journal for every iteration, so that the disk does not fill. */
    @Setup(Level.Iteration)
    public void open() throws IOException {
        folder = ScratchFolder.make("journal");
        FolderDisk disk = FolderDisk.create(folder.path());
        JournalEnd end = JournalRecovery.recover(disk, 0, 1, (sequence, timeMs, buffer, offset, length) -> { });
        journal = JournalWriter.open(disk, 0, SEGMENT_BYTES, durability.equals("disk"), end);
    }

    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    @OutputTimeUnit(TimeUnit.MICROSECONDS)
    public long append() {
        frame.reset(journal.durableSequence() + 1, System.currentTimeMillis());
        for (int i = 0; i < batch; i++) {
            frame.buffer().putBytes(frame.begin(), fact);
            frame.commit(fact.length);
        }
        while (!journal.hasRoom()) {
            Thread.onSpinWait();
        }
        journal.append(frame);
        return journal.durableSequence();
    }

    @TearDown(Level.Iteration)
    public void close() throws IOException {
        journal.close();
        folder.close();
    }
}
