package dev.shoutgate.room;

import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A sale that connections of one event loop watch. What changed is encoded once for all of them, and written in
 * slices, so that whoever presses Buy meanwhile waits for one slice at most. A change that comes before the last one is
 * out goes with the next look.
 *
 * <p>Threading: its event loop.
 */
final class WatchedSale {

    private static final int SLICE = 128;
    private static final long COMMENT_NS = TimeUnit.SECONDS.toNanos(15);

    private final WatchedSource source;
    private final EventLoop loop;
    private final List<Watcher> watchers = new ArrayList<>();
    private SaleView said;
    /** All of {@link #said}, once somebody wants it. */
    private ByteBuf whole;
    private long saidNs;
    private boolean sending;
    private boolean over;

    WatchedSale(WatchedSource source, SaleView said, EventLoop loop) {
        this.source = source;
        this.said = said;
        this.loop = loop;
        this.saidNs = System.nanoTime();
    }

    /** One more, who has the whole of a view that is not older than what the others have. */
    void add(Watcher watcher) {
        watchers.add(watcher);
    }

    boolean isUnwatched() {
        return watchers.isEmpty();
    }

    /** Whether nothing more will be said: the sale is closed, or gone. */
    boolean isOver() {
        return over;
    }

    /** Looks at the sale, and tells its watchers what changed. */
    void look(long nowNs) {
        if (sending) {
            return;
        }
        watchers.removeIf(Watcher::isGone);
        SaleView now = over ? said : source.view();
        if (now == null) {
            end();
            return;
        }
        byte[] event = SaleEvents.between(said, now, source);
        if (event != null) {
            say(now);
            send(Unpooled.directBuffer(event.length).writeBytes(event), nowNs);
        } else if (nowNs - saidNs > COMMENT_NS) {
            send(SaleEvents.COMMENT, nowNs);
        }
    }

    private void say(SaleView now) {
        said = now;
        over = now.status() == SaleStatus.CLOSED;
        forgetWhole();
    }

    private void forgetWhole() {
        if (whole != null) {
            whole.release();
            whole = null;
        }
    }

    private void send(ByteBuf event, long nowNs) {
        saidNs = nowNs;
        sending = true;
        slice(event, 0, watchers.size());
    }

    private void slice(ByteBuf event, int from, int end) {
        int to = Math.min(from + SLICE, end);
        for (int i = from; i < to; i++) {
            watchers.get(i).send(event, over);
        }
        if (to < end) {
            loop.execute(() -> slice(event, to, end));
        } else {
            event.release();
            sending = false;
        }
    }

    /** All that was said, as one event. */
    ByteBuf newest() {
        if (whole == null) {
            byte[] event = SaleEvents.whole(said, source);
            whole = Unpooled.directBuffer(event.length).writeBytes(event);
        }
        return whole;
    }

    /** Ends all streams, at once, and gives the memory back. */
    void end() {
        over = true;
        watchers.forEach(Watcher::end);
        forgetWhole();
    }
}
