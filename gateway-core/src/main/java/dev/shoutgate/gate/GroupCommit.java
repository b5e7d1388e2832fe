package dev.shoutgate.gate;

import com.lmax.disruptor.EventHandler;
import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.JournalWriter;
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

    private final SaleShard shard;
    private final JournalWriter journal;
    private final LongSupplier clockMs;
    private final Runnable wakeReplies;
    private final ShardHealth health;
    private final FactFrame frame = new FactFrame();
    private final Outcome[] pending = new Outcome[COMMANDS_PER_FORCE];
    private int pendingCount;
    private boolean hasRoom;

    GroupCommit(SaleShard shard, JournalWriter journal, LongSupplier clockMs, Runnable wakeReplies,
            ShardHealth health) {
        this.shard = shard;
        this.journal = journal;
        this.clockMs = clockMs;
        this.wakeReplies = wakeReplies;
        this.health = health;
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
        openBatch();
    }

    @Override
    public void onEvent(Command command, long sequence, boolean endOfBatch) {
        if (health.isStopped()) {
            stopped(command);
            return;
        }
        try {
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
            journal.append(frame);
        }
        release();
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
