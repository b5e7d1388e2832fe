package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.OrderId;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.HoldExtendedEncoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.ItemDescribedEncoder;
import dev.shoutgate.journal.fact.LimitChangedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderConfirmedEncoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedEncoder;
import dev.shoutgate.journal.fact.OrderRefundedEncoder;
import dev.shoutgate.journal.fact.PaymentOrphanedEncoder;
import dev.shoutgate.journal.fact.PriceChangedEncoder;
import dev.shoutgate.journal.fact.StockAddedEncoder;
import java.util.Arrays;

/**
 * Makes what was done to an order or an item a fact; a {@link FactRecorder} folds it.
 *
 * <p>Threading: the shard's own thread only.
 */
final class ActRecorder {

    private final ShardState state;
    private final FactRecorder facts;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderConfirmedEncoder orderConfirmed = new OrderConfirmedEncoder();
    private final OrderRefundedEncoder orderRefunded = new OrderRefundedEncoder();
    private final OrderPartlyRefundedEncoder orderPartlyRefunded = new OrderPartlyRefundedEncoder();
    private final HoldExtendedEncoder holdExtended = new HoldExtendedEncoder();
    private final OrderCancelledEncoder orderCancelled = new OrderCancelledEncoder();
    private final PaymentOrphanedEncoder paymentOrphaned = new PaymentOrphanedEncoder();
    private final StockAddedEncoder stockAdded = new StockAddedEncoder();
    private final PriceChangedEncoder priceChanged = new PriceChangedEncoder();
    private final LimitChangedEncoder limitChanged = new LimitChangedEncoder();
    private final ItemDescribedEncoder itemDescribed = new ItemDescribedEncoder();
    private final ItemAddedEncoder itemAdded = new ItemAddedEncoder();
    private final byte[] orderId = new byte[OrderId.LENGTH];

    ActRecorder(ShardState state, FactRecorder facts) {
        this.state = state;
        this.facts = facts;
    }

    boolean canRecord(Outcome outcome) {
        return facts.canRecord(outcome);
    }

    void orderConfirmed(Wish.Confirm wish, boolean late) {
        long number = wish.orderNumber();
        SaleDefinition sale = saleOf(number);
        FactFrame frame = facts.frame();
        orderConfirmed.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).putOrderId(idOf(number), 0).late(flag(late))
                .total(state.totalOf(number)).currency(sale.currency());
        OrderConfirmedEncoder.LinesEncoder lines = orderConfirmed.linesCount(state.orders.lineCount(number));
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).putSku(sku, 0, sku.length));
        orderConfirmed.saleId(sale.saleId()).paymentRef(wish.paymentRef())
                .by(wish.operator().by()).key(wish.operator().key())
                .merchant(sale.merchant()).buyerId(state.buyerOf(number).toString());
        facts.record(orderConfirmed.encodedLength());
    }

    /** The rest of an order, or all of it; {@code units}: of each line. */
    void orderRefunded(Wish.Refund wish, int[] units) {
        long number = wish.orderNumber();
        SaleDefinition sale = saleOf(number);
        FactFrame frame = facts.frame();
        orderRefunded.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).putOrderId(idOf(number), 0).restock(flag(wish.restock()))
                .total(state.totalOf(number)).currency(sale.currency()).amount(priceOf(number, units))
                .part(flag(!wish.items().isEmpty()));
        OrderRefundedEncoder.LinesEncoder lines = orderRefunded.linesCount(units.length);
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).refundedNow(units[line]).refunded(quantity)
                        .putSku(sku, 0, sku.length));
        orderRefunded.saleId(sale.saleId()).by(wish.operator().by()).key(wish.operator().key())
                .merchant(sale.merchant()).buyerId(state.buyerOf(number).toString());
        facts.record(orderRefunded.encodedLength());
    }

    /** Some units of it, and not all that are left. */
    void orderPartlyRefunded(Wish.Refund wish, int[] units) {
        long number = wish.orderNumber();
        SaleDefinition sale = saleOf(number);
        int[] left = new int[units.length];
        Arrays.setAll(left, line -> state.unitsLeft(number, line) - units[line]);
        FactFrame frame = facts.frame();
        orderPartlyRefunded.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).total(state.totalOf(number)).amount(priceOf(number, units))
                .remaining(priceOf(number, left)).putOrderId(idOf(number), 0).currency(sale.currency())
                .restock(flag(wish.restock()));
        OrderPartlyRefundedEncoder.LinesEncoder lines = orderPartlyRefunded.linesCount(units.length);
        state.forEachLine(number, (line, price, quantity, sku) -> lines.next().unitPrice(price).quantity(quantity)
                .refundedNow(units[line]).refunded(quantity - left[line]).putSku(sku, 0, sku.length));
        orderPartlyRefunded.saleId(sale.saleId()).merchant(sale.merchant())
                .buyerId(state.buyerOf(number).toString()).by(wish.operator().by()).key(wish.operator().key());
        facts.record(orderPartlyRefunded.encodedLength());
    }

    private long priceOf(long number, int[] units) {
        long price = 0;
        for (int i = 0; i < units.length; i++) {
            price += state.orders.unitPrice(number, i) * units[i];
        }
        return price;
    }

    void holdExtended(long number, long expiresAtMs, Operator by) {
        SaleDefinition sale = saleOf(number);
        FactFrame frame = facts.frame();
        holdExtended.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).expiresAtMs(expiresAtMs).total(state.totalOf(number))
                .putOrderId(idOf(number), 0).currency(sale.currency());
        HoldExtendedEncoder.LinesEncoder lines = holdExtended.linesCount(state.orders.lineCount(number));
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).putSku(sku, 0, sku.length));
        holdExtended.saleId(sale.saleId()).merchant(sale.merchant()).buyerId(state.buyerOf(number).toString())
                .by(by.by()).key(by.key());
        facts.record(holdExtended.encodedLength());
    }

    /** By an operator, or by the buyer: {@link Operator#NONE}. */
    void orderCancelled(long number, boolean restock, Operator by) {
        SaleDefinition sale = saleOf(number);
        FactFrame frame = facts.frame();
        orderCancelled.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).putOrderId(idOf(number), 0).restock(flag(restock))
                .total(state.totalOf(number)).currency(sale.currency());
        OrderCancelledEncoder.LinesEncoder lines = orderCancelled.linesCount(state.orders.lineCount(number));
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).putSku(sku, 0, sku.length));
        orderCancelled.saleId(sale.saleId()).by(by.by()).key(by.key())
                .merchant(sale.merchant()).buyerId(state.buyerOf(number).toString());
        facts.record(orderCancelled.encodedLength());
    }

    void paymentOrphaned(Wish.Confirm wish) {
        long number = wish.orderNumber();
        SaleDefinition sale = saleOf(number);
        FactFrame frame = facts.frame();
        paymentOrphaned.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).total(state.totalOf(number))
                .putOrderId(idOf(number), 0).currency(sale.currency());
        PaymentOrphanedEncoder.LinesEncoder lines = paymentOrphaned.linesCount(state.orders.lineCount(number));
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).putSku(sku, 0, sku.length));
        paymentOrphaned.saleId(sale.saleId()).merchant(sale.merchant())
                .buyerId(state.buyerOf(number).toString()).paymentRef(wish.paymentRef())
                .by(wish.operator().by()).key(wish.operator().key());
        facts.record(paymentOrphaned.encodedLength());
    }

    void stockAdded(Sale sale, Item item, long quantity, Operator act) {
        FactFrame frame = facts.frame();
        stockAdded.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .quantity(quantity).total(item.total() + quantity)
                .saleNumber(sale.number()).itemNumber(item.number())
                .saleId(sale.definition().saleId()).sku(item.definition().sku()).by(act.by()).key(act.key());
        facts.record(stockAdded.encodedLength());
    }

    /**
     * A fact for each of the terms that is to be another than it is, and one for all that is said of it, so that
     * repeating a change is harmless.
     */
    void termsChanged(Sale sale, Item item, ItemDefinition.Change to, Operator act) {
        FactFrame frame = facts.frame();
        if (to.price() != null && to.price() != item.price()) {
            priceChanged.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .price(to.price()).saleNumber(sale.number()).itemNumber(item.number())
                    .saleId(sale.definition().saleId()).sku(item.definition().sku()).by(act.by());
            facts.record(priceChanged.encodedLength());
        }
        if (to.limitPerBuyer() != null && to.limitPerBuyer() != item.limit()) {
            limitChanged.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .limitPerBuyer(to.limitPerBuyer()).saleNumber(sale.number()).itemNumber(item.number())
                    .saleId(sale.definition().saleId()).sku(item.definition().sku()).by(act.by());
            facts.record(limitChanged.encodedLength());
        }
        if (to.on() != null && to.on() != item.isOn()) {
            facts.itemSwitched(sale, item, to.on(), act.by());
        }
        ItemDefinition.Description said = item.terms().with(to).description();
        if (!said.equals(item.terms().description())) {
            ItemCodec.put(said, itemDescribed.wrapAndApplyHeader(frame.buffer(), frame.begin(), header))
                    .saleNumber(sale.number()).itemNumber(item.number())
                    .saleId(sale.definition().saleId()).sku(item.definition().sku())
                    .title(said.title()).image(said.image()).by(act.by());
            facts.record(itemDescribed.encodedLength());
        }
    }

    void itemAdded(Sale sale, ItemDefinition item, Operator act) {
        FactFrame frame = facts.frame();
        itemAdded.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number()).itemNumber(state.sales.itemCount()).saleId(sale.definition().saleId());
        ItemCodec.put(item, act.by(), act.key(), itemAdded);
        facts.record(itemAdded.encodedLength());
    }

    private static short flag(boolean set) {
        return (short) (set ? 1 : 0);
    }

    private byte[] idOf(long number) {
        state.orderId(number, orderId);
        return orderId;
    }

    private SaleDefinition saleOf(long number) {
        return state.sales.sale(state.orders.saleNumber(number)).definition();
    }
}
