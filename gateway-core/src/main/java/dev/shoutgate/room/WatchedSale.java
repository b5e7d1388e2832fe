package dev.shoutgate.room;

import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A sale that connections of one event loop watch. What changed is encoded once for all of them. What changes while
 * that is still going out is told after it, merged.
 *
 * <p>Threading: its event loop.
 */
final class WatchedSale implements Slices.Work {

    private static final int STEP = 8;
    /** A little less than the time between two looks, which never come on the dot. */
    private static final long LEAST_APART_NS = TimeUnit.MILLISECONDS.toNanos(90);
    /** Between two events about orders: four a second at most. */
    private static final long ORDERS_APART_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final WatchedSource source;
    private final Slices slices;
    private final List<Watcher> watchers = new ArrayList<>();
    /** What all watchers have been told, or are being told. */
    private SaleView said;
    /** All of {@link #said}, once somebody wants it, with the time of about now. */
    private ByteBuf whole;
    /** What is being told of the sale, and of its orders; null where nothing is. */
    private ByteBuf event;

    private final OrderNotice orders;
    private boolean telling;
    /** All watchers before this place have it. */
    private int told;
    private long lookedNs;
    private long ordersNs;
    private boolean over;

    WatchedSale(WatchedSource source, SaleView said, Slices slices) {
        this.source = source;
        this.said = said;
        this.slices = slices;
        this.lookedNs = slices.nowNs() - LEAST_APART_NS;
        this.ordersNs = slices.nowNs() - ORDERS_APART_NS;
        this.orders = new OrderNotice(source, source.orders());
    }

    /** One more, who has been told {@link #whole}. */
    void add(Watcher watcher) {
        watcher.place = watchers.size();
        watcher.heard = source.orders();
        watchers.add(watcher);
    }

    /** One less. Those who were told stay before those who were not. */
    void remove(Watcher watcher) {
        int hole = watcher.place;
        if (hole < told) {
            told--;
            move(watchers.get(told), hole);
            hole = told;
        }
        Watcher last = watchers.remove(watchers.size() - 1);
        if (hole < watchers.size()) {
            move(last, hole);
        }
        if (watchers.isEmpty() && over) {
            letGo();
        }
    }

    private void move(Watcher watcher, int place) {
        watcher.place = place;
        watchers.set(place, watcher);
    }

    boolean isUnwatched() {
        return watchers.isEmpty();
    }

    /** Whether nothing more will be said: the sale is closed, or gone. */
    boolean isOver() {
        return over;
    }

    /** Looks whether there is news, and begins to tell it unless that is under way. */
    void look(long nowNs) {
        // It says what time it is.
        forgetWhole();
        if (!telling && nowNs - lookedNs >= LEAST_APART_NS && begin(nowNs)) {
            slices.add(this);
        }
    }

    private boolean begin(long nowNs) {
        lookedNs = nowNs;
        if (!over && source.version() != said.version()) {
            see(source.view());
        }
        boolean counted = (nowNs - ordersNs >= ORDERS_APART_NS || over) && orders.renew(said);
        ordersNs = counted ? nowNs : ordersNs;
        telling = event != null || counted;
        told = 0;
        return telling;
    }

    private void see(SaleView now) {
        if (now == null) {
            end();
            return;
        }
        byte[] news = SaleEvents.between(said, now, source);
        said = now;
        over = now.status() == SaleStatus.CLOSED;
        forgetWhole();
        event = news == null ? null : Unpooled.directBuffer(news.length).writeBytes(news);
    }

    @Override
    public boolean step() {
        for (int i = 0; i < STEP && told < watchers.size(); i++) {
            Watcher watcher = watchers.get(told++);
            watcher.hear(orders);
            if (event != null) {
                watcher.send(event, over);
            }
        }
        if (told < watchers.size()) {
            return true;
        }
        if (event != null) {
            event.release();
            event = null;
        }
        telling = false;
        long nowNs = slices.nowNs();
        return nowNs - lookedNs > WatchedSales.LOOK_NS && begin(nowNs);
    }

    /** In the next slice: many may be able to read again in one turn of the loop. */
    void catchUp(Watcher watcher) {
        slices.add(watcher);
    }

    /** What happened to its orders so far. */
    OrderNotice orders() {
        return orders;
    }

    /** All that was said, as one event. */
    ByteBuf newest() {
        if (whole == null) {
            byte[] bytes = SaleEvents.whole(said, source);
            whole = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        }
        return whole;
    }

    /** The same, for one who joins. */
    byte[] whole() {
        return ByteBufUtil.getBytes(newest());
    }

    private void forgetWhole() {
        if (whole != null) {
            whole.release();
            whole = null;
        }
    }

    /** Ends all streams, at once, and gives the memory back. */
    void end() {
        over = true;
        watchers.forEach(Watcher::end);
        letGo();
    }

    private void letGo() {
        forgetWhole();
        orders.end();
        source.end();
    }
}
