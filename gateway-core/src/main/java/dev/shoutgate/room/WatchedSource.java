package dev.shoutgate.room;

import dev.shoutgate.SaleView;
import dev.shoutgate.SaleView.ItemView;
import dev.shoutgate.storage.OrderTally;

/**
 * A sale as one kind of watcher sees it.
 *
 * <p>Threading: any event loop.
 */
public interface WatchedSource {

    /** {@link SaleView#version} of the sale as it stands now, without the rest; -1 where {@link #view} is null. */
    long version();

    /** The sale as it stands now; null where there is none any more, or nobody can say how it stands. */
    SaleView view();

    /** Whether these watchers may see the item. */
    boolean shows(ItemView item);

    /** The whole of it, as the API answers it: JSON without a line break. */
    byte[] body(SaleView view);

    /** The orders of the sale, counted since somebody asked first; null for watchers who are not told of orders. */
    OrderTally orders();

    /** One of these orders, as the API answers it. */
    byte[] body(OrderTally.Latest order, SaleView view);

    /** Nobody watches any more. */
    void end();
}
