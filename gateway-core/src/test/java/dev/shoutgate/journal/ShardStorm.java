package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.SimulatedDisk.Fault;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * Some lives of a whole shard, its ring and its thread, on a disk that fails: presses, faults, mendings and crashes by
 * lot from one seed. What buyers are told goes into a {@link ShardLog}, which each new life is held against.
 *
 * <p>Which commands share a batch is up to the threads, so a seed repeats the disk's faults and the presses, and mostly
 * but not always the very same life.
 */
public final class ShardStorm {

    private static final int LARGEST_FRAME_BYTES = 48 << 10;
    private static final int SLOTS = 64;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(30);

    private final Random random;
    private final SimulatedDisk disk;
    private final FactFrame scratch;
    private final ShardLog log = new ShardLog();
    private final Deque<Asked> asked = new ArrayDeque<>();
    private final AtomicLong nowMs = new AtomicLong(1_795_348_800_000L);
    private final long segmentBytes;
    private JournalWriter writer;
    private SaleShard shard;
    private CommandRing ring;
    private int failures;

    public ShardStorm(long seed, FactFrame scratch) {
        random = new Random(seed);
        disk = new SimulatedDisk(seed);
        this.scratch = scratch;
        segmentBytes = LARGEST_FRAME_BYTES + random.nextInt(LARGEST_FRAME_BYTES);
    }

    /** Returns how often the disk failed under a batch, so that a storm without wind is noticed. */
    public int run() throws IOException {
        for (int life = 2 + random.nextInt(3); life > 0; life--) {
            start();
            for (int steps = 20 + random.nextInt(100); steps > 0; steps--) {
                step();
            }
            if (random.nextInt(3) == 0) {
                mend();
            }
            stop();
        }
        start();
        stop();
        return failures;
    }

    private void start() throws IOException {
        shard = new SaleShard(ShardLog.SHARD, new ShardCapacity(1_000, 10), new HeapItemTable(10));
        JournalEnd end = log.recover(disk, shard);
        writer = new JournalWriter(disk, ShardLog.SHARD, segmentBytes, true, end, LARGEST_FRAME_BYTES);
        if (end.lastSequence() == 0) {
            prepare();
            writer.append(ShardLog.found(shard, scratch, nowMs.get()));
        }
        log.check(shard, nowMs.get());
        shard.handOver();
        writer.handOver();
        ring = new CommandRing(SLOTS, 4, shard, writer, nowMs::get, () -> { });
        ring.start();
    }

    private void step() {
        switch (random.nextInt(20)) {
            case 0 -> arm();
            case 1 -> disk.clear();
            case 2, 3 -> prepare();
            case 4, 5 -> tick();
            case 6 -> ask(log.cancelSome(random));
            case 7 -> ask(log.readSome(random));
            case 8 -> ask(log.listSome(random, shard));
            case 9, 10 -> settle();
            case 11, 12, 13 -> ask(log.actOnSome(random));
            default -> ask(log.buySome(random, shard));
        }
        collect();
    }

    private void arm() {
        Fault[] faults = {Fault.WRITE_FAILS, Fault.WRITE_TEARS, Fault.FORCE_FAILS, Fault.FORCE_FAILS_EARLY,
            Fault.FORCE_FAILS_LATE, Fault.SHORT_WRITE, Fault.SYNC_FAILS, Fault.NO_SPACE, Fault.BROKEN};
        disk.arm(faults[random.nextInt(faults.length)], random.nextInt(4));
    }

    private void prepare() {
        try {
            writer.preparer().prepare();
        } catch (IOException e) {
            assertThat(writer.preparer().isReady()).isFalse();
        }
    }

    /** Time passes far enough for another try of the disk. */
    private void tick() {
        nowMs.addAndGet(1_000);
        Command tick = new Command();
        tick.kind = Command.Kind.TICK;
        ring.tryPublish(tick);
    }

    private boolean ask(Asked question) {
        return question != null && ring.tryPublish(question.command(writer::durableSequence)) && asked.add(question);
    }

    /** Lets the shard come to what was asked so far; what a failing disk keeps in doubt is not waited for. */
    private void settle() {
        Asked marker = log.readNothing();
        if (ring.tryPublish(marker.command(writer::durableSequence))) {
            await(() -> marker.isAnswered() || ring.health().isFailing());
        }
        failures += ring.health().isFailing() ? 1 : 0;
    }

    private void collect() {
        while (!asked.isEmpty() && asked.peek().isAnswered()) {
            log.hear(asked.poll());
        }
    }

    /** The disk works again: the shard must go on by itself, and answer all that it owes. */
    private void mend() {
        disk.clear();
        await(() -> {
            prepare();
            tick();
            collect();
            return asked.isEmpty() && ring.health().state() == State.SERVING;
        });
        Asked fresh = log.buySome(random, shard);
        // The ticks may have filled the ring: a press that is turned away there is tried again, as its buyer would.
        await(() -> ask(fresh));
        await(fresh::isAnswered);
        assertThat(fresh.outcome().problem).isNotEqualTo(Problem.STORAGE_UNAVAILABLE);
        assertThat(fresh.outcome().unknown).isFalse();
        collect();
    }

    private void stop() throws IOException {
        int way = random.nextInt(4);
        if (way == 0) {
            disk.killProcess();
        } else if (way > 1) {
            disk.cutPower();
        }
        ring.close();
        writer.close();
        assertThat(ring.health().state()).isNotEqualTo(State.STOPPED);
        collect();
        assertThat(asked).as("left without any answer").isEmpty();
        shard.close();
        disk.clear();
    }

    private void await(BooleanSupplier condition) {
        long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            assertThat(ring.health().state()).isNotEqualTo(State.STOPPED);
            assertThat(System.nanoTime() - deadlineNs).as("waited too long").isNegative();
            Thread.yield();
        }
    }
}
