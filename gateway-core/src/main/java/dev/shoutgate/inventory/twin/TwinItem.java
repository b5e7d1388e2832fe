package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.inventory.ItemValue;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;

/**
 * An item as the twin keeps it: what operators said of it. What buyers hold and own of it, their orders say. The twin
 * writes and reads what is said of items here only, with nothing of {@code ItemCodec}.
 *
 * <p>Threading: the twin's own thread only. Units: pieces.
 */
final class TwinItem {

    final int number;
    final int saleNumber;
    final ItemDefinition definition;
    long total;
    Terms terms;

    TwinItem(int number, int saleNumber, ItemDefinition definition) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.definition = definition;
        this.total = definition.stock();
        this.terms = definition.terms();
    }

    /** Whether one buyer may have that many. */
    boolean allows(long units) {
        return units <= limit();
    }

    int limit() {
        return terms.limitPerBuyer();
    }

    static TwinItem of(SaleKeptDecoder.ItemsDecoder kept, int saleNumber) {
        TwinItem item = new TwinItem(kept.itemNumber(), saleNumber, new ItemDefinition(kept.sku(), kept.title(),
                kept.stock(), new Terms(kept.price(), kept.limitPerBuyer(), kept.status() == ItemValue.ON)));
        item.total = kept.totalNow();
        item.terms = new Terms(kept.priceNow(), kept.limitNow(), kept.statusNow() == ItemValue.ON);
        return item;
    }

    static ItemDefinition definition(SaleDefinedDecoder.ItemsDecoder of) {
        return new ItemDefinition(of.sku(), of.title(), of.stock(),
                new Terms(of.price(), of.limitPerBuyer(), of.status() == ItemValue.ON));
    }

    static ItemDefinition definition(ItemAddedDecoder of) {
        return new ItemDefinition(of.sku(), of.title(), of.stock(),
                new Terms(of.price(), of.limitPerBuyer(), of.status() == ItemValue.ON));
    }

    static void put(ItemDefinition item, SaleDefinedEncoder.ItemsEncoder to) {
        to.stock(item.stock()).price(item.terms().price()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).sku(item.sku()).title(item.title());
    }

    static ItemAddedEncoder put(ItemDefinition item, ItemAddedEncoder to) {
        return to.stock(item.stock()).price(item.terms().price()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).sku(item.sku()).title(item.title());
    }

    static short status(boolean on) {
        return (short) (on ? ItemValue.ON : ItemValue.OFF);
    }
}
