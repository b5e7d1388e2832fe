package dev.shoutgate.inventory.twin;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.HoldExtendedEncoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.ItemDescribedEncoder;
import dev.shoutgate.journal.fact.ItemSwitchedEncoder;
import dev.shoutgate.journal.fact.LimitChangedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderCancelledEncoder;
import dev.shoutgate.journal.fact.OrderConfirmedEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedEncoder;
import dev.shoutgate.journal.fact.OrderRefundedEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import dev.shoutgate.journal.fact.PaymentOrphanedEncoder;
import dev.shoutgate.journal.fact.PriceChangedEncoder;
import dev.shoutgate.journal.fact.SaleChangedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import dev.shoutgate.journal.fact.SaleRetiredEncoder;
import dev.shoutgate.journal.fact.ShardFoundedEncoder;
import dev.shoutgate.journal.fact.StockAddedEncoder;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes the twin's facts into a frame, and enters each in its books at once.
 *
 * <p>It shares the journal's schema with {@code FactRecorder}, and nothing else.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinRecorder {

    private final int shard;
    private final TwinBooks books;
    private final TwinFold fold;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private FactFrame frame;

    TwinRecorder(int shard, TwinBooks books, TwinFold fold) {
        this.shard = shard;
        this.books = books;
        this.fold = fold;
    }

    /** Where facts go from now on. */
    void into(FactFrame frame) {
        this.frame = frame;
    }

    boolean isFull() {
        return frame.isFull();
    }

    void founded(long hashKey0, long hashKey1) {
        ShardFoundedEncoder fact = new ShardFoundedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .shard(shard).hashKey0(hashKey0).hashKey1(hashKey1);
        enter(fact.encodedLength());
    }

    void defined(SaleDefinition definition, String by) {
        SaleDefinedEncoder fact = new SaleDefinedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(books.sales.size()).firstItemNumber(books.items.size())
                .opensAtMs(definition.opensAtMs()).closesAtMs(definition.closesAtMs())
                .holdSeconds(definition.holdSeconds()).latePayment((short) definition.latePayment().ordinal())
                .currency(definition.currency());
        boolean passes = definition.passes().required();
        fact.passOpensSeconds(passes ? definition.passes().opensSeconds() : Long.MIN_VALUE)
                .passDifficulty(passes ? definition.passes().difficulty() : Long.MIN_VALUE);
        SaleDefinedEncoder.ItemsEncoder items = fact.itemsCount(definition.items().size());
        for (ItemDefinition item : definition.items()) {
            TwinItem.put(item, items.next());
        }
        fact.saleId(definition.saleId()).merchant(definition.merchant()).title(definition.title()).by(by)
                .checkoutUrl(definition.terms().checkoutUrl()).pass(passes ? "required" : "");
        enter(fact.encodedLength());
    }

    void moved(TwinSale sale, SaleStatus status, String by, String key) {
        SaleMovedEncoder fact = new SaleMovedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number).status((short) status.ordinal())
                .saleId(sale.definition.saleId()).by(by).key(key);
        enter(fact.encodedLength());
    }

    void retired(TwinSale sale) {
        SaleRetiredEncoder fact = new SaleRetiredEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number).orders(books.ordersOf(sale).size()).saleId(sale.definition.saleId());
        enter(fact.encodedLength());
    }

    void taken(Command buy, TwinSale sale, List<TwinItem> items, long nowMs) {
        SaleDefinition definition = sale.definition;
        int number = books.orders.size();
        boolean free = IntStream.range(0, items.size()).allMatch(i -> items.get(i).terms.price() == 0);
        OrderStatus status = definition.holdSeconds() == 0 || free ? OrderStatus.CONFIRMED : OrderStatus.HELD;
        long expiresAtMs = status == OrderStatus.HELD ? nowMs + 1000L * definition.holdSeconds() : 0;
        OrderTakenEncoder fact = new OrderTakenEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).createdAtMs(nowMs).expiresAtMs(expiresAtMs)
                .buyerHash(buy.buyerHash).keyHash(buy.keyHash)
                .saleNumber(sale.number).status((short) status.ordinal())
                .putOrderId(orderId(number), 0).currency(definition.currency())
                .passNumber(definition.passes().required() ? buy.passNumber : 0);
        OrderTakenEncoder.LinesEncoder lines = fact.linesCount(items.size());
        for (int i = 0; i < items.size(); i++) {
            TwinItem item = items.get(i);
            lines.next().unitPrice(item.terms.price()).itemNumber(item.number).quantity(buy.quantities[i])
                    .sku(item.definition.sku());
        }
        fact.buyerId(buy.buyer.toString()).key(buy.key.toString());
        TwinOrder.Notes.of(buy.notes).put(fact).saleId(definition.saleId()).merchant(definition.merchant());
        enter(fact.encodedLength());
    }

    void expired(TwinOrder order) {
        OrderExpiredEncoder fact = new OrderExpiredEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).putOrderId(orderId(order.number), 0)
                .total(order.total()).currency(sale(order).currency());
        OrderExpiredEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        order.lines.forEach(line ->
                lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).sku(sku(line)));
        fact.saleId(sale(order).saleId()).merchant(sale(order).merchant()).buyerId(order.buyer);
        enter(fact.encodedLength());
    }

    void cancelled(TwinOrder order, boolean restock, Operator operator) {
        OrderCancelledEncoder fact = new OrderCancelledEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).putOrderId(orderId(order.number), 0).restock(flag(restock))
                .total(order.total()).currency(sale(order).currency());
        OrderCancelledEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        order.lines.forEach(line ->
                lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).sku(sku(line)));
        fact.saleId(sale(order).saleId()).by(operator.by()).key(operator.key())
                .merchant(sale(order).merchant()).buyerId(order.buyer);
        enter(fact.encodedLength());
    }

    void confirmed(TwinOrder order, String ref, boolean late, Operator operator) {
        OrderConfirmedEncoder fact = new OrderConfirmedEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).putOrderId(orderId(order.number), 0).late(flag(late))
                .total(order.total()).currency(sale(order).currency());
        OrderConfirmedEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        order.lines.forEach(line ->
                lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).sku(sku(line)));
        fact.saleId(sale(order).saleId()).paymentRef(ref).by(operator.by()).key(operator.key())
                .merchant(sale(order).merchant()).buyerId(order.buyer);
        enter(fact.encodedLength());
    }

    /** {@code units}: of each line; {@code whole}: they were not asked for line by line. */
    void refunded(TwinOrder order, List<Integer> units, boolean whole, boolean restock, Operator operator) {
        if (!units.equals(order.left())) {
            partlyRefunded(order, units, restock, operator);
            return;
        }
        OrderRefundedEncoder fact = new OrderRefundedEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).putOrderId(orderId(order.number), 0).restock(flag(restock))
                .total(order.total()).currency(sale(order).currency()).amount(order.priceOf(units)).part(flag(!whole));
        OrderRefundedEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        for (int i = 0; i < units.size(); i++) {
            TwinOrder.Line line = order.lines.get(i);
            lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).refundedNow(units.get(i))
                    .refunded(line.quantity()).sku(sku(line));
        }
        fact.saleId(sale(order).saleId()).by(operator.by()).key(operator.key())
                .merchant(sale(order).merchant()).buyerId(order.buyer);
        enter(fact.encodedLength());
    }

    private void partlyRefunded(TwinOrder order, List<Integer> units, boolean restock, Operator operator) {
        OrderPartlyRefundedEncoder fact = new OrderPartlyRefundedEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).total(order.total()).amount(order.priceOf(units))
                .remaining(order.priceOf(order.left()) - order.priceOf(units)).putOrderId(orderId(order.number), 0)
                .currency(sale(order).currency()).restock(flag(restock));
        OrderPartlyRefundedEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        for (int i = 0; i < units.size(); i++) {
            TwinOrder.Line line = order.lines.get(i);
            lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).refundedNow(units.get(i))
                    .refunded(order.refunded(i) + units.get(i)).sku(sku(line));
        }
        fact.saleId(sale(order).saleId()).merchant(sale(order).merchant()).buyerId(order.buyer)
                .by(operator.by()).key(operator.key());
        enter(fact.encodedLength());
    }

    void extended(TwinOrder order, long toMs, Operator operator) {
        HoldExtendedEncoder fact = new HoldExtendedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).expiresAtMs(toMs).total(order.total())
                .putOrderId(orderId(order.number), 0).currency(sale(order).currency());
        HoldExtendedEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        order.lines.forEach(line ->
                lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).sku(sku(line)));
        fact.saleId(sale(order).saleId()).merchant(sale(order).merchant()).buyerId(order.buyer)
                .by(operator.by()).key(operator.key());
        enter(fact.encodedLength());
    }

    void orphaned(TwinOrder order, String ref, Operator operator) {
        SaleDefinition sale = sale(order);
        PaymentOrphanedEncoder fact = new PaymentOrphanedEncoder()
                .wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).total(order.total()).putOrderId(orderId(order.number), 0)
                .currency(sale.currency());
        PaymentOrphanedEncoder.LinesEncoder lines = fact.linesCount(order.lines.size());
        order.lines.forEach(line ->
                lines.next().unitPrice(line.unitPrice()).quantity(line.quantity()).sku(sku(line)));
        fact.saleId(sale.saleId()).merchant(sale.merchant()).buyerId(order.buyer).paymentRef(ref)
                .by(operator.by()).key(operator.key());
        enter(fact.encodedLength());
    }

    void restocked(TwinSale sale, TwinItem item, long quantity, Operator operator) {
        StockAddedEncoder fact = new StockAddedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .quantity(quantity).total(item.total + quantity).saleNumber(sale.number).itemNumber(item.number)
                .saleId(sale.definition.saleId()).sku(item.definition.sku()).by(operator.by()).key(operator.key());
        enter(fact.encodedLength());
    }

    /** What is so already needs no fact. */
    void switched(TwinSale sale, TwinItem item, boolean on, String by) {
        enter(new ItemSwitchedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number).itemNumber(item.number).status(TwinItem.status(on))
                .saleId(sale.definition.saleId()).sku(item.definition.sku()).by(by).encodedLength());
    }

    void changed(TwinSale sale, TwinItem item, ItemDefinition.Change change, Operator operator) {
        if (change.price() != null && item.terms.price() != change.price()) {
            enter(new PriceChangedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .price(change.price()).saleNumber(sale.number).itemNumber(item.number)
                    .saleId(sale.definition.saleId()).sku(item.definition.sku()).by(operator.by()).encodedLength());
        }
        if (change.limitPerBuyer() != null && item.terms.limitPerBuyer() != change.limitPerBuyer()) {
            enter(new LimitChangedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .limitPerBuyer(change.limitPerBuyer()).saleNumber(sale.number).itemNumber(item.number)
                    .saleId(sale.definition.saleId()).sku(item.definition.sku()).by(operator.by()).encodedLength());
        }
        if (change.on() != null && item.terms.on() != change.on()) {
            switched(sale, item, change.on(), operator.by());
        }
        Description said = item.terms.with(change).description();
        if (!item.terms.description().equals(said)) {
            enter(new ItemDescribedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .saleNumber(sale.number).itemNumber(item.number)
                    .listPrice(said.listPrice()).onAtMs(said.onAtMs()).offAtMs(said.offAtMs())
                    .saleId(sale.definition.saleId()).sku(item.definition.sku()).title(said.title())
                    .image(said.image()).by(operator.by()).encodedLength());
        }
    }

    /** Likewise. */
    void changed(TwinSale sale, SaleDefinition.Change change, Operator operator) {
        SaleDefinition.Terms to = sale.definition.terms().with(change);
        if (!sale.definition.terms().equals(to)) {
            enter(new SaleChangedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .saleNumber(sale.number).opensAtMs(to.opensAtMs()).closesAtMs(to.closesAtMs())
                    .saleId(sale.definition.saleId()).title(to.title()).featured(to.featured()).notice(to.notice())
                    .checkoutUrl(to.checkoutUrl()).by(operator.by()).encodedLength());
        }
    }

    void added(TwinSale sale, ItemDefinition item, Operator operator) {
        ItemAddedEncoder fact = new ItemAddedEncoder().wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number).itemNumber(books.items.size()).saleId(sale.definition.saleId());
        TwinItem.put(item, operator, fact);
        enter(fact.encodedLength());
    }

    private static short flag(boolean set) {
        return (short) (set ? 1 : 0);
    }

    /** The public id of an order. */
    byte[] orderId(long orderNumber) {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(shard, orderNumber, books.hashing.orderIdKey(), id, 0);
        return id;
    }

    private SaleDefinition sale(TwinOrder order) {
        return books.sales.get(order.saleNumber).definition;
    }

    private String sku(TwinOrder.Line line) {
        return books.items.get(line.itemNumber()).definition.sku();
    }

    private void enter(int bodyBytes) {
        int at = frame.begin();
        int bytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
        long sequence = frame.commit(bytes);
        fold.onFact(sequence, frame.timeMs(), frame.buffer(), at, bytes);
    }
}
