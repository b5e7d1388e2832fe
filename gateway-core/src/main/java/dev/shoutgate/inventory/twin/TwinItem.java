package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Wish.Operator;
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
        String sku = kept.sku();
        Description first = new Description(kept.title(), kept.image(), kept.listPrice(), kept.onAtMs(),
                kept.offAtMs());
        TwinItem item = new TwinItem(kept.itemNumber(), saleNumber, new ItemDefinition(sku, kept.stock(),
                new Terms(kept.price(), kept.limitPerBuyer(), kept.status() == ItemValue.ON, first)));
        item.total = kept.totalNow();
        item.terms = new Terms(kept.priceNow(), kept.limitNow(), kept.statusNow() == ItemValue.ON, first);
        return item;
    }

    static ItemDefinition definition(SaleDefinedDecoder.ItemsDecoder of) {
        String sku = of.sku();
        Description said = new Description(of.title(), of.image(), of.listPrice(), of.onAtMs(), of.offAtMs());
        return new ItemDefinition(sku, of.stock(),
                new Terms(of.price(), of.limitPerBuyer(), of.status() == ItemValue.ON, said));
    }

    /** The picture comes after other texts, so the caller has read the texts. */
    static ItemDefinition definition(ItemAddedDecoder of, String sku, String title, String image) {
        Description said = new Description(title, image, of.listPrice(), of.onAtMs(), of.offAtMs());
        return new ItemDefinition(sku, of.stock(),
                new Terms(of.price(), of.limitPerBuyer(), of.status() == ItemValue.ON, said));
    }

    static void put(ItemDefinition item, SaleDefinedEncoder.ItemsEncoder to) {
        Description said = item.terms().description();
        to.stock(item.stock()).price(item.terms().price()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).onAtMs(said.onAtMs()).offAtMs(said.offAtMs())
                .listPrice(said.listPrice()).sku(item.sku()).title(said.title()).image(said.image());
    }

    static ItemAddedEncoder put(ItemDefinition item, Operator operator, ItemAddedEncoder to) {
        Description said = item.terms().description();
        return to.stock(item.stock()).price(item.terms().price()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).onAtMs(said.onAtMs()).offAtMs(said.offAtMs())
                .listPrice(said.listPrice()).sku(item.sku()).title(said.title()).by(operator.by())
                .key(operator.key()).image(said.image());
    }

    static short status(boolean on) {
        return (short) (on ? ItemValue.ON : ItemValue.OFF);
    }
}
