package dev.shoutgate.gate;

import com.lmax.disruptor.ExceptionHandler;
import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import dev.shoutgate.Command;
import dev.shoutgate.Threads;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.journal.FactLog;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;

/**
 * Hop 3 of a Buy: the one queue in front of a shard. Its order is the order of the shop.
 *
 * <p>A full ring is a refusal at once, never a wait. Buys leave the last slots to payments and operators, so that a
 * flood of buys cannot block them.
 *
 * <p>Threading: any thread publishes; the shard's own thread, started here, takes.
 */
public final class CommandRing implements AutoCloseable {

    /** What waits in a slot: the place of a command. */
    static final class Slot {
        int place;
    }

    private final Disruptor<Slot> disruptor;
    private final RingBuffer<Slot> ring;
    private final CommandPool commands;
    private final int slots;
    private final int reservedSlots;
    private final StandingQueue queue;
    private final SlotShares shares;
    private final ShardHealth health = new ShardHealth();
    private final BatchWait wait = new BatchWait();
    private final GroupCommit commit;
    private final Runnable wake = wait::wake;
    private Executor afterPublishing = Runnable::run;
    private final Command tick = new Command();
    /** Whether a tick is in the ring. */
    private final AtomicBoolean tickWaits = new AtomicBoolean();
    private volatile boolean open = true;
    private volatile Thread thread;

    /**
     * @param slots         a power of two
     * @param reservedSlots kept for commands that are {@link Command#reserved()}
     * @param clockMs       milliseconds since 1970 UTC
     * @param wakeReplies   called on the shard's thread after the outcomes of a batch were handed to their receivers
     */
    public CommandRing(int slots, int reservedSlots, SaleShard shard, FactLog journal, LongSupplier clockMs,
            Runnable wakeReplies) {
        ThreadFactory threads = task -> thread = new Thread(task, "shard-" + shard.number());
        this.disruptor = new Disruptor<>(Slot::new, slots, threads, ProducerType.MULTI, wait);
        this.ring = disruptor.getRingBuffer();
        this.commands = new CommandPool(slots);
        this.slots = slots;
        this.reservedSlots = reservedSlots;
        this.queue = new StandingQueue(slots - reservedSlots);
        this.shares = new SlotShares(slots - reservedSlots, queue, shard.sales().merchants()::activeWeight);
        tick.kind = Command.Kind.TICK;
        disruptor.setDefaultExceptionHandler(new StopServing(health));
        commit = new GroupCommit(ring::get, commands, shard, journal, clockMs, wakeReplies, health)
                .watch(queue, shares)
                .tellForces(wait::gatherFor)
                .tickBy(this::tryTick, () -> tickWaits.set(false));
        disruptor.handleEventsWith(commit);
    }

    /**
     * Lets the shard be woken later than by every single command.
     *
     * @param afterPublishing runs what it is given once the calling thread has published all that it has at hand
     */
    public CommandRing wakeBy(Executor afterPublishing) {
        this.afterPublishing = afterPublishing;
        return this;
    }

    /** Starts the shard's thread, and returns once it is at work: closed before that, it would leave what it took. */
    public void start() {
        disruptor.start();
        try {
            commit.awaitStart();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Hands a copy of the command to the shard; false, at once, when there is no slot for its kind. */
    public boolean tryPublish(Command command) {
        int needed = command.reserved() ? 1 : reservedSlots + 1;
        if (!open || !ring.hasAvailableCapacity(needed) || !publish(command)) {
            return false;
        }
        if (command.load != null) {
            command.load.enter();
        }
        if (wait.isAsleep()) {
            afterPublishing.execute(wake);
        }
        return true;
    }

    private boolean publish(Command command) {
        int place = commands.take();
        if (place == CommandPool.NONE) {
            return false;
        }
        commands.get(place).copyFrom(command);
        long sequence;
        try {
            sequence = ring.tryNext();
        } catch (InsufficientCapacityException full) {
            commands.putBack(place);
            return false;
        }
        ring.get(sequence).place = place;
        ring.publish(sequence);
        return true;
    }

    /**
     * Lets time pass for the shard. A tick that still waits does for this one too: a shard that its disk holds up would
     * otherwise have its last slots full of them, and payments refused.
     */
    public void tryTick() {
        if (tickWaits.compareAndSet(false, true) && !tryPublish(tick)) {
            tickWaits.set(false);
        }
    }

    /** Whether fewer slots are taken at this moment than so many. Any thread. */
    boolean hasFewerThan(int taken) {
        return ring.hasAvailableCapacity(slots - taken + 1);
    }

    SlotShares shares() {
        return shares;
    }

    StandingQueue queue() {
        return queue;
    }

    /** Whether memory knows more than a log that others may go on with. Any thread, after it has read the figures. */
    boolean isAhead() {
        return commit.isAhead();
    }

    /** Buys that waited too long in a queue that stood, and were refused undecided, so far. */
    public long tooLate() {
        return commit.tooLate();
    }

    /** Slots that are free at this moment. */
    public long remainingSlots() {
        return ring.remainingCapacity();
    }

    public ShardHealth health() {
        return health;
    }

    /** Takes no more; what was taken goes on. */
    public void stopTaking() {
        open = false;
    }

    public boolean isTaking() {
        return open;
    }

    /** Lets the shard finish what it has, and ends its thread. Whoever may still publish has stopped before. */
    @Override
    public void close() {
        stopTaking();
        disruptor.shutdown();
        // Its last act may be at the disk; whoever closes the journal next must not do so under its hands.
        if (thread != null) {
            Threads.awaitEnd(thread);
        }
    }

    /**
     * Disruptor steps past an event whose handler threw; a shard that did so would answer from a state it cannot
     * trust.
     */
    private record StopServing(ShardHealth health) implements ExceptionHandler<Slot> {

        @Override
        public void handleEventException(Throwable cause, long sequence, Slot slot) {
            health.stop();
        }

        @Override
        public void handleOnStartException(Throwable cause) {
            health.stop();
        }

        @Override
        public void handleOnShutdownException(Throwable cause) {
            health.stop();
        }
    }
}
