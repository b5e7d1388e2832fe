package dev.shoutgate.storage;

import dev.shoutgate.journal.JournalFollower;
import java.io.IOException;

/**
 * One shard's way into a store: where the store stands, and the batch that goes there next.
 *
 * <p>Threading: the flusher's thread, except for the figures, which metrics read from any.
 */
final class ShardFeed {

    /** Facts per poll, or one frame of the journal where that has more; the batch's bounds are looked at in between. */
    private static final int POLL_FACTS = 256;

    /** Where a batch goes: a store, or what stands before it. */
    @FunctionalInterface
    interface BatchHome {
        void store(FactBatch batch) throws IOException;
    }

    private final JournalFollower journal;
    private final FactBatch batch;
    private volatile long position;
    // 0 while nothing is waiting. Kept through failures, so that the lag grows for as long as an outage lasts.
    private volatile long oldestWaitingMs;

    ShardFeed(int shard, JournalFollower journal) {
        this.journal = journal;
        this.batch = new FactBatch(shard);
    }

    /** Asks the store where it is, and follows the journal from there. */
    void seek(OrderStore store) throws IOException {
        long held = store.position(batch.shard());
        long durable = journal.durableSequence();
        long newest = store.newest(batch.shard());
        if (newest > durable) {
            throw new StoreAheadException(store, batch.shard(), newest, durable);
        }
        long first = journal.firstKept();
        // First, so that nobody lets go of what the store has lost and the journal still has.
        position = held;
        if (held + 1 < first) {
            throw new StoreException(store + " has the facts of shard " + batch.shard() + " up to sequence " + held
                    + ", but the journal begins with sequence " + first + ": what came before was let go, since the"
                    + " store had it. Put back the store, or a copy that goes up to sequence " + (first - 1)
                    + " at least");
        }
        journal.seek(held + 1);
        batch.restartAfter(held);
    }

    /** Asks a store that has had nothing to do whether it still is where it was. */
    void confirm(OrderStore store) {
        long held = store.position(batch.shard());
        if (held != position) {
            throw new StoreException(store + " had the facts of shard " + batch.shard() + " up to sequence " + position
                    + " and now has them up to " + held + ": somebody changed it. What the journal still has is stored"
                    + " anew");
        }
    }

    /** Stores what the journal has, one batch of about so many facts at most; returns whether there may be more. */
    boolean flush(BatchHome home, int most) throws IOException {
        batch.fullAt(most);
        while (!batch.isFull() && journal.poll(batch, Math.min(most, POLL_FACTS)) > 0) {
            // The batch takes them in as they come.
        }
        if (batch.isEmpty()) {
            return false;
        }
        oldestWaitingMs = batch.oldestMs();
        home.store(batch);
        boolean wasFull = batch.isFull();
        position = batch.lastSequence();
        // After a full batch more is waiting, about as long as the last of it.
        oldestWaitingMs = wasFull ? batch.newestMs() : 0;
        batch.restartAfter(position);
        return wasFull;
    }

    int shard() {
        return batch.shard();
    }

    long position() {
        return position;
    }

    long durableSequence() {
        return journal.durableSequence();
    }

    long lagEvents() {
        return Math.max(0, journal.durableSequence() - position);
    }

    long oldestWaitingMs() {
        return oldestWaitingMs;
    }

    void close() throws IOException {
        journal.close();
    }
}
