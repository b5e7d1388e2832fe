package dev.shoutgate.gate;

import com.lmax.disruptor.EventHandler;
import dev.shoutgate.Command;
import dev.shoutgate.MerchantLoad;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.journal.AppendFailedException;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.LeftBehindException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
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
 * <p>When the disk fails, nobody knows what it holds of the batch. The batch is kept, with its frame and its outcomes,
 * and tried again until it is on disk: then its outcomes go, and the shard goes on. Meanwhile nothing is recorded, and
 * only what is certainly on disk is told. A decision that throws is no fault of the disk: the shard stops for good,
 * nothing in doubt is answered, and the next start learns the truth from the journal.
 *
 * <p>Threading: the shard's own thread, {@code shard-N}, runs it from the first batch to {@link #onShutdown()}. It
 * alone decides, appends and releases, so nothing here is locked. It sleeps in the ring's wait and nowhere else, and
 * is held up by the log's force. Only {@link #awaitStart()} is anybody's.
 */
final class GroupCommit implements EventHandler<CommandRing.Slot> {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);

    /**
     * A force goes out after so many commands even when more wait, so that the first of them do not wait for the
     * last.
     */
    private static final int COMMANDS_PER_FORCE = 4096;

    /** Forces that the mean of their durations looks back on, about. */
    private static final int FORCES_IN_MEAN = 8;

    /** As many loads as a processor has under way at once. */
    private static final int COMMANDS_TO_EXPECT = 8;

    private final SaleShard shard;
    private final LongFunction<CommandRing.Slot> slots;
    private final CommandPool commands;
    private final CommandPool.Returns returns;
    private final FactLog journal;
    private final LongSupplier clockMs;
    private final ShardHealth health;
    private final FactFrame frame = new FactFrame();
    private final DiskTrouble full;
    private DiskTrouble failing;
    private boolean shared;
    private final CountDownLatch started = new CountDownLatch(1);
    private StandingQueue queue;
    private SlotShares shares;
    private final List<MerchantLoad> leaving = new ArrayList<>();
    private PendingOutcomes pending;
    /** The outcomes of the batch in the frame while the disk fails; empty otherwise. */
    private PendingOutcomes inDoubt;
    private LongConsumer forceNs = ns -> { };
    private Runnable tick = () -> { };
    private Runnable tickTaken = () -> { };
    private long meanForceNs;
    /** What the clock says, and the time of what is decided: that never goes back. */
    private long clockNowMs;
    private long nowMs;
    /** Commands of the batch that were not taken yet, and how many of them the shard knows of. */
    private long waiting;
    private int expected;
    private boolean begins;
    private long beganNs;
    private volatile long tooLate;

    /** {@code slots}: the ring's slot of a sequence. */
    GroupCommit(LongFunction<CommandRing.Slot> slots, CommandPool commands, SaleShard shard, FactLog journal,
            LongSupplier clockMs, Runnable wakeReplies, ShardHealth health) {
        this.slots = slots;
        this.commands = commands;
        this.returns = commands.new Returns();
        this.shard = shard;
        this.journal = journal;
        this.clockMs = clockMs;
        this.health = health;
        pending = new PendingOutcomes(COMMANDS_PER_FORCE, wakeReplies);
        inDoubt = new PendingOutcomes(COMMANDS_PER_FORCE, wakeReplies);
        full = DiskTrouble.ofRoom(LOG, shard.number());
    }

    /** Hands the mean duration of the last forces, in nanoseconds, to the consumer, on the shard's thread. */
    GroupCommit tellForces(LongConsumer meanNs) {
        this.forceNs = meanNs;
        return this;
    }

    /**
     * How time passes.
     *
     * @param tick publishes another one where none waits, for holds that one was too short for
     * @param taken is told of each that was in the ring
     */
    GroupCommit tickBy(Runnable tick, Runnable taken) {
        this.tick = tick;
        this.tickTaken = taken;
        return this;
    }

    /** Who is told how long commands wait, and how they are shared out. */
    GroupCommit watch(StandingQueue standing, SlotShares slotShares) {
        this.queue = standing;
        this.shares = slotShares;
        return this;
    }

    @Override
    public void onStart() {
        shared = journal.isShared();
        failing = shared ? DiskTrouble.ofQuorum(LOG, shard.number()) : DiskTrouble.ofForces(LOG, shard.number());
        started.countDown();
    }

    /** Returns once the shard's thread is at work. Any thread. */
    void awaitStart() throws InterruptedException {
        started.await();
    }

    @Override
    public void onBatchStart(long batchSize, long queueDepth) {
        waiting = batchSize;
        expected = 0;
        begins = true;
        // Nothing may be thrown from here either: Disruptor would step past the first command of the batch.
        try {
            if (health.isFailing()) {
                tryAgain();
            } else if (!health.isStopped()) {
                openBatch();
            }
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    @Override
    public void onEvent(CommandRing.Slot slot, long sequence, boolean endOfBatch) {
        if (health.isStopped()) {
            stopped(slot.place, endOfBatch);
            return;
        }
        try {
            if (begins) {
                lookBack(commands.get(slot.place));
            }
            lookAhead(sequence);
            take(slot.place, endOfBatch);
            // After the batch and not after each command: one force costs nearly the same for 1 or 500 facts, and no
            // outcome leaves before we return from it.
            if (endOfBatch || pending.isFull() || frame.isFull() && !health.isFailing()) {
                commit();
            }
        } catch (RuntimeException | Error e) {
            stop(e);
        } finally {
            if (endOfBatch) {
                letGoOfLoads();
            }
        }
    }

    /** How long the first command of a batch has waited says how long the queue is. */
    private void lookBack(Command first) {
        begins = false;
        beganNs = System.nanoTime();
        if (first.arrivedNs != 0) {
            queue.begin(beganNs, beganNs - first.arrivedNs, waiting);
        }
        shares.count(clockNowMs);
    }

    /** Not before the force: what is decided and not durable yet is still under way. */
    private void letGoOfLoads() {
        for (int i = 0; i < leaving.size(); i++) {
            leaving.get(i).leave();
        }
        leaving.clear();
    }

    private void openBatch() {
        journal.readOn(shard.lastSequence(), shard);
        readClock();
        frame.reset(shard.lastSequence() + 1, nowMs);
        if (!journal.isOurs()) {
            health.become(State.FOLLOWING);
        } else if (journal.hasRoom()) {
            health.become(State.SERVING);
            full.isOver(clockNowMs);
        } else {
            health.become(State.FULL);
            full.isOn(null, clockNowMs);
        }
    }

    private void readClock() {
        clockNowMs = clockMs.getAsLong();
        nowMs = Math.max(clockNowMs, shard.lastTimeMs());
    }

    private void lookAhead(long sequence) {
        if (expected == 0) {
            expected = (int) Math.min(COMMANDS_TO_EXPECT, waiting);
            for (int i = 0; i < expected; i++) {
                shard.expect(commands.get(slots.apply(sequence + i).place));
            }
        }
        expected--;
        waiting--;
    }

    private void take(int place, boolean last) {
        Command command = commands.get(place);
        if (command.outcome != null) {
            pending.add(command.outcome);
        } else if (command.kind == Command.Kind.TICK) {
            tickTaken.run();
        }
        try {
            if (isTooLate(command)) {
                tooLate++;
                command.outcome.refuse(Problem.OVERLOADED);
            } else if (health.hasRoom()) {
                shard.decide(command, nowMs, frame);
            } else {
                shard.answer(command, nowMs);
            }
        } finally {
            giveBack(place, last);
        }
    }

    /** Nobody who may have an order: a repeated key has its answer, however late. */
    private boolean isTooLate(Command command) {
        return command.kind == Command.Kind.BUY && queue.isTooLate(command.arrivedNs, beganNs)
                && !shard.priorBuyers().mayHave(command.buyerHash, command.saleNumber);
    }

    /** Whether memory knows more than a log that others may go on with. Any thread, after it has read the figures. */
    boolean isAhead() {
        return shared && !frame.isEmpty(); // where a fact is before it changes the figures, until it is durable
    }

    /** Buys refused undecided so far. Any thread. */
    long tooLate() {
        return tooLate;
    }

    /** A slot is not free before the batch is over, and must never be so before its command. */
    private void giveBack(int place, boolean last) {
        MerchantLoad load = commands.get(place).load;
        if (load != null && load.startLeaving()) {
            leaving.add(load);
        }
        returns.add(place);
        if (last) {
            returns.release();
        }
    }

    private void commit() {
        // What is told while a frame is kept was on disk before it.
        if (health.isFailing() || frame.isEmpty() || isAppended()) {
            pending.release();
        }
        if (!health.isFailing()) {
            openBatch();
            tickAgain();
        }
    }

    /** At the end of the ring and not at once, so that whoever has pressed meanwhile has a turn first. */
    private void tickAgain() {
        if (shard.isOverdue() && health.hasRoom()) {
            tick.run();
        }
    }

    private boolean isAppended() {
        try {
            append();
            return true;
        } catch (AppendFailedException e) {
            keep(e);
            return false;
        }
    }

    private void append() {
        long startNs = System.nanoTime();
        journal.append(frame);
        meanForceNs += (System.nanoTime() - startNs - meanForceNs) / FORCES_IN_MEAN;
        forceNs.accept(meanForceNs);
    }

    /** Keeps the batch: the frame is not touched again until it is on disk, nor are its outcomes. */
    private void keep(AppendFailedException cause) {
        PendingOutcomes empty = inDoubt;
        inDoubt = pending;
        pending = empty;
        shard.doubt(frame);
        health.become(State.FAILING);
        failing.isOn(cause, clockNowMs);
    }

    private void tryAgain() {
        readClock();
        if (failing.isTryDue(clockNowMs) && isMended()) {
            letGo();
            openBatch();
        } else {
            failing.isOn(null, clockNowMs);
        }
    }

    /** Whether the kept frame is on disk now, in its own place and with the time at which it was decided. */
    private boolean isMended() {
        try {
            if (!journal.repair()) {
                return false;
            }
            append();
            return true;
        } catch (AppendFailedException again) {
            return false;
        }
    }

    private void letGo() {
        shard.trust();
        // Before the outcomes go: whoever hears of an order may press again at once.
        health.become(State.SERVING);
        failing.isOver(clockNowMs);
        inDoubt.release();
    }

    private void stop(Throwable cause) {
        if (cause instanceof LeftBehindException) {
            LOG.warn("Shard {} ends, to begin anew: {}", shard.number(), cause.getMessage());
        } else {
            LOG.error("Shard {} stops: a decision in the batch at sequence {} went wrong. What was answered is on disk;"
                    + " what was not is in doubt and stays unanswered. A restart learns the truth from the journal.",
                    shard.number(), frame.firstSequence(), cause);
        }
        health.stop();
        inDoubt.releaseUnknown();
        pending.releaseUnknown();
    }

    private void stopped(int place, boolean last) {
        Outcome outcome = commands.get(place).outcome;
        giveBack(place, last);
        if (last) {
            letGoOfLoads();
        }
        if (outcome != null) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            pending.add(outcome);
            pending.release();
        }
    }

    /** The end of the shard's thread: a batch that is still kept has its last try, and then stays unanswered. */
    @Override
    public void onShutdown() {
        if (!health.isFailing()) {
            return;
        }
        try {
            if (isMended()) {
                letGo();
            } else {
                LOG.error("Shard {} ends while its disk fails: {} answers are in doubt and stay unanswered. The next"
                        + " start learns the truth from the journal.", shard.number(), inDoubt.count());
                inDoubt.releaseUnknown();
            }
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }
}
