package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.journal.FactFrame;
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
    private final OperatorDecision operator;
    private final ClockDecision clock;
    private Thread owner;
    private boolean overdue;

    public SaleShard(int shard, ShardCapacity capacity, ItemTable items) {
        state = new ShardState(shard, capacity, items);
        fold = new FactFold(state);
        facts = new FactRecorder(state, fold);
        OrderAnswer answer = new OrderAnswer(state);
        clock = new ClockDecision(state, facts);
        buy = new BuyDecision(state, facts, clock, answer);
        order = new OrderDecision(state, facts, answer);
        operator = new OperatorDecision(state, facts, clock);
    }

    @Override
    public void decide(Command command, long nowMs, FactFrame frame) {
        assert isOwnThread();
        facts.into(frame);
        switch (command.kind) {
            case BUY -> buy.decide(command, nowMs);
            case CANCEL -> order.cancel(command);
            case READ_ORDER -> order.read(command);
            case DEFINE_SALE -> operator.define(command, nowMs);
            case MOVE_SALE -> operator.move(command, nowMs);
            case AUDIT -> command.outcome.value = SaleAudit.of(state.sales.currentOf(command.saleNumber), state);
            case TICK -> overdue = clock.tick(nowMs);
        }
    }

    /**
     * Says that a command will be decided soon. A decision waits for memory that no cache has, three times for a new
     * buyer; asked for some commands together, the memory comes for all of them in little more than the time of one.
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
        return state.priorBuyers;
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
        return state.orders.count();
    }

    /** Items entered. Any thread; may be a moment old. */
    public int itemCount() {
        return state.items.size();
    }

    /** Holds that ran out since the start. Any thread; may be a moment old. */
    public long expiredCount() {
        return state.expired;
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
    public long stateHash() {
        return StateHash.of(state);
    }

    @Override
    public void close() {
        state.close();
    }
}
