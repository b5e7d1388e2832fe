package dev.shoutgate.storage;

import dev.shoutgate.Threads;
import dev.shoutgate.journal.FactLog;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Counts what happens to the orders of sales that somebody watches. It follows the journals as the stores do, on one
 * thread for all of them, and reads nothing while nobody watches.
 *
 * <p>Threading: any thread may begin to watch.
 */
public final class OrderNews implements AutoCloseable {

    private static final long PACE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final List<OrderNewsFeed> feeds = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::run, "order-news");
    private volatile boolean closed;

    /** Takes on the shards, in the order of their numbers, and begins. */
    public void follow(List<FactLog> journals) {
        for (FactLog journal : journals) {
            feeds.add(new OrderNewsFeed(feeds.size(), journal));
        }
        thread.setDaemon(true);
        thread.start();
    }

    /** Counts the orders of a sale from now on, until the watch is ended. */
    public OrderWatch watch(int shard, String saleId) {
        OrderWatch watch = feeds.get(shard).watch(saleId);
        LockSupport.unpark(thread);
        return watch;
    }

    private void run() {
        while (!closed) {
            boolean watched = false;
            for (OrderNewsFeed feed : feeds) {
                watched |= feed.read();
            }
            if (watched) {
                LockSupport.parkNanos(this, PACE_NS);
            } else {
                LockSupport.park(this);
            }
        }
        feeds.forEach(OrderNewsFeed::stop);
    }

    /** Returns once it reads no journal any more. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
        Threads.awaitEnd(thread);
    }
}
