package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.inventory.memory.PriorBuyers;
import dev.shoutgate.inventory.walk.StateReader;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.SnapshotDispatch;
import org.agrona.DirectBuffer;

/**
 * Hop 4 of a Buy: decides every command of one shard, at memory speed, without garbage.
 *
 * <p>Threading: one thread at a time decides and folds, and asserts that it is that thread; it is bound by the first
 * call after {@link #handOver()}. What {@link #sales()}, {@link #priorBuyers()} and {@link #hashing()} give may be used
 * from any thread as they say.
 */
public final class SaleShard implements Inventory {

    private final ShardState state;
    private final FactFold fold;
    private final FactRecorder facts;
    private final BuyDecision buy;
    private final OrderDecision order;
    private final ClockDecision clock;
    private final Wish.Handlers wishes;
    private final PriorBuyers priorBuyers;
    private Thread owner;
    private boolean overdue;

    public SaleShard(int shard, ShardCapacity capacity, ItemTable items) {
        this(shard, capacity, items, ChunkPool.unprepared());
    }

    /** A shard whose orders lie in chunks of a pool; the pool is closed after the shard. */
    public SaleShard(int shard, ShardCapacity capacity, ItemTable items, ChunkPool chunks) {
        state = new ShardState(shard, capacity, items, chunks);
        priorBuyers = state.buyers.prior();
        fold = new FactFold(state);
        facts = new FactRecorder(state, fold);
        OrderAnswer answer = new OrderAnswer(state);
        clock = new ClockDecision(state, facts);
        buy = new BuyDecision(state, facts, clock, answer);
        ActRecorder acts = new ActRecorder(state, facts);
        order = new OrderDecision(state, acts, answer);
        ActChecks checks = new ActChecks(state, clock);
        wishes = new Wish.Handlers(new OperatorDecision(state, facts, checks), new ItemDecision(state, acts, checks),
                order);
    }

    @Override
    public void decide(Command command, long nowMs, FactFrame frame) {
        assert isOwnThread();
        facts.into(frame);
        decide(command, nowMs);
    }

    private void decide(Command command, long nowMs) {
        switch (command.kind) {
            case BUY -> buy.decide(command, nowMs);
            case CANCEL -> order.cancel(command);
            case READ_ORDER -> order.read(command);
            case LIST_ORDERS -> order.list(command);
            case WISH -> command.wish.accept(wishes, nowMs, command.outcome);
            case TICK -> overdue = clock.tick(nowMs);
        }
    }

    /**
     * Answers a command and records nothing, for as long as the journal cannot be written. A repeated key and a read
     * have their order; what is in doubt is not told; whatever would have to be recorded is refused.
     */
    public void answer(Command command, long nowMs) {
        assert isOwnThread();
        facts.into(null);
        switch (command.kind) {
            case BUY -> buy.answer(command, nowMs);
            case CANCEL, READ_ORDER, LIST_ORDERS -> decide(command, nowMs);
            case WISH -> answer(command.wish, nowMs, command.outcome);
            case TICK -> { }
        }
    }

    private void answer(Wish wish, long nowMs, Outcome outcome) {
        if (outcome == null) {
            // Nobody waits for it.
            return;
        }
        if (wish instanceof Wish.OfOrder || !wish.records() && !state.doubts.any()) {
            wish.accept(wishes, nowMs, outcome);
        } else if (wish.records() && state.doubts.anyActs()) {
            // Perhaps this very act: that nothing was recorded is not ours to say.
            outcome.unknown = true;
        } else {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        }
    }

    /** Says that nobody knows whether the facts of a frame are on disk; they are folded into the state already. */
    public void doubt(FactFrame frame) {
        assert isOwnThread();
        frame.forEach(state.doubts);
    }

    /** Says that all that was folded is on disk. */
    public void trust() {
        assert isOwnThread();
        state.doubts.clear();
    }

    /**
     * Says that a command will be decided soon. A decision waits for memory that no cache has; asked for some commands
     * together, the memory comes for all of them in little more than the time of one.
     */
    public void expect(Command next) {
        if (next.kind == Command.Kind.BUY) {
            buy.touch(next);
        }
    }

    @Override
    public void found(long hashKey0, long hashKey1, FactFrame frame) {
        assert isOwnThread();
        facts.into(frame);
        facts.shardFounded(hashKey0, hashKey1);
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        assert isOwnThread();
        fold.onFact(sequence, timeMs, buffer, offset, length);
    }

    @Override
    public FactReader snapshot() {
        return new SnapshotDispatch(new SnapshotFold(state));
    }

    /** Copies what a snapshot needs that may change, at this point of the sequence. The caller closes it. */
    public SnapshotCut cut() {
        assert isOwnThread();
        return new SnapshotCut(state);
    }

    /** Lets another thread be the owner from its first call on; what was folded before is visible to it. */
    public void handOver() {
        owner = null;
    }

    private boolean isOwnThread() {
        if (owner == null) {
            owner = Thread.currentThread();
        }
        return owner == Thread.currentThread();
    }

    /** Whether the last tick left holds that had run out, so that another tick is due at once. */
    public boolean isOverdue() {
        return overdue;
    }

    public SaleDirectory sales() {
        return state.sales;
    }

    public PriorBuyers priorBuyers() {
        return priorBuyers;
    }

    /** Null before the shard was founded. */
    public Hashing hashing() {
        return state.hashing;
    }

    public int number() {
        return state.shard;
    }

    /** Orders kept. Any thread; may be a moment old. */
    public long orderCount() {
        return state.ordersKept;
    }

    /** Items entered. Any thread; may be a moment old. */
    public int itemCount() {
        return state.items.size();
    }

    /** Holds that ran out since the start. Any thread; may be a moment old. */
    public long expiredCount() {
        return state.expired;
    }

    /** Late payments that got their units after all. Any thread; may be a moment old. */
    public long reclaimedCount() {
        return state.reclaimed;
    }

    /** Payments that no order could take. Any thread; may be a moment old. */
    public long orphanedCount() {
        return state.orphaned;
    }

    /** All of it, for the audit to hold against the twin's books. */
    ShardState state() {
        return state;
    }

    @Override
    public long lastSequence() {
        return state.lastSequence;
    }

    @Override
    public long lastTimeMs() {
        return state.lastTimeMs;
    }

    @Override
    public void walk(StateReader reader) {
        ShardWalk.over(state, reader);
    }

    @Override
    public void close() {
        state.close();
    }
}
