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
        long quantity = fact.quantity();
        state.sales.item(fact.itemNumber()).addStock(quantity);
        Sale sale = state.sales.sale(fact.saleNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        String by = fact.by();
        note(sale, new Sale.PastAct(sequence, timeMs, by, fact.key(), "restock", sku, quantity));
    }

    private void change(PriceChangedDecoder fact, long sequence, long timeMs) {
        long price = fact.price();
        state.sales.item(fact.itemNumber()).price(price);
        Sale sale = state.sales.sale(fact.saleNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        note(sale, new Sale.PastAct(sequence, timeMs, fact.by(), "", "price", sku, price));
    }

    private void change(LimitChangedDecoder fact, long sequence, long timeMs) {
        int limit = fact.limitPerBuyer();
        state.sales.item(fact.itemNumber()).limitPerBuyer(limit);
        Sale sale = state.sales.sale(fact.saleNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        note(sale, new Sale.PastAct(sequence, timeMs, fact.by(), "", "limit", sku, limit));
    }

    private void turn(ItemSwitchedDecoder fact, long sequence, long timeMs) {
        boolean on = fact.status() == ItemValue.ON;
        state.sales.item(fact.itemNumber()).turn(on);
        Sale sale = state.sales.sale(fact.saleNumber());
        fact.skipSaleId();
        String sku = fact.sku();
        note(sale, new Sale.PastAct(sequence, timeMs, fact.by(), "", on ? "on" : "off", sku, 0));
    }

    private void add(ItemAddedDecoder fact, long sequence, long timeMs) {
        Sale sale = state.sales.sale(fact.saleNumber());
        int number = fact.itemNumber();
        long price = fact.price();
        long stock = fact.stock();
        int limit = fact.limitPerBuyer();
        boolean on = fact.status() == ItemValue.ON;
        fact.skipSaleId();
        String sku = fact.sku();
        ItemDefinition definition = new ItemDefinition(sku, fact.title(), price, stock, limit, on);
        Item item = new Item(number, sale.number(), definition, state.items.enter(number));
        state.sales.enter(item);
        sale.add(item);
        String by = fact.by();
        note(sale, new Sale.PastAct(sequence, timeMs, by, fact.key(), "add-item", sku, stock));
    }

    private static void note(Sale sale, Sale.PastAct act) {
        sale.acts.add(act);
        sale.touch(act.sequence());
    }
}
