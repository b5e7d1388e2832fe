package dev.shoutgate.room;

import dev.shoutgate.SaleView;
import dev.shoutgate.storage.OrderTally;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * What a sale's watchers are told of its orders. Each is told what happened since it heard last, so one that was behind
 * misses none. Nearly all heard the same last, so that is encoded once.
 *
 * <p>Threading: one event loop.
 */
final class OrderNotice {

    private final WatchedSource source;
    /** The newest count; null where watchers are not told of orders. */
    private OrderTally count;
    private SaleView view;
    /** From the count {@link #from} to the newest. */
    private ByteBuf event;

    private OrderTally from;

    OrderNotice(WatchedSource source, OrderTally first) {
        this.source = source;
        this.count = first;
    }

    OrderTally count() {
        return count;
    }

    /** Looks how far the count is; false where nothing happened. */
    boolean renew(SaleView seen) {
        view = seen;
        OrderTally now = source.orders();
        if (now == count) {
            return false;
        }
        count = now;
        end();
        return true;
    }

    /** Whether there is something to tell to one who heard that last: who has just joined may have heard more. */
    boolean isNewTo(OrderTally heard) {
        return count != null && heard.sequence() < count.sequence();
    }

    /** What is news to one who heard that last. */
    ByteBuf since(OrderTally heard) {
        if (event == null || from != heard) {
            end();
            byte[] bytes = SaleEvents.orders(heard, count, view, source);
            event = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
            from = heard;
        }
        return event;
    }

    /** Gives the memory back. */
    void end() {
        if (event != null) {
            event.release();
            event = null;
        }
    }
}
