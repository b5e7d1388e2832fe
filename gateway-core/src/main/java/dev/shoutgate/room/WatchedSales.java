package dev.shoutgate.room;

import dev.shoutgate.SaleView;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoop;
import io.netty.channel.WriteBufferWaterMark;
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

    private static final int LOOK_MS = 100;
    private static final WriteBufferWaterMark MOST_WAITING = new WriteBufferWaterMark(16 << 10, 64 << 10);

    private final EventLoop loop;
    private final Map<String, WatchedSale> byName = new HashMap<>();
    private final AtomicInteger watchers = new AtomicInteger();
    private ScheduledFuture<?> looking;

    public WatchedSales(EventLoop loop) {
        this.loop = loop;
    }

    /** How many watch. Any thread. */
    public int watchers() {
        return watchers.get();
    }

    /**
     * Takes a connection over: from now on it hears of a sale. It has been told the whole of {@code told}.
     *
     * @param name the same for watchers who see the same
     */
    public void add(String name, WatchedSource source, SaleView told, Channel channel) {
        if (!channel.isActive()) {
            return;
        }
        WatchedSale sale = byName.get(name);
        if (sale == null || sale.isOver()) {
            sale = new WatchedSale(source, told, loop);
            WatchedSale former = byName.put(name, sale);
            if (former != null) {
                former.end();
            }
        }
        Watcher watcher = new Watcher(sale);
        ChannelPipeline pipeline = channel.pipeline();
        while (pipeline.first() != null) {
            pipeline.removeFirst();
        }
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, MOST_WAITING);
        channel.config().setAutoRead(true);
        pipeline.addLast(watcher);
        sale.add(watcher);
        watchers.incrementAndGet();
        channel.closeFuture().addListener(closed -> watchers.decrementAndGet());
        if (looking == null) {
            looking = loop.scheduleAtFixedRate(this::look, LOOK_MS, LOOK_MS, TimeUnit.MILLISECONDS);
        }
    }

    private void look() {
        long now = System.nanoTime();
        for (Iterator<WatchedSale> all = byName.values().iterator(); all.hasNext();) {
            WatchedSale sale = all.next();
            sale.look(now);
            if (sale.isUnwatched()) {
                sale.end();
                all.remove();
            }
        }
        if (byName.isEmpty()) {
            looking.cancel(false);
            looking = null;
        }
    }
}
