package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.OrderId;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.ItemSwitchedEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderExpiredEncoder;
import dev.shoutgate.journal.fact.OrderTakenEncoder;
import dev.shoutgate.journal.fact.SaleChangedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleMovedEncoder;
import dev.shoutgate.journal.fact.SaleRetiredEncoder;
import dev.shoutgate.journal.fact.ShardFoundedEncoder;

/**
 * Makes a decision a fact: encodes it into the batch's frame and folds it into the state at once, from those same
 * bytes. What the next command sees, what the disk gets and what a replay will see are one thing.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class FactRecorder {

    /** When an order expires that was confirmed at once. */
    private static final long NO_HOLD = 0;

    private final ShardState state;
    private final FactFold fold;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final OrderTakenEncoder orderTaken = new OrderTakenEncoder();
    private final OrderExpiredEncoder orderExpired = new OrderExpiredEncoder();
    private final ItemSwitchedEncoder itemSwitched = new ItemSwitchedEncoder();
    private final SaleDefinedEncoder saleDefined = new SaleDefinedEncoder();
    private final SaleChangedEncoder saleChanged = new SaleChangedEncoder();
    private final SaleMovedEncoder saleMoved = new SaleMovedEncoder();
    private final SaleRetiredEncoder saleRetired = new SaleRetiredEncoder();
    private final ShardFoundedEncoder shardFounded = new ShardFoundedEncoder();
    private final byte[] orderId = new byte[OrderId.LENGTH];
    private FactFrame frame;

    FactRecorder(ShardState state, FactFold fold) {
        this.state = state;
        this.fold = fold;
    }

    /** Where facts go from now on; null while nothing can be recorded. */
    void into(FactFrame frame) {
        this.frame = frame;
    }

    /** Whether anything can be recorded; if not, the outcome says so. */
    boolean canRecord(Outcome outcome) {
        if (frame == null) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        }
        return frame != null;
    }

    FactFrame frame() {
        return frame;
    }

    boolean isFull() {
        return frame.isFull();
    }

    void shardFounded(long hashKey0, long hashKey1) {
        shardFounded.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .shard(state.shard).hashKey0(hashKey0).hashKey1(hashKey1);
        record(shardFounded.encodedLength());
    }

    /** Returns the number of the new order. */
    long orderTaken(Command buy, Sale sale, long nowMs) {
        long number = state.orders.count();
        state.orderId(number, orderId);
        SaleDefinition definition = sale.definition();
        // Nobody waits for a payment of nothing.
        boolean held = definition.holdSeconds() > 0 && totalOf(buy) > 0;
        orderTaken.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number)
                .createdAtMs(nowMs)
                .expiresAtMs(held ? nowMs + definition.holdSeconds() * 1000L : NO_HOLD)
                .buyerHash(buy.buyerHash)
                .keyHash(buy.keyHash)
                .saleNumber(sale.number())
                .status((short) (held ? OrderStatus.HELD : OrderStatus.CONFIRMED).ordinal())
                .putOrderId(orderId, 0);
        orderTaken.putCurrency(sale.currencyBytes, 0).passNumber(sale.wantsPass() ? buy.passNumber : Command.NO_PASS);
        OrderTakenEncoder.LinesEncoder lines = orderTaken.linesCount(buy.lineCount);
        for (int i = 0; i < buy.lineCount; i++) {
            Item item = state.sales.item(buy.itemNumbers[i]);
            lines.next().unitPrice(item.price()).itemNumber(item.number()).quantity(buy.quantities[i])
                    .putSku(item.skuBytes, 0, item.skuBytes.length);
        }
        orderTaken.putBuyerId(buy.buyer.bytes(), 0, buy.buyer.length()).putKey(buy.key.bytes(), 0, buy.key.length());
        OrderDraft.put(buy.notes, orderTaken);
        orderTaken.putSaleId(sale.idBytes, 0, sale.idBytes.length)
                .putMerchant(sale.merchantBytes, 0, sale.merchantBytes.length);
        record(orderTaken.encodedLength());
        return number;
    }

    private long totalOf(Command buy) {
        long total = 0;
        for (int i = 0; i < buy.lineCount; i++) {
            total += state.sales.item(buy.itemNumbers[i]).price() * buy.quantities[i];
        }
        return total;
    }

    void orderExpired(long number, Sale sale) {
        state.orderId(number, orderId);
        orderExpired.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).putOrderId(orderId, 0)
                .total(state.totalOf(number)).putCurrency(sale.currencyBytes, 0);
        OrderExpiredEncoder.LinesEncoder lines = orderExpired.linesCount(state.orders.lineCount(number));
        state.forEachLine(number, (line, price, quantity, sku) ->
                lines.next().unitPrice(price).quantity(quantity).putSku(sku, 0, sku.length));
        ByteText buyer = state.buyerOf(number);
        orderExpired.putSaleId(sale.idBytes, 0, sale.idBytes.length)
                .putMerchant(sale.merchantBytes, 0, sale.merchantBytes.length)
                .putBuyerId(buyer.bytes(), 0, buyer.length());
        record(orderExpired.encodedLength());
    }

    void saleDefined(SaleDefinition definition, String by) {
        SaleCodec.put(definition, by, saleDefined.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(state.sales.saleCount()).firstItemNumber(state.sales.itemCount()));
        record(saleDefined.encodedLength());
    }

    /** Nothing where it is so already, so that repeating a change is harmless. */
    void saleChanged(Sale sale, SaleDefinition.Terms to, String by) {
        if (!to.equals(sale.definition().terms())) {
            SaleCodec.put(sale.definition().saleId(), to, by, saleChanged
                    .wrapAndApplyHeader(frame.buffer(), frame.begin(), header).saleNumber(sale.number()));
            record(saleChanged.encodedLength());
        }
    }

    void saleMoved(Sale sale, SaleStatus status, String by, String key) {
        saleMoved.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number()).status((short) status.ordinal())
                .saleId(sale.definition().saleId()).by(by).key(key);
        record(saleMoved.encodedLength());
    }

    /** By an operator, or (by empty) by the clock. */
    void itemSwitched(Sale sale, Item item, boolean on, String by) {
        itemSwitched.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number()).itemNumber(item.number()).status(ItemCodec.status(on))
                .saleId(sale.definition().saleId()).sku(item.definition().sku()).by(by);
        record(itemSwitched.encodedLength());
    }

    void saleRetired(Sale sale) {
        saleRetired.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number()).orders(sale.orderCount)
                .putSaleId(sale.idBytes, 0, sale.idBytes.length);
        record(saleRetired.encodedLength());
    }

    /** Takes what was encoded at the frame's beginning, and folds it. */
    void record(int bodyLength) {
        int at = frame.begin();
        int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        long sequence = frame.commit(length);
        fold.onFact(sequence, frame.timeMs(), frame.buffer(), at, length);
    }
}
