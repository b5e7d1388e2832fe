package dev.shoutgate.storage;

import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.fact.FactKind;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal of one shard as {@link OrderNews} reads it.
 *
 * <p>Threading: the thread of {@link OrderNews}; any thread may begin to watch.
 */
final class OrderNewsFeed {

    private static final Logger LOG = LoggerFactory.getLogger(OrderNewsFeed.class);
    private static final int MOST_FACTS = 4096;

    private final int shard;
    private final FactLog journal;
    private final FactDecoder decoder = new FactDecoder();
    private final List<OrderWatch> watches = new CopyOnWriteArrayList<>();
    private JournalFollower follower;
    private boolean troubled;

    OrderNewsFeed(int shard, FactLog journal) {
        this.shard = shard;
        this.journal = journal;
    }

    OrderWatch watch(String saleId) {
        OrderWatch watch = new OrderWatch(saleId);
        // It is in the list before it begins: a fact that is read in between lies before its beginning.
        watches.add(watch);
        watch.begin(journal.durableSequence());
        return watch;
    }

    /** Counts what there is by now; false where nobody watches a sale of this shard. */
    boolean read() {
        watches.removeIf(OrderWatch::isEnded);
        if (watches.isEmpty()) {
            stop();
            return false;
        }
        try {
            if (follower == null) {
                follower = journal.follow(oldestBeginning() + 1);
            }
            while (follower.poll(this::onFact, MOST_FACTS) > 0) {
                watches.forEach(OrderWatch::publish);
                troubled = false;
            }
        } catch (IOException | RuntimeException e) {
            // The journal itself is no less safe. What lies between is missing in the counts, and nowhere else.
            if (!troubled) {
                LOG.warn("Shard {}: the journal cannot be read, and orders up to sequence {} are missing in what"
                        + " operators watch: {}", shard, journal.durableSequence(), e.toString());
            }
            troubled = true;
            stop();
            follower = journal.follow(journal.durableSequence() + 1);
        }
        return true;
    }

    private long oldestBeginning() {
        long oldest = journal.durableSequence();
        for (OrderWatch watch : watches) {
            oldest = Math.min(oldest, watch.since());
        }
        return oldest;
    }

    private void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        FactKind kind = FactKind.of(buffer, offset);
        if (kind == null || kind.about() != FactKind.About.ORDER) {
            return;
        }
        StoredFact fact = decoder.decode(sequence, timeMs, buffer, offset);
        watches.forEach(fact::to);
    }

    /** Gives the journal back. */
    void stop() {
        if (follower == null) {
            return;
        }
        try {
            follower.close();
        } catch (IOException e) {
            LOG.debug("closing a journal", e);
        }
        follower = null;
    }
}
