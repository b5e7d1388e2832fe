package dev.shoutgate.gate;

import com.lmax.disruptor.EventHandler;
import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.JournalWriter;
import java.util.function.LongConsumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The shard's thread: decides the commands of a batch, makes their facts durable with one force, and only then lets the
 * outcomes go.
 *
 * <p>One thread for all three steps, and not one each: a decision takes a thirtieth of a request, so there is little to
 * overlap, and each further thread costs a wake-up a batch.
 *
 * <p>When a force fails, or a decision throws, nobody knows what the disk will show: the shard stops for good, nothing
 * in doubt is answered, and the next start learns the truth from the journal.
 */
final class GroupCommit implements EventHandler<Command> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /**
     * A force goes out after so many commands even when more wait, so that the first of them do not wait for the
     * last.
     */
    private static final int COMMANDS_PER_FORCE = 4096;

    /** Forces that the mean of their durations looks back on, about. */
    private static final int FORCES_IN_MEAN = 8;

    /** As many loads as a processor has under way at once, three a command. */
    private static final int COMMANDS_TO_EXPECT = 8;

    private final SaleShard shard;
    private final LongFunction<Command> slots;
    private final JournalWriter journal;
    private final LongSupplier clockMs;
    private final Runnable wakeReplies;
    private final ShardHealth health;
    private final FactFrame frame = new FactFrame();
    private final Outcome[] pending = new Outcome[COMMANDS_PER_FORCE];
    private int pendingCount;
    private LongConsumer forceNs = ns -> { };
    private long meanForceNs;
    private boolean hasRoom;
    /** Commands of the batch that were not taken yet, and how many of them the shard knows of. */
    private long waiting;
    private int expected;

    /** {@code slots}: the ring's slot of a sequence. */
    GroupCommit(LongFunction<Command> slots, SaleShard shard, JournalWriter journal, LongSupplier clockMs,
            Runnable wakeReplies, ShardHealth health) {
        this.slots = slots;
        this.shard = shard;
        this.journal = journal;
        this.clockMs = clockMs;
        this.wakeReplies = wakeReplies;
        this.health = health;
    }

    /** Hands the mean duration of the last forces, in nanoseconds, to the consumer, on the shard's thread. */
    GroupCommit tellForces(LongConsumer meanNs) {
        this.forceNs = meanNs;
        return this;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
        waiting = batchSize;
        expected = 0;
        openBatch();
    }

    @Override
    public void onEvent(Command command, long sequence, boolean endOfBatch) {
        if (health.isStopped()) {
            stopped(command);
            return;
        }
        try {
            lookAhead(sequence);
            take(command);
            // After the batch and not after each command: one force costs nearly the same for 1 or 500 facts, and no
            // outcome leaves before we return from it.
            if (endOfBatch || frame.isFull() || pendingCount == COMMANDS_PER_FORCE) {
                commit();
                openBatch();
            }
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    private void openBatch() {
        frame.reset(shard.lastSequence() + 1, Math.max(clockMs.getAsLong(), shard.lastTimeMs()));
        hasRoom = journal.hasRoom();
        health.hasRoom(hasRoom);
    }

    private void lookAhead(long sequence) {
        if (expected == 0) {
            expected = (int) Math.min(COMMANDS_TO_EXPECT, waiting);
            for (int i = 0; i < expected; i++) {
                shard.expect(slots.apply(sequence + i));
            }
        }
        expected--;
        waiting--;
    }

    private void take(Command command) {
        Outcome outcome = command.outcome;
        if (outcome != null) {
            pending[pendingCount++] = outcome;
        }
        if (hasRoom || !command.kind.records()) {
            shard.decide(command, frame.timeMs(), frame);
        } else if (outcome != null) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        }
        command.clear();
    }

    private void commit() {
        if (!frame.isEmpty()) {
            append();
        }
        release();
    }

    private void append() {
        long startNs = System.nanoTime();
        journal.append(frame);
        meanForceNs += (System.nanoTime() - startNs - meanForceNs) / FORCES_IN_MEAN;
        forceNs.accept(meanForceNs);
    }

    private void release() {
        int count = pendingCount;
        pendingCount = 0;
        for (int i = 0; i < count; i++) {
            Outcome outcome = pending[i];
            pending[i] = null;
            outcome.receiver.onOutcome(outcome);
        }
        if (count > 0) {
            wakeReplies.run();
        }
    }

    private void stop(Throwable cause) {
        LOG.error("Shard {} stops: a batch at sequence {} could not be made durable. What was answered is on disk; what"
                + " was not is in doubt and stays unanswered. Restart once the cause is mended.",
                shard.number(), frame.firstSequence(), cause);
        health.stop();
        for (int i = 0; i < pendingCount; i++) {
            pending[i].unknown = true;
        }
        release();
    }

    private void stopped(Command command) {
        Outcome outcome = command.outcome;
        command.clear();
        if (outcome != null) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            outcome.receiver.onOutcome(outcome);
            wakeReplies.run();
        }
    }
}
