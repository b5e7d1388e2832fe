package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.Batches.Fact;
import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * One life of a journal on a disk that fails: starts, appends, faults, repairs, crashes, all by lot from one seed.
 *
 * <p>It keeps a list of what was promised. After every start the journal must hold exactly that; or, where the process
 * stopped before a failed batch was repaired, exactly that and the whole of that one batch.
 */
public final class JournalStorm {

    private static final int SHARD = 1;
    private static final int LARGEST_FRAME_BYTES = 1_500;

    private final Random random;
    private final SimulatedDisk disk;
    private final FactFrame frame;
    private final long segmentBytes;
    private final List<Fact> promised = new ArrayList<>();
    private final List<Fact> followed = new ArrayList<>();
    private final Straggler straggler = new Straggler();
    /** What a crash may bring back though nobody was told of it. */
    private List<Fact> undecided = List.of();
    private long firstKept = 1;
    private boolean forceEachBatch;
    /**
     * Whether all that was promised was forced. Else a power cut may take what was not settled: that is what the user
     * chose to risk. A start makes it lasting, unless a force failed before: no later one proves anything.
     */
    private boolean lasting = true;
    /** What a power cut must have left, and whether it may have left no more than that. */
    private long settledThen;
    private boolean mayHaveLost;
    private JournalWriter writer;
    private JournalFollower follower;
    private int usedAgain;

    /** The lives of one seed; the frame is scratch space that may be used again. */
    public JournalStorm(long seed, FactFrame frame) {
        random = new Random(seed);
        disk = new SimulatedDisk(seed);
        this.frame = frame;
        segmentBytes = 2_048 + 8L * random.nextInt(1_000);
    }

    /** Lives them; throws where a promise broke. Returns how many segments were used again. */
    public int run() throws IOException {
        for (int life = 2 + random.nextInt(6); life > 0; life--) {
            start();
            for (int steps = random.nextInt(60); steps > 0; steps--) {
                step();
            }
            stop();
        }
        start();
        return usedAgain;
    }

    private void start() {
        writer = null;
        armSometimes(Fault.WRITE_FAILS, Fault.WRITE_TEARS, Fault.FORCE_FAILS, Fault.FORCE_FAILS_EARLY,
                Fault.FORCE_FAILS_LATE, Fault.SYNC_FAILS, Fault.SHORT_WRITE);
        for (int attempt = 1; !tryToStart(); attempt++) {
            assertThat(attempt).as("attempts to start").isLessThan(10);
            crash();
        }
    }

    private boolean tryToStart() {
        List<Fact> found = new ArrayList<>();
        try {
            JournalEnd end = JournalRecovery.recover(
                    disk, SHARD, firstKept, Batches.into(found), !lasting, read -> { });
            // A start that fails later is still one that a reader has seen: what is found now may never go again.
            settle(found);
            lasting |= disk.lostForces() == 0;
            forceEachBatch = random.nextInt(5) > 0;
            writer = new JournalWriter(disk, SHARD, segmentBytes, forceEachBatch, end, LARGEST_FRAME_BYTES);
            assertThat(writer.durableSequence()).isEqualTo(lastPromised());
            follower = writer.follow(followed.size() + 1);
            straggler.start(new JournalFollower(disk, SHARD, firstThere(), writer::settledSequence, true,
                    LARGEST_FRAME_BYTES), firstThere());
            disk.clear();
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void settle(List<Fact> found) {
        if (mayHaveLost) {
            forgetWhatWasLost(found);
        }
        List<Fact> kept = promised.subList((int) firstKept - 1, promised.size());
        if (found.size() == kept.size()) {
            assertThat(found).isEqualTo(kept);
        } else {
            List<Fact> withUndecided = new ArrayList<>(kept);
            withUndecided.addAll(undecided);
            assertThat(found).isEqualTo(withUndecided);
            promised.addAll(undecided);
        }
        undecided = List.of();
    }

    private void forgetWhatWasLost(List<Fact> found) {
        int last = (int) firstKept - 1 + found.size();
        assertThat(last).as("facts after a power cut").isGreaterThanOrEqualTo((int) settledThen)
                .isGreaterThanOrEqualTo(followed.size());
        if (last < promised.size()) {
            promised.subList(last, promised.size()).clear();
            undecided = List.of();
        }
        mayHaveLost = false;
    }

    private void step() throws IOException {
        switch (random.nextInt(20)) {
            case 0 -> armSometimes(Fault.values());
            case 1 -> disk.clear();
            case 2, 3, 4 -> prepare();
            case 5, 6 -> follow();
            case 7, 10 -> retain();
            case 8 -> settleSome();
            case 9 -> straggler.poll(random.nextInt(4) == 0 ? 1_000 : 1 + random.nextInt(9),
                    promised.subList(0, (int) writer.settledSequence()));
            default -> {
                if (writer.isFailed()) {
                    repair();
                } else if (writer.hasRoom()) {
                    append();
                }
            }
        }
    }

    private void append() {
        lasting &= forceEachBatch;
        long salt = random.nextLong();
        Batches.fill(frame, lastPromised() + 1, 1 + random.nextInt(5), 1 + random.nextInt(250), salt);
        try {
            writer.append(frame);
            promised.addAll(Batches.of(frame));
        } catch (AppendFailedException e) {
            assertThat(writer.isFailed()).isTrue();
            assertThat(writer.hasRoom()).isFalse();
            undecided = Batches.of(frame);
        }
        assertThat(writer.durableSequence()).isEqualTo(lastPromised());
    }

    private void repair() {
        if (!writer.repair()) {
            return;
        }
        boolean again = random.nextBoolean();
        List<Fact> failed = undecided;
        undecided = List.of();
        lasting &= forceEachBatch;
        if (again && writer.hasRoom() && !failed.isEmpty()) {
            assertThat(frame.firstSequence()).isEqualTo(lastPromised() + 1);
            try {
                writer.append(frame);
                promised.addAll(failed);
            } catch (AppendFailedException e) {
                undecided = failed;
            }
        }
    }

    private void settleSome() {
        try {
            writer.settle();
            assertThat(writer.settledSequence()).isEqualTo(lastPromised());
        } catch (IOException e) {
            assertThat(writer.settledSequence()).isLessThan(lastPromised());
        }
    }

    private void prepare() {
        boolean wasReady = writer.preparer().isReady();
        long before = disk.bytesWritten();
        try {
            writer.preparer().prepare();
            usedAgain += !wasReady && disk.bytesWritten() - before < segmentBytes ? 1 : 0;
        } catch (IOException e) {
            assertThat(writer.preparer().isReady()).isFalse();
        }
    }

    private void follow() throws IOException {
        while (follower.poll(Batches.into(followed), 1 + random.nextInt(20)) > 0) {
            assertThat(follower.position()).isEqualTo(followed.size() + 1);
        }
        assertThat(followed).isEqualTo(promised.subList(0, (int) writer.settledSequence()));
    }

    private void retain() {
        try {
            writer.letGoBelow(1 + random.nextInt(followed.size() + 1));
        } catch (IOException e) {
            assertThat(e).isNotInstanceOf(java.io.FileNotFoundException.class);
        }
        firstKept = Math.max(firstKept, firstThere());
        straggler.mayBeRefusedBelow(firstKept);
    }

    private long firstThere() {
        try {
            List<SegmentFolder.Entry> begun = new SegmentFolder(disk, SHARD).begun();
            return begun.isEmpty() ? 1 : begun.get(0).firstSequence();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void stop() throws IOException {
        if (random.nextInt(3) == 0) {
            stopHalfWay();
        } else if (!writer.isFailed() && random.nextInt(4) == 0) {
            writer.close();
            follower.close();
        } else {
            crash();
        }
    }

    /** Between any two steps of what is done to whole segments. */
    private void stopHalfWay() {
        writer.preparer().take();
        disk.arm(Fault.BROKEN, random.nextInt(7));
        retain();
        prepare();
        if (writer.isFailed()) {
            repair();
        } else if (writer.hasRoom()) {
            append();
        }
        crash();
    }

    private void crash() {
        boolean settledSome = writer != null && disk.lostForces() == 0;
        if ((lasting || settledSome) && random.nextBoolean()) {
            mayHaveLost = !lasting;
            settledThen = lasting ? promised.size() : writer.settledSequence();
            disk.cutPower();
        } else {
            disk.killProcess();
        }
    }

    private void armSometimes(Fault... faults) {
        for (Fault fault : faults) {
            if (random.nextInt(faults.length) == 0) {
                disk.arm(fault, random.nextInt(4));
            }
        }
    }

    private long lastPromised() {
        return promised.size();
    }
}
