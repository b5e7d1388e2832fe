package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.LimitChangedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PriceChangedDecoder;
import dev.shoutgate.journal.fact.StockAddedDecoder;
import org.agrona.DirectBuffer;

/**
 * Folds what operators did to items: a part of {@link FactFold}. Rare facts, so ease of reading goes before speed.
 *
 * <p>Threading: the shard's own thread only.
 */
final class ItemFold {

    private final ShardState state;

    ItemFold(ShardState state) {
        this.state = state;
    }

    /** Folds the fact, and says so; false where it is of another kind. */
    boolean fold(long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        switch (header.templateId()) {
            case StockAddedDecoder.TEMPLATE_ID ->
                add(new StockAddedDecoder().wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case PriceChangedDecoder.TEMPLATE_ID ->
                change(new PriceChangedDecoder().wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case LimitChangedDecoder.TEMPLATE_ID ->
                change(new LimitChangedDecoder().wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case ItemSwitchedDecoder.TEMPLATE_ID ->
                turn(new ItemSwitchedDecoder().wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            case ItemAddedDecoder.TEMPLATE_ID ->
                add(new ItemAddedDecoder().wrapAndApplyHeader(buffer, offset, header), sequence, timeMs);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void add(StockAddedDecoder fact, long sequence, long timeMs) {
        state.sales.item(fact.itemNumber()).addStock(fact.quantity());
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, "restock", fact.quantity(), fact.sku(), fact.by(), fact.key());
    }

    private void change(PriceChangedDecoder fact, long sequence, long timeMs) {
        state.sales.item(fact.itemNumber()).price(fact.price());
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, "price", fact.price(), fact.sku(), fact.by(), "");
    }

    private void change(LimitChangedDecoder fact, long sequence, long timeMs) {
        state.sales.item(fact.itemNumber()).limitPerBuyer(fact.limitPerBuyer());
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, "limit", fact.limitPerBuyer(), fact.sku(), fact.by(), "");
    }

    private void turn(ItemSwitchedDecoder fact, long sequence, long timeMs) {
        boolean on = fact.status() == ItemValue.ON;
        state.sales.item(fact.itemNumber()).turn(on);
        fact.skipSaleId();
        note(fact.saleNumber(), sequence, timeMs, on ? "on" : "off", 0, fact.sku(), fact.by(), "");
    }

    private void add(ItemAddedDecoder fact, long sequence, long timeMs) {
        Sale sale = state.sales.sale(fact.saleNumber());
        int number = fact.itemNumber();
        fact.skipSaleId();
        String sku = fact.sku();
        ItemDefinition definition = new ItemDefinition(sku, fact.title(), fact.price(), fact.stock(),
                fact.limitPerBuyer(), fact.status() == ItemValue.ON);
        Item item = new Item(number, sale.number(), definition, state.items.enter(number));
        state.sales.enter(item);
        sale.add(item);
        note(sale.number(), sequence, timeMs, "add-item", fact.stock(), sku, fact.by(), fact.key());
    }

    /** The names in the order in which they stand in a fact: they can be read in that order only. */
    private void note(int saleNumber, long sequence, long timeMs, String act, long value, String sku, String by,
            String key) {
        Sale sale = state.sales.sale(saleNumber);
        sale.note(new Sale.PastAct(sequence, timeMs, by, key, act, sku, value));
        sale.touch(sequence);
    }
}
