package dev.shoutgate.inventory;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.journal.FactReader;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Folds the facts of one shard into both inventories, and proves from them what the contract guarantees.
 *
 * <p>While it folds, {@link FactChecks} looks at each fact against the state right before and right after it; at the
 * end, {@link StateChecks} recounts the whole state. Both read the shard's own indexes, as a buy would. That these tell
 * the truth is what the twin is for: it has none, and the two state hashes cover every entry of them.
 *
 * <p>Memory: the shard's is off the heap; the twin's is plain objects, some 300 bytes of heap an order, and half as
 * much again while {@link #finish()} counts.
 *
 * <p>Threading: one thread.
 */
public final class ShardAudit implements FactReader, AutoCloseable {

    /** The audit decides nothing, so nothing is ever refused for lack of room; only a filter is sized by it. */
    public static final ShardCapacity NO_LIMIT = new ShardCapacity(1 << 16, Integer.MAX_VALUE);

    private final AuditCheck foldable = new AuditCheck("every fact follows the one before and can be folded");
    private final SaleShard shard;
    private final Inventory twin;
    private final FactChecks eachFact;
    private final StateChecks wholeState;
    private boolean stopped;
    private ShardFigures figures;

    /** {@code twin}: what the shard is measured against, new and with {@link #NO_LIMIT}; the audit closes it. */
    public ShardAudit(int number, Inventory twin) {
        this.twin = twin;
        shard = new SaleShard(number, NO_LIMIT, new HeapItemTable(NO_LIMIT.items()));
        eachFact = new FactChecks(shard.state());
        wholeState = new StateChecks(shard, twin);
    }

    /** Takes the records of a snapshot, before the first fact. */
    public FactReader snapshot() {
        FactReader ofShard = shard.snapshot();
        FactReader ofTwin = twin.snapshot();
        return (place, timeMs, buffer, offset, length) -> {
            ofShard.onFact(place, timeMs, buffer, offset, length);
            ofTwin.onFact(place, timeMs, buffer, offset, length);
        };
    }

    /** Takes the next fact. After one that cannot be folded nothing more is: what follows builds on it. */
    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (stopped) {
            return;
        }
        try {
            eachFact.before(sequence, buffer, offset);
            shard.onFact(sequence, timeMs, buffer, offset, length);
            twin.onFact(sequence, timeMs, buffer, offset, length);
            eachFact.after(sequence);
        } catch (RuntimeException e) {
            stopped = true;
            foldable.differs(() -> "fact " + sequence + " cannot be folded (" + e
                    + "), so neither could those after it, and nothing is known of them");
        }
    }

    /** Counts everything; to be called once, after the last fact. */
    public void finish() {
        if (stopped) {
            wholeState.giveUp();
        } else {
            wholeState.check();
        }
        figures = wholeState.figures();
    }

    /** What was proven, and where not, what stands against it. */
    public List<AuditCheck> checks() {
        return List.of(foldable, wholeState.inventoriesAgree(), eachFact.stock(), wholeState.recount(),
                eachFact.limits(), eachFact.keys(), eachFact.passes(), eachFact.numbers(), eachFact.moves(),
                eachFact.control());
    }

    /** What the shard came to; null before {@link #finish()}. */
    public ShardFigures figures() {
        return figures;
    }

    SaleShard shard() {
        return shard;
    }

    /** Gives back the memory off the heap. */
    @Override
    public void close() {
        shard.close();
        twin.close();
    }
}
