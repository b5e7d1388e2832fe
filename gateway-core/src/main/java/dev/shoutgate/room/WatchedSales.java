package dev.shoutgate.room;

import dev.shoutgate.SaleView;
import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The sales that connections of one event loop watch, looked at ten times a second. The shard does nothing for them.
 *
 * <p>Threading: its event loop; any thread may ask how many watch.
 */
public final class WatchedSales {

    /** Between two looks. */
    static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final EventLoop loop;
    private final Slices slices;
    private final Pulse pulse = new Pulse();
    private final Map<String, WatchedSale> byName = new HashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    private ScheduledFuture<?> looking;

    public WatchedSales(EventLoop loop) {
        this.loop = loop;
        this.slices = new Slices(loop);
    }

    /** How many watch. Any thread. */
    public int watchers() {
        return watchers.get();
    }

    /**
     * The whole of a sale as all its watchers have been told it; {@link #add} follows within the same task.
     *
     * @param name the same for watchers who see the same
     * @param seen how the sale stood a moment ago, should nobody be able to say it any more
     */
    public byte[] whole(String name, WatchedSource source, SaleView seen) {
        WatchedSale sale = byName.get(name);
        if (sale == null || sale.isOver()) {
            SaleView now = source.view();
            sale = new WatchedSale(source, now == null ? seen : now, slices);
            byName.put(name, sale);
            keepLooking();
        }
        return sale.whole();
    }

    /** Takes a connection over that was told the whole of a sale: from now on it hears what changes. */
    public void add(String name, Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        WatchedSale sale = byName.get(name);
        Watcher watcher = new Watcher(sale);
        watcher.takeOver(channel);
        sale.add(watcher);
        pulse.add(watcher);
        watchers.incrementAndGet();
        channel.closeFuture().addListener(closed -> watchers.decrementAndGet());
    }

    private void keepLooking() {
        if (looking == null) {
            looking = loop.scheduleAtFixedRate(this::look, LOOK_NS, LOOK_NS, TimeUnit.NANOSECONDS);
        }
    }

    private void look() {
        long now = slices.nowNs();
        for (Iterator<WatchedSale> all = byName.values().iterator(); all.hasNext();) {
            WatchedSale sale = all.next();
            if (sale.isUnwatched()) {
                sale.end();
                all.remove();
            } else {
                sale.look(now);
            }
        }
        pulse.beat(slices);
        if (byName.isEmpty()) {
            looking.cancel(false);
            looking = null;
        }
    }

    /** Ends all streams. Its event loop. */
    public void end() {
        byName.values().forEach(WatchedSale::end);
    }
}
