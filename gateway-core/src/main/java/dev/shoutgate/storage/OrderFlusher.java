package dev.shoutgate.storage;

import dev.shoutgate.journal.JournalFollower;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hop 7 of a Buy: carries the journal of every shard into one store, in order, each fact once in effect.
 *
 * <p>It follows the journal and not the ring, so a slow or dead store holds up nobody: the flusher falls behind, says
 * so, and catches up. The store's own position is the only memory. After any failure the flusher forgets what it had in
 * hand, asks the store where it is, and goes on from there; so it does not matter whether a commit that failed to
 * answer had worked.
 *
 * <p>Threading: its own thread per store, which alone touches the store once {@link #start} has returned. The figures
 * may be read from any thread.
 */
public final class OrderFlusher {

    private static final Logger LOG = LoggerFactory.getLogger(OrderFlusher.class);

    /**
     * The time between two batches that are not full. Waiting makes batches: at 1,000 orders a second one commit, with
     * its force of the disk that the journal needs too, serves 40. A timed wait and not a wake-up from the journal,
     * because waking a thread costs the journal's thread more than 25 looks a second cost this one.
     */
    static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(40);

    /** How long a store with nothing to do is not asked whether it still has what it had. */
    static final long CONFIRM_NS = TimeUnit.SECONDS.toNanos(1);

    private final OrderStore store;
    private final List<ShardFeed> feeds = new ArrayList<>();
    private final Outage outage;
    private final Backoff backoff;
    private final FlushPace pace = new FlushPace();
    private final Thread thread;
    private ShardFeed.BatchHome home;
    private DeadLetters letters;
    private volatile boolean placed;
    private long confirmedNs;
    private boolean presumedDown;
    private volatile long failingSinceMs;
    private volatile boolean draining;
    private volatile long giveUpNs;

    /** The flusher owns the store from now on, and closes it when it stops. */
    public OrderFlusher(OrderStore store) {
        this.store = store;
        store.keepTo(new BatchPace());
        home = store::store;
        outage = new Outage(LOG, store);
        backoff = new Backoff(ThreadLocalRandom.current());
        thread = new Thread(this::run, "flusher-" + store.name());
        thread.setDaemon(true);
    }

    /**
     * Takes on the next shard, beginning with 0. Before {@link #start} only.
     *
     * @param journal the shard's facts; the flusher owns it from now on
     */
    public OrderFlusher follow(JournalFollower journal) {
        feeds.add(new ShardFeed(feeds.size(), journal));
        return this;
    }

    /**
     * Puts facts that the store can never hold into these dead letters, and goes on with the rest. Without it such a
     * fact is an outage that only ends when the store takes it. Before {@link #start} only.
     */
    public OrderFlusher putAside(DeadLetters deadLetters) {
        letters = deadLetters;
        home = new UnstorableSearch(store, deadLetters)::store;
        return this;
    }

    /**
     * The store did not answer a moment ago: {@link #start} does not wait for its time-out once more, and leaves the
     * question of where it stands to the flusher's thread. Before {@link #start} only.
     */
    public OrderFlusher presumeDown() {
        presumedDown = true;
        return this;
    }

    /**
     * Looks where the store stands and starts to follow. A store that cannot be reached is no error: the flusher keeps
     * trying, and the sale goes on meanwhile.
     *
     * @throws StoreAheadException when the store belongs to another data folder; nothing was started
     */
    public void start() {
        try {
            if (!presumedDown) {
                place();
            }
        } catch (StoreAheadException e) {
            close();
            throw e;
        } catch (IOException | RuntimeException e) {
            failed(e);
        }
        thread.start();
    }

    private void run() {
        try {
            long waitNs = flushOnce();
            while (!isDone()) {
                pause(waitNs);
                waitNs = flushOnce();
            }
        } finally {
            close();
        }
    }

    private void close() {
        store.close();
        for (ShardFeed feed : feeds) {
            try {
                feed.close();
            } catch (IOException e) {
                LOG.debug("closing a journal", e);
            }
        }
    }

    private boolean isDone() {
        return draining && (lagEvents() == 0 || System.nanoTime() - giveUpNs >= 0);
    }

    /** One batch per shard at most; returns how long to wait before the next, in nanoseconds. */
    private long flushOnce() {
        try {
            place();
            long startNs = System.nanoTime();
            pace.begin(startNs);
            long storedBefore = stored();
            boolean more = false;
            for (ShardFeed feed : feeds) {
                more |= feed.flush(home, draining ? FactBatch.FULL_FACTS : pace.facts());
            }
            confirm(stored() > storedBefore, startNs);
            worked();
            long restNs = draining ? 0
                    : pace.batchRestNs(stored() - storedBefore, durable(), lagEvents(), System.nanoTime());
            return more ? restNs : Math.max(restNs, PACE_NS);
        } catch (Throwable t) {
            // Errors too: a flusher that is gone stores nothing until somebody restarts the gateway, and one that
            // goes on trying is heard of every minute.
            return failed(t);
        }
    }

    /** What a store is told while it writes. */
    private final class BatchPace implements WritePace {

        @Override
        public void wrote(int facts) {
            if (!draining) {
                pause(pace.partRestNs(facts, System.nanoTime()));
            }
        }

        @Override
        public boolean isCrowd() {
            return !draining && pace.isCrowd();
        }
    }

    /** A batch confirms itself: the store looks where it stands. */
    private void confirm(boolean storedSome, long nowNs) {
        if (!storedSome && nowNs - confirmedNs >= CONFIRM_NS) {
            feeds.forEach(feed -> feed.confirm(store));
            confirmedNs = nowNs;
        } else if (storedSome) {
            confirmedNs = nowNs;
        }
    }

    private long durable() {
        return feeds.stream().mapToLong(ShardFeed::durableSequence).sum();
    }

    private long stored() {
        return feeds.stream().mapToLong(ShardFeed::position).sum();
    }

    private void place() throws IOException {
        if (!placed) {
            for (ShardFeed feed : feeds) {
                if (letters != null) {
                    letters.load(feed.shard());
                }
                feed.seek(store);
            }
            placed = true;
            confirmedNs = System.nanoTime();
        }
    }

    private void worked() {
        outage.over(lagEvents(), System.nanoTime());
        backoff.reset();
        failingSinceMs = 0;
    }

    private long failed(Throwable reason) {
        placed = false;
        if (failingSinceMs == 0) {
            failingSinceMs = System.currentTimeMillis();
        }
        outage.failed(reason, lagEvents(), System.nanoTime());
        return backoff.nextNs();
    }

    private void pause(long waitNs) {
        long allowedNs = draining ? Math.min(waitNs, giveUpNs - System.nanoTime()) : waitNs;
        if (allowedNs > 0) {
            LockSupport.parkNanos(this, allowedNs);
        }
    }

    /** Facts that are durable in the journals and not yet in the store. */
    public long lagEvents() {
        return feeds.stream().mapToLong(ShardFeed::lagEvents).sum();
    }

    /** How long the oldest fact that is not in the store has been waiting, in seconds; 0 when all are there. */
    public double lagSeconds() {
        if (lagEvents() == 0) {
            return 0;
        }
        long nowMs = System.currentTimeMillis();
        long sinceMs = failingSinceMs == 0 ? nowMs : failingSinceMs;
        for (ShardFeed feed : feeds) {
            long waitingMs = feed.oldestWaitingMs();
            sinceMs = waitingMs == 0 ? sinceMs : Math.min(sinceMs, waitingMs);
        }
        return Math.max(0, nowMs - sinceMs) / 1000.0;
    }

    /**
     * The last fact of the shard that the store holds for good: this store needs the journal after it only. 0 while it
     * fails, for then nobody knows what it still has, and the journal may be asked for all of it.
     */
    public long position(int shard) {
        return placed ? feeds.get(shard).position() : 0;
    }

    /** Facts that were put aside since the start. */
    public long deadLettersAdded() {
        return letters == null ? 0 : letters.added();
    }

    /** Facts that are put aside and wait for {@code gateway flush --dead-letter}. */
    public long deadLettersWaiting() {
        return letters == null ? 0 : letters.waiting();
    }

    /** What metrics and logs call the store. */
    public String storeName() {
        return store.name();
    }

    /**
     * Stores what is durable by now, then stops and closes the store. Call it when the shards have stopped.
     *
     * @return whether everything arrived in time; what did not is in the journal and arrives after the next start
     */
    public boolean drain(Duration limit) throws InterruptedException {
        beginDrain(limit);
        return awaitDrained();
    }

    /** Begins what {@link #drain} does, and does not wait: one store that is down must not use up another's time. */
    public void beginDrain(Duration limit) {
        giveUpNs = System.nanoTime() + limit.toNanos();
        draining = true;
        LockSupport.unpark(thread);
    }

    /** Waits until a drain that was begun is over; returns what {@link #drain} does. */
    public boolean awaitDrained() throws InterruptedException {
        // A try that is under way when the time is up may take its own time-out to end.
        long leftMs = TimeUnit.NANOSECONDS.toMillis(giveUpNs - System.nanoTime());
        thread.join(Math.max(0, leftMs) + 2_000);
        return lagEvents() == 0;
    }
}
