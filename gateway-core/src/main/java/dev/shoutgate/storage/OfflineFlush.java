package dev.shoutgate.storage;

import dev.shoutgate.journal.JournalDisk;
import dev.shoutgate.journal.JournalFollower;
import java.io.IOException;
import java.util.function.LongConsumer;

/**
 * Carries the journals of a gateway that does not run into one store, to their ends: what an {@link OrderFlusher} does,
 * without waiting for anything and without trying twice.
 *
 * <p>Threading: the caller's. Errors: {@link StoreException} where the store cannot be reached or refuses what it
 * should take, {@link StoreAheadException} where it belongs to another folder; what was carried before stays there.
 */
public final class OfflineFlush {

    private final OrderStore store;
    private final DeadLetters letters;
    private final UnstorableSearch search;

    /** Facts that the store refuses go to the letters. */
    public OfflineFlush(OrderStore store, DeadLetters letters) {
        this.store = store;
        this.letters = letters;
        search = new UnstorableSearch(store, letters);
    }

    /**
     * Carries one shard.
     *
     * @param last   the last fact of the journal
     * @param behind is told after each batch how many facts are left
     * @return how many facts the store did not have
     */
    public long flush(int shard, JournalDisk disk, long last, LongConsumer behind) throws IOException {
        letters.load(shard);
        ShardFeed feed = new ShardFeed(shard, new JournalFollower(disk, shard, 1, () -> last));
        try {
            feed.seek(store);
            long first = feed.position();
            for (long before = -1; feed.lagEvents() > 0; behind.accept(feed.lagEvents())) {
                if (feed.position() == before) {
                    throw new IOException("The journal of shard " + shard + " in " + disk.describe("")
                            + " gives no facts after " + before + ", though it goes on to " + last);
                }
                before = feed.position();
                feed.flush(search::store, FactBatch.FULL_FACTS);
            }
            return last - first;
        } finally {
            feed.close();
        }
    }
}
