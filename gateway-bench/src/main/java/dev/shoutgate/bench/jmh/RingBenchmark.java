package dev.shoutgate.bench.jmh;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The gateway's own ring, from the copy into a slot to the outcome handed back by the shard's thread. The presses are
 * on
 * what is sold out, so the decision is short and the journal stays closed: what is measured is the way there and back.
 */
@State(Scope.Benchmark)
public class RingBenchmark extends StageBenchmark {

    /** Slots of the ring; the gateway's default is 16,384. */
    @Param("16384")
    public int slots;

    private final ScratchFolder folder = ScratchFolder.make("ring");
    private StockedShard shard;
    private JournalWriter journal;
    private CommandRing ring;
    private Presses presses;
    private final Command press = Presses.empty();
    /** Twice the slots: an outcome is free again long before its turn comes. */
    private Outcome[] outcomes;
    private int next;
    private long published;
    private volatile long answered;

    @Setup(Level.Trial)
    public void start() throws IOException {
        shard = new StockedShard(1_000);
        FolderDisk disk = FolderDisk.create(folder.resolve("journal"));
        JournalEnd end = JournalRecovery.recover(disk, 0, 1, (sequence, timeMs, buffer, offset, length) -> { });
        journal = JournalWriter.open(disk, 0, JournalWriter.MIN_SEGMENT_BYTES, true, end);
        presses = new Presses(0, 2 * slots, shard.shard().hashing());
        outcomes = new Outcome[2 * slots];
        for (int i = 0; i < outcomes.length; i++) {
            outcomes[i] = new Outcome(this::answered);
        }
        press.itemNumbers[0] = StockedShard.LIPSTICK;
        shard.shard().handOver();
        ring = new CommandRing(slots, slots / 8, shard.shard(), journal, System::currentTimeMillis, () -> { });
        ring.start();
    }

    /** The shard's thread alone. */
    private void answered(Outcome outcome) {
        if (outcome.accepted()) {
            throw new IllegalStateException("a sold out item was sold");
        }
        answered++;
    }

    private void publish() {
        Outcome outcome = outcomes[next];
        outcome.clear();
        presses.fill(next, press);
        press.outcome = outcome;
        while (!ring.tryPublish(press)) {
            Thread.onSpinWait();
        }
        published++;
        next = (next + 1) % outcomes.length;
    }

    private void awaitAnswers() {
        while (answered < published) {
            Thread.onSpinWait();
        }
    }

    /** One press after the other as fast as there are slots: the pace that the slower of the two threads sets. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long stream() {
        publish();
        return published;
    }

    /** One press into an idle ring, and back: a wake-up of the shard's thread is in it. */
    @Benchmark
    @BenchmarkMode(Mode.SampleTime)
    public long roundTrip() {
        publish();
        awaitAnswers();
        return answered;
    }

    @TearDown(Level.Iteration)
    public void drain() {
        awaitAnswers();
    }

    @TearDown(Level.Trial)
    public void stop() throws IOException {
        boolean stopped = ring.health().isStopped();
        ring.close();
        journal.close();
        shard.close();
        folder.close();
        if (stopped) {
            throw new IllegalStateException("the shard stopped in mid-run");
        }
    }
}
