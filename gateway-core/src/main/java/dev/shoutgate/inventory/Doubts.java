package dev.shoutgate.inventory;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.LimitChangedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.PriceChangedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.StockAddedDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;

/**
 * What is in memory and perhaps not on disk: the orders and sales that the facts of a batch touched whose force failed.
 * Nobody may be told of them, neither that they are there nor that they are not. Empty but for that time.
 *
 * <p>Threading: the shard's own thread only.
 */
final class Doubts implements FactReader {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder orderTaken = new OrderTakenDecoder();
    private final OrderExpiredDecoder orderExpired = new OrderExpiredDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final LongHashSet orders = new LongHashSet();
    private boolean any;
    private boolean acts;
    private boolean everyOrder;

    /** Adds what a fact touched. One of a kind that is not known here leaves no order certain. */
    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        any = true;
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case OrderTakenDecoder.TEMPLATE_ID ->
                orders.add(orderTaken.wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case OrderExpiredDecoder.TEMPLATE_ID ->
                orders.add(orderExpired.wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case OrderCancelledDecoder.TEMPLATE_ID ->
                orders.add(orderCancelled.wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case OrderConfirmedDecoder.TEMPLATE_ID ->
                orders.add(new OrderConfirmedDecoder().wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case OrderRefundedDecoder.TEMPLATE_ID ->
                orders.add(new OrderRefundedDecoder().wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case PaymentOrphanedDecoder.TEMPLATE_ID ->
                orders.add(new PaymentOrphanedDecoder().wrapAndApplyHeader(buffer, offset, header).orderNumber());
            case SaleDefinedDecoder.TEMPLATE_ID, SaleMovedDecoder.TEMPLATE_ID, StockAddedDecoder.TEMPLATE_ID,
                    PriceChangedDecoder.TEMPLATE_ID, LimitChangedDecoder.TEMPLATE_ID,
                    ItemSwitchedDecoder.TEMPLATE_ID, ItemAddedDecoder.TEMPLATE_ID -> acts = true;
            default -> {
                acts = true;
                everyOrder = true;
            }
        }
    }

    void clear() {
        any = false;
        acts = false;
        everyOrder = false;
        orders.clear();
    }

    /** Whether memory is ahead of the disk at all. */
    boolean any() {
        return any;
    }

    /** Whether something that an operator did is in doubt. */
    boolean anyActs() {
        return acts;
    }

    /** Whether an order, or what it is now, is in doubt. */
    boolean has(long order) {
        return any && (everyOrder || orders.contains(order));
    }
}
