package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Change;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
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
 * Folds facts into a shard's state: the only code that changes it, used alike by a decision just made, by the replay at
 * start, and by whoever follows a journal on a copy of its own. It decides nothing and refuses nothing.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class FactFold implements FactReader, FactHandler {

    private final ShardState state;
    private final OrderDraft draft = new OrderDraft();
    private final OrderEntry orders;
    private final OrderMoves moves;
    private final FactDispatch dispatch = new FactDispatch(this);

    FactFold(ShardState state) {
        this.state = state;
        this.orders = new OrderEntry(state);
        this.moves = new OrderMoves(state);
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (sequence != state.lastSequence + 1) {
            throw new IllegalStateException(
                    "shard " + state.shard + ": fact " + (state.lastSequence + 1) + " is next, " + sequence + " came");
        }
        dispatch.onFact(sequence, timeMs, buffer, offset, length);
        state.lastSequence = sequence;
        state.lastTimeMs = timeMs;
    }

    @Override
    public void shardFounded(long sequence, long timeMs, ShardFoundedDecoder fact) {
        state.hashing = new Hashing(fact.hashKey0(), fact.hashKey1());
    }

    @Override
    public void orderTaken(long sequence, long timeMs, OrderTakenDecoder fact) {
        draft.read(fact);
        orders.enter(draft, fact.orderNumber(), sequence);
        state.sales.sale(draft.saleNumber).touch(sequence);
    }

    @Override
    public void orderExpired(long sequence, long timeMs, OrderExpiredDecoder fact) {
        moves.giveBack(fact.orderNumber(), OrderStatus.EXPIRED, true, sequence);
    }

    @Override
    public void orderCancelled(long sequence, long timeMs, OrderCancelledDecoder fact) {
        moves.giveBack(fact.orderNumber(), OrderStatus.CANCELLED, fact.restock() != 0, sequence);
    }

    @Override
    public void orderRefunded(long sequence, long timeMs, OrderRefundedDecoder fact) {
        long number = fact.orderNumber();
        boolean restock = fact.restock() != 0;
        if (fact.part() == 1) {
            List<Integer> units = new ArrayList<>();
            for (OrderRefundedDecoder.LinesDecoder line : fact.lines()) {
                units.add(line.refundedNow());
                line.skipSku();
            }
            fact.skipSaleId();
            fact.skipBy();
            moves.refund(number, array(units), restock, fact.key(), sequence);
        }
        moves.giveBack(number, OrderStatus.REFUNDED, restock, sequence);
    }

    private static int[] array(List<Integer> units) {
        return units.stream().mapToInt(Integer::intValue).toArray();
    }

    @Override
    public void orderConfirmed(long sequence, long timeMs, OrderConfirmedDecoder fact) {
        long number = fact.orderNumber();
        FactLines.skip(fact).skipSaleId();
        moves.confirm(number, fact.paymentRef(), sequence);
    }

    @Override
    public void paymentOrphaned(long sequence, long timeMs, PaymentOrphanedDecoder fact) {
        long number = fact.orderNumber();
        FactLines.skip(fact).skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        moves.orphan(number, fact.paymentRef(), sequence);
    }

    @Override
    public void orderPartlyRefunded(long sequence, long timeMs, OrderPartlyRefundedDecoder fact) {
        long number = fact.orderNumber();
        boolean restock = fact.restock() != 0;
        List<Integer> units = new ArrayList<>();
        for (OrderPartlyRefundedDecoder.LinesDecoder line : fact.lines()) {
            units.add(line.refundedNow());
            line.skipSku();
        }
        fact.skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        fact.skipBy();
        moves.refund(number, array(units), restock, fact.key(), sequence);
    }

    @Override
    public void holdExtended(long sequence, long timeMs, HoldExtendedDecoder fact) {
        long number = fact.orderNumber();
        long expiresAtMs = fact.expiresAtMs();
        FactLines.skip(fact).skipSaleId();
        fact.skipMerchant();
        fact.skipBuyerId();
        fact.skipBy();
        moves.extend(number, expiresAtMs, fact.key(), sequence);
    }

    @Override
    public void saleDefined(long sequence, long timeMs, SaleDefinedDecoder fact) {
        int firstItem = fact.firstItemNumber();
        List<ItemDefinition> said = new ArrayList<>();
        fact.items().forEach(item -> said.add(ItemCodec.read(item)));
        SaleCodec.Defined defined = SaleCodec.read(fact, said);
        SaleDefinition definition = defined.definition();
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
        sale.note(new PastAct(sequence, timeMs, defined.by(), "", Act.DEFINE));
        sale.touch(sequence);
        state.sales.enter(sale);
    }

    @Override
    public void saleRetired(long sequence, long timeMs, SaleRetiredDecoder fact) {
        // Its orders stay where they lie until the next start, which leaves them out; nobody finds them any more.
        Sale sale = state.sales.sale(fact.saleNumber());
        state.ordersKept -= sale.orderCount;
        state.sales.retire(sale);
        state.leaveItems(sale);
    }

    @Override
    public void saleMoved(long sequence, long timeMs, SaleMovedDecoder fact) {
        Sale sale = state.sales.sale(fact.saleNumber());
        SaleStatus status = SaleStatus.of(fact.status());
        fact.skipSaleId();
        String by = fact.by();
        String key = fact.key();
        note(sale.number(), new PastAct(sequence, timeMs, by, key, sale.actTo(status)));
        sale.moveTo(status);
    }

    @Override
    public void stockAdded(long sequence, long timeMs, StockAddedDecoder fact) {
        state.sales.item(fact.itemNumber()).addStock(fact.quantity());
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.RESTOCK, fact.quantity(), fact.sku(), fact.by(), fact.key());
    }

    @Override
    public void priceChanged(long sequence, long timeMs, PriceChangedDecoder fact) {
        state.sales.item(fact.itemNumber()).change(new Change(fact.price(), null, null));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.PRICE, fact.price(), fact.sku(), fact.by(), "");
    }

    @Override
    public void limitChanged(long sequence, long timeMs, LimitChangedDecoder fact) {
        state.sales.item(fact.itemNumber()).change(new Change(null, fact.limitPerBuyer(), null));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, Act.LIMIT, fact.limitPerBuyer(), fact.sku(), fact.by(), "");
    }

    @Override
    public void itemSwitched(long sequence, long timeMs, ItemSwitchedDecoder fact) {
        boolean on = fact.status() == ItemValue.ON;
        state.sales.item(fact.itemNumber()).change(new Change(null, null, on));
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, on ? Act.ON : Act.OFF, 0, fact.sku(), fact.by(), "");
    }

    @Override
    public void itemAdded(long sequence, long timeMs, ItemAddedDecoder fact) {
        Sale sale = state.sales.sale(fact.saleNumber());
        int number = fact.itemNumber();
        fact.skipSaleId();
        String sku = fact.sku();
        String title = fact.title();
        String by = fact.by();
        String key = fact.key();
        ItemDefinition added = ItemCodec.read(fact, sku, title, fact.image());
        Item item = new Item(number, sale.number(), added, state.items.enter(number));
        state.sales.enter(item);
        sale.add(item);
        note(sale.number(), sequence, timeMs, Act.ADD_ITEM, added.stock(), sku, by, key);
    }

    @Override
    public void itemDescribed(long sequence, long timeMs, ItemDescribedDecoder fact) {
        Item item = state.sales.item(fact.itemNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        Description before = item.definition().terms().description();
        item.describe(ItemCodec.read(fact));
        note(fact.saleNumber(), new PastAct(sequence, timeMs, fact.by(), "", Act.DESCRIBE, sku, 0,
                before.changedIn(item.definition().terms().description())));
    }

    @Override
    public void saleChanged(long sequence, long timeMs, SaleChangedDecoder fact) {
        Sale sale = state.sales.sale(fact.saleNumber());
        fact.skipSaleId();
        SaleDefinition.Terms before = sale.definition().terms();
        sale.change(SaleCodec.read(fact));
        note(sale.number(), new PastAct(sequence, timeMs, fact.by(), "", Act.CHANGE, "", 0,
                before.changedIn(sale.definition().terms())));
    }

    /** The names in the order in which they stand in a fact: they can be read in that order only. */
    private void note(int saleNumber, long sequence, long timeMs, Act act, long value, String sku, String by,
            String key) {
        note(saleNumber, new PastAct(sequence, timeMs, by, key, act, sku, value));
    }

    private void note(int saleNumber, PastAct act) {
        Sale sale = state.sales.sale(saleNumber);
        sale.note(act);
        sale.touch(act.sequence());
    }
}
