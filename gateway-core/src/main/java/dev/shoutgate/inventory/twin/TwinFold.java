package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.ItemValue;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.FactDispatch;
import dev.shoutgate.journal.fact.FactHandler;
import dev.shoutgate.journal.fact.FactLines;
import dev.shoutgate.journal.fact.HoldExtendedDecoder;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemDescribedDecoder;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.LimitChangedDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderPartlyRefundedDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.PriceChangedDecoder;
import dev.shoutgate.journal.fact.SaleChangedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.SaleRetiredDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import dev.shoutgate.journal.fact.StockAddedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Enters facts in the twin's books: decodes each into a plain object, with nothing of {@code FactFold}.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinFold implements FactReader, FactHandler {

    private final int shard;
    private final TwinBooks books;
    private final FactDispatch dispatch = new FactDispatch(this);

    TwinFold(int shard, TwinBooks books) {
        this.shard = shard;
        this.books = books;
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (sequence != books.lastSequence + 1) {
            throw new IllegalStateException(
                    "twin " + shard + ": fact " + (books.lastSequence + 1) + " is next, " + sequence + " came");
        }
        dispatch.onFact(sequence, timeMs, buffer, offset, length);
        books.lastSequence = sequence;
        books.lastTimeMs = timeMs;
    }

    @Override
    public void shardFounded(long sequence, long timeMs, ShardFoundedDecoder fact) {
        books.hashing = new Hashing(fact.hashKey0(), fact.hashKey1());
    }

    @Override
    public void saleDefined(long sequence, long timeMs, SaleDefinedDecoder fact) {
        mustBeNext("sale", books.sales.size(), fact.saleNumber());
        mustBeNext("item", books.items.size(), fact.firstItemNumber());
        List<ItemDefinition> items = new ArrayList<>();
        for (SaleDefinedDecoder.ItemsDecoder item : fact.items()) {
            items.add(TwinItem.definition(item));
        }
        String saleId = fact.saleId();
        String merchant = fact.merchant();
        String title = fact.title();
        String by = fact.by();
        SaleDefinition.Terms terms = new SaleDefinition.Terms(title, fact.opensAtMs(), fact.closesAtMs(), "", "",
                fact.checkoutUrl());
        PassRule passes = fact.pass().isEmpty() ? PassRule.NONE
                : new PassRule(true, (int) fact.passOpensSeconds(), (int) fact.passDifficulty());
        TwinSale sale = new TwinSale(fact.saleNumber(), new SaleDefinition(saleId, merchant, fact.currency(),
                fact.holdSeconds(), LatePayment.of(fact.latePayment()), terms, passes, items));
        TwinSale before = books.saleNow(saleId);
        if (before != null) {
            sale.acts.addAll(before.acts);
            books.replace(before);
        }
        sale.acts.add(new PastAct(sequence, timeMs, by, "", Act.DEFINE));
        sale.version = sequence;
        books.sales.add(sale);
        for (ItemDefinition item : items) {
            books.items.add(new TwinItem(books.items.size(), sale.number, item));
        }
    }

    @Override
    public void saleMoved(long sequence, long timeMs, SaleMovedDecoder fact) {
        TwinSale sale = books.sales.get(fact.saleNumber());
        SaleStatus target = SaleStatus.of(fact.status());
        fact.skipSaleId();
        sale.acts.add(new PastAct(sequence, timeMs, fact.by(), fact.key(), sale.actTo(target)));
        sale.status = target;
        sale.version = sequence;
    }

    @Override
    public void orderTaken(long sequence, long timeMs, OrderTakenDecoder fact) {
        mustBeNext("order", books.orders.size(), fact.orderNumber());
        List<TwinOrder.Line> lines = new ArrayList<>();
        for (OrderTakenDecoder.LinesDecoder line : fact.lines()) {
            lines.add(new TwinOrder.Line(line.itemNumber(), line.quantity(), line.unitPrice()));
            line.skipSku();
        }
        String buyer = fact.buyerId();
        String key = fact.key();
        TwinOrder.Notes notes = TwinOrder.Notes.of(fact);
        books.orders.add(new TwinOrder(fact.orderNumber(), fact.saleNumber(), buyer, key, pass(fact), notes, lines,
                fact.createdAtMs(), fact.expiresAtMs(), sequence, OrderStatus.of(fact.status())));
        books.sales.get(fact.saleNumber()).version = sequence;
    }

    /** Null where it used none; a fact of an older version has no place for one. */
    private static Long pass(OrderTakenDecoder fact) {
        return fact.passNumber() == OrderTakenDecoder.passNumberNullValue() || fact.passNumber() == 0 ? null
                : (Long) fact.passNumber();
    }

    @Override
    public void saleRetired(long sequence, long timeMs, SaleRetiredDecoder fact) {
        books.retire(books.sales.get(fact.saleNumber()));
    }

    @Override
    public void orderExpired(long sequence, long timeMs, OrderExpiredDecoder fact) {
        end(OrderStatus.EXPIRED, sequence, fact.orderNumber());
    }

    @Override
    public void orderCancelled(long sequence, long timeMs, OrderCancelledDecoder fact) {
        end(OrderStatus.CANCELLED, sequence, fact.orderNumber());
        TwinOrder order = books.orders.get((int) fact.orderNumber());
        withdraw(order, order.left(), fact.restock());
    }

    @Override
    public void orderRefunded(long sequence, long timeMs, OrderRefundedDecoder fact) {
        TwinOrder order = books.orders.get((int) fact.orderNumber());
        withdraw(order, order.left(), fact.restock());
        end(OrderStatus.REFUNDED, sequence, fact.orderNumber());
        if (fact.part() == 1) {
            List<Integer> units = new ArrayList<>();
            for (OrderRefundedDecoder.LinesDecoder line : fact.lines()) {
                units.add(line.refundedNow());
                line.skipSku();
            }
            boolean restock = fact.restock() != 0;
            fact.skipSaleId();
            fact.skipBy();
            order.refunds.add(new TwinOrder.Refund(restock, fact.key(), units));
        }
    }

    @Override
    public void orderConfirmed(long sequence, long timeMs, OrderConfirmedDecoder fact) {
        end(OrderStatus.CONFIRMED, sequence, fact.orderNumber());
        FactLines.skip(fact).skipSaleId();
        books.orders.get((int) fact.orderNumber()).paymentRef = fact.paymentRef();
    }

    private void end(OrderStatus status, long sequence, long orderNumber) {
        TwinOrder order = books.orders.get((int) orderNumber);
        order.status = status;
        books.sales.get(order.saleNumber).version = sequence;
    }

    /** Units that came back, but not for sale, leave the stock; a fact of an older version says nothing: for sale. */
    private void withdraw(TwinOrder order, List<Integer> units, int restock) {
        for (int i = 0; restock == 0 && i < units.size(); i++) {
            books.items.get(order.lines.get(i).itemNumber()).total -= units.get(i);
        }
    }

    @Override
    public void paymentOrphaned(long sequence, long timeMs, PaymentOrphanedDecoder fact) {
        TwinOrder order = books.orders.get((int) fact.orderNumber());
        FactLines.skip(fact).skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        order.orphans.add(fact.paymentRef());
        books.sales.get(order.saleNumber).version = sequence;
    }

    @Override
    public void orderPartlyRefunded(long sequence, long timeMs, OrderPartlyRefundedDecoder fact) {
        TwinOrder order = books.orders.get((int) fact.orderNumber());
        List<Integer> units = new ArrayList<>();
        for (OrderPartlyRefundedDecoder.LinesDecoder line : fact.lines()) {
            units.add(line.refundedNow());
            line.skipSku();
        }
        boolean restock = fact.restock() != 0;
        withdraw(order, units, fact.restock());
        fact.skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        fact.skipBy();
        order.refunds.add(new TwinOrder.Refund(restock, fact.key(), units));
        books.sales.get(order.saleNumber).version = sequence;
    }

    @Override
    public void holdExtended(long sequence, long timeMs, HoldExtendedDecoder fact) {
        TwinOrder order = books.orders.get((int) fact.orderNumber());
        FactLines.skip(fact);
        order.extendedToMs = fact.expiresAtMs();
        fact.skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        fact.skipBy();
        order.extensionKey = fact.key();
        books.sales.get(order.saleNumber).version = sequence;
    }

    @Override
    public void stockAdded(long sequence, long timeMs, StockAddedDecoder fact) {
        books.items.get(fact.itemNumber()).total = fact.total();
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.RESTOCK, fact.quantity(), fact.sku(), fact.by(), fact.key());
    }

    @Override
    public void priceChanged(long sequence, long timeMs, PriceChangedDecoder fact) {
        change(fact.itemNumber(), new Change(fact.price(), null, null));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.PRICE, fact.price(), fact.sku(), fact.by(), "");
    }

    @Override
    public void limitChanged(long sequence, long timeMs, LimitChangedDecoder fact) {
        change(fact.itemNumber(), new Change(null, fact.limitPerBuyer(), null));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.LIMIT, fact.limitPerBuyer(), fact.sku(), fact.by(), "");
    }

    @Override
    public void itemSwitched(long sequence, long timeMs, ItemSwitchedDecoder fact) {
        boolean on = fact.status() == ItemValue.ON;
        change(fact.itemNumber(), new Change(null, null, on));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, on ? Act.ON : Act.OFF, 0, fact.sku(), fact.by(), "");
    }

    private void change(int itemNumber, Change to) {
        TwinItem item = books.items.get(itemNumber);
        item.terms = item.terms.with(to);
    }

    @Override
    public void itemAdded(long sequence, long timeMs, ItemAddedDecoder fact) {
        mustBeNext("item", books.items.size(), fact.itemNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        String title = fact.title();
        String by = fact.by();
        String key = fact.key();
        ItemDefinition item = TwinItem.definition(fact, sku, title, fact.image());
        books.items.add(new TwinItem(fact.itemNumber(), fact.saleNumber(), item));
        note(fact.saleNumber(), sequence, timeMs, Act.ADD_ITEM, item.stock(), sku, by, key);
    }

    @Override
    public void itemDescribed(long sequence, long timeMs, ItemDescribedDecoder fact) {
        TwinItem item = books.items.get(fact.itemNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        String title = fact.title();
        Description said = new Description(title, fact.image(), fact.listPrice(), fact.onAtMs(), fact.offAtMs());
        note(fact.saleNumber(), new PastAct(sequence, timeMs, fact.by(), "", Act.DESCRIBE, sku, 0,
                item.terms.description().changedIn(said)));
        item.terms = item.terms.with(said);
    }

    @Override
    public void saleChanged(long sequence, long timeMs, SaleChangedDecoder fact) {
        TwinSale sale = books.sales.get(fact.saleNumber());
        fact.skipSaleId();
        String title = fact.title();
        String featured = fact.featured();
        String notice = fact.notice();
        SaleDefinition.Terms said = new SaleDefinition.Terms(title, fact.opensAtMs(), fact.closesAtMs(), featured,
                notice, fact.checkoutUrl());
        note(sale.number, new PastAct(sequence, timeMs, fact.by(), "", Act.CHANGE, "", 0,
                sale.definition.terms().changedIn(said)));
        sale.definition = sale.definition.with(said);
    }

    /** Takes the names as they stand in a fact, one after the other. */
    private void note(int saleNumber, long sequence, long timeMs, Act act, long value, String sku, String by,
            String key) {
        note(saleNumber, new PastAct(sequence, timeMs, by, key, act, sku, value));
    }

    private void note(int saleNumber, PastAct act) {
        TwinSale sale = books.sales.get(saleNumber);
        sale.acts.add(act);
        sale.version = act.sequence();
    }

    private void mustBeNext(String what, long wanted, long came) {
        if (wanted != came) {
            throw new IllegalStateException(
                    "twin " + shard + ": " + what + " number " + wanted + " is next, " + came + " came");
        }
    }
}
