package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.SaleRetiredDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Folds facts into a shard's state: the only code that changes it, used alike by a decision just made, by the replay at
 * start, and by whoever follows a journal on a copy of its own. It decides nothing and refuses nothing.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class FactFold implements FactReader {

    private final ShardState state;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder orderTaken = new OrderTakenDecoder();
    private final OrderExpiredDecoder orderExpired = new OrderExpiredDecoder();
    private final OrderCancelledDecoder orderCancelled = new OrderCancelledDecoder();
    private final OrderConfirmedDecoder orderConfirmed = new OrderConfirmedDecoder();
    private final OrderRefundedDecoder orderRefunded = new OrderRefundedDecoder();
    private final PaymentOrphanedDecoder paymentOrphaned = new PaymentOrphanedDecoder();
    private final SaleDefinedDecoder saleDefined = new SaleDefinedDecoder();
    private final SaleMovedDecoder saleMoved = new SaleMovedDecoder();
    private final SaleRetiredDecoder saleRetired = new SaleRetiredDecoder();
    private final ShardFoundedDecoder shardFounded = new ShardFoundedDecoder();
    private final OrderDraft draft = new OrderDraft();
    private final OrderEntry orders;
    private final OrderMoves moves;
    private final ItemFold items;

    FactFold(ShardState state) {
        this.state = state;
        this.orders = new OrderEntry(state);
        this.moves = new OrderMoves(state);
        this.items = new ItemFold(state);
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (sequence != state.lastSequence + 1) {
            throw new IllegalStateException(
                    "shard " + state.shard + ": fact " + (state.lastSequence + 1) + " is next, " + sequence + " came");
        }
        header.wrap(buffer, offset);
        switch (header.templateId()) {
            case OrderTakenDecoder.TEMPLATE_ID -> take(orderTaken.wrapAndApplyHeader(buffer, offset, header), sequence);
            case OrderExpiredDecoder.TEMPLATE_ID -> moves.giveBack(
                    orderExpired.wrapAndApplyHeader(buffer, offset, header).orderNumber(),
                    OrderStatus.EXPIRED, true, sequence);
            case OrderCancelledDecoder.TEMPLATE_ID -> moves.giveBack(
                    orderCancelled.wrapAndApplyHeader(buffer, offset, header).orderNumber(),
                    OrderStatus.CANCELLED, orderCancelled.restock() != 0, sequence);
            case OrderConfirmedDecoder.TEMPLATE_ID ->
                confirm(orderConfirmed.wrapAndApplyHeader(buffer, offset, header), sequence);
            case OrderRefundedDecoder.TEMPLATE_ID -> moves.giveBack(
                    orderRefunded.wrapAndApplyHeader(buffer, offset, header).orderNumber(),
                    OrderStatus.REFUNDED, orderRefunded.restock() != 0, sequence);
            case PaymentOrphanedDecoder.TEMPLATE_ID ->
                orphan(paymentOrphaned.wrapAndApplyHeader(buffer, offset, header), sequence);
            case SaleDefinedDecoder.TEMPLATE_ID ->
                define(saleDefined.wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case SaleMovedDecoder.TEMPLATE_ID ->
                move(saleMoved.wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case SaleRetiredDecoder.TEMPLATE_ID -> retire(saleRetired.wrapAndApplyHeader(buffer, offset, header));
            case ShardFoundedDecoder.TEMPLATE_ID -> found(shardFounded.wrapAndApplyHeader(buffer, offset, header));
            default -> {
                if (!items.fold(sequence, timeMs, buffer, offset, header)) {
                    throw new IllegalStateException("shard " + state.shard + ": fact " + sequence
                            + " has the unknown template " + header.templateId()
                            + "; was it written by a newer version?");
                }
            }
        }
        state.lastSequence = sequence;
        state.lastTimeMs = timeMs;
    }

    private void found(ShardFoundedDecoder fact) {
        state.hashing = new Hashing(fact.hashKey0(), fact.hashKey1());
    }

    private void take(OrderTakenDecoder fact, long sequence) {
        draft.read(fact);
        orders.enter(draft, fact.orderNumber(), sequence);
        state.sales.sale(draft.saleNumber).touch(sequence);
    }

    private void confirm(OrderConfirmedDecoder fact, long sequence) {
        long number = fact.orderNumber();
        fact.skipSaleId();
        moves.confirm(number, fact.paymentRef(), sequence);
    }

    private void orphan(PaymentOrphanedDecoder fact, long sequence) {
        long number = fact.orderNumber();
        fact.skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        moves.orphan(number, fact.paymentRef(), sequence);
    }

    private void define(SaleDefinedDecoder fact, long sequence, long timeMs) {
        int firstItem = fact.firstItemNumber();
        SaleDefinition definition = read(fact);
        Sale before = state.sales.find(definition.saleId());
        if (before != null) {
            // First, so that a full table has room for the new items where the old ones were.
            state.leaveItems(before);
        }
        Item[] items = new Item[definition.items().size()];
        for (int i = 0; i < items.length; i++) {
            ItemDefinition item = definition.items().get(i);
            items[i] = new Item(firstItem + i, fact.saleNumber(), item, state.items.enter(firstItem + i));
        }
        Sale sale = new Sale(fact.saleNumber(), definition, items);
        if (before != null) {
            sale.acts.addAll(before.acts);
        }
        sale.note(new Sale.PastAct(sequence, timeMs, fact.by(), "", "define"));
        sale.touch(sequence);
        state.sales.enter(sale);
    }

    private void retire(SaleRetiredDecoder fact) {
        // Its orders stay where they lie until the next start, which leaves them out; nobody finds them any more.
        Sale sale = state.sales.sale(fact.saleNumber());
        state.ordersKept -= sale.orderCount;
        state.sales.retire(sale);
        state.leaveItems(sale);
    }

    private static SaleDefinition read(SaleDefinedDecoder fact) {
        List<ItemDefinition> items = new ArrayList<>();
        for (SaleDefinedDecoder.ItemsDecoder item : fact.items()) {
            long price = item.price();
            long stock = item.stock();
            int limit = item.limitPerBuyer();
            boolean on = item.status() == ItemValue.ON;
            items.add(new ItemDefinition(item.sku(), item.title(), price, stock, limit, on));
        }
        String saleId = fact.saleId();
        String merchant = fact.merchant();
        return new SaleDefinition(saleId, merchant, fact.title(), fact.currency(), fact.opensAtMs(),
                fact.closesAtMs(), fact.holdSeconds(), LatePayment.of(fact.latePayment()), items);
    }

    private void move(SaleMovedDecoder fact, long sequence, long timeMs) {
        Sale sale = state.sales.sale(fact.saleNumber());
        SaleStatus status = SaleStatus.of(fact.status());
        fact.skipSaleId();
        String by = fact.by();
        String key = fact.key();
        sale.note(new Sale.PastAct(sequence, timeMs, by, key, sale.actTo(status)));
        sale.moveTo(status);
        sale.touch(sequence);
    }
}
