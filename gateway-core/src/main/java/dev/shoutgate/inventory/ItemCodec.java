package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.journal.fact.DescriptionKeptDecoder;
import dev.shoutgate.journal.fact.DescriptionKeptEncoder;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.ItemDescribedDecoder;
import dev.shoutgate.journal.fact.ItemDescribedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;
import dev.shoutgate.journal.fact.SaleKeptEncoder;

/**
 * How an item and its terms are written into facts and into the records of snapshots, and read from them: the shard's
 * one place for that, as its twin has another. What a fact of an older release does not say reads as none.
 *
 * <p>Texts are written and read in their order among the other texts: the caller is at the item's first one.
 *
 * <p>Threading: stateless.
 */
final class ItemCodec {

    private ItemCodec() {}

    static void put(ItemDefinition item, SaleDefinedEncoder.ItemsEncoder to) {
        Terms terms = item.terms();
        Description said = terms.description();
        to.price(terms.price()).stock(item.stock()).limitPerBuyer(terms.limitPerBuyer()).status(status(terms.on()))
                .listPrice(said.listPrice()).onAtMs(said.onAtMs()).offAtMs(said.offAtMs())
                .sku(item.sku()).title(said.title()).image(said.image());
    }

    static ItemDefinition read(SaleDefinedDecoder.ItemsDecoder item) {
        return new ItemDefinition(item.sku(), item.stock(), new Terms(item.price(), item.limitPerBuyer(),
                item.status() == ItemValue.ON, new Description(item.title(), item.image(), item.listPrice(),
                        item.onAtMs(), item.offAtMs())));
    }

    static void put(ItemDefinition item, String by, String key, ItemAddedEncoder to) {
        Terms terms = item.terms();
        Description said = terms.description();
        to.price(terms.price()).stock(item.stock()).limitPerBuyer(terms.limitPerBuyer()).status(status(terms.on()))
                .listPrice(said.listPrice()).onAtMs(said.onAtMs()).offAtMs(said.offAtMs())
                .sku(item.sku()).title(said.title()).by(by).key(key).image(said.image());
    }

    /** {@code image} stands behind who did it, and with which key. */
    static ItemDefinition read(ItemAddedDecoder item, String sku, String title, String image) {
        return new ItemDefinition(sku, item.stock(), new Terms(item.price(), item.limitPerBuyer(),
                item.status() == ItemValue.ON, new Description(title, image, item.listPrice(), item.onAtMs(),
                        item.offAtMs())));
    }

    static ItemDescribedEncoder put(Description said, ItemDescribedEncoder to) {
        return to.listPrice(said.listPrice()).onAtMs(said.onAtMs()).offAtMs(said.offAtMs());
    }

    static Description read(ItemDescribedDecoder fact) {
        return new Description(fact.title(), fact.image(), fact.listPrice(), fact.onAtMs(), fact.offAtMs());
    }

    /** As it was defined, and on what it is now sold; what is now said of it has a record of its own. */
    static void put(ItemDefinition item, Terms now, SaleKeptEncoder.ItemsEncoder to) {
        Description first = item.terms().description();
        to.price(item.terms().price()).stock(item.stock()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).priceNow(now.price()).limitNow(now.limitPerBuyer())
                .statusNow(status(now.on()))
                .listPrice(first.listPrice()).onAtMs(first.onAtMs()).offAtMs(first.offAtMs())
                .sku(item.sku()).title(first.title()).image(first.image());
    }

    static ItemDefinition read(SaleKeptDecoder.ItemsDecoder item) {
        return new ItemDefinition(item.sku(), item.stock(), new Terms(item.price(), item.limitPerBuyer(),
                item.status() == ItemValue.ON, new Description(item.title(), item.image(), item.listPrice(),
                        item.onAtMs(), item.offAtMs())));
    }

    /** On what it is now sold, with what was said of it first. */
    static Terms now(SaleKeptDecoder.ItemsDecoder item, ItemDefinition first) {
        return new Terms(item.priceNow(), item.limitNow(), item.statusNow() == ItemValue.ON,
                first.terms().description());
    }

    static int put(int itemNumber, Description said, DescriptionKeptEncoder to) {
        return to.listPrice(said.listPrice()).onAtMs(said.onAtMs()).offAtMs(said.offAtMs()).itemNumber(itemNumber)
                .title(said.title()).image(said.image()).encodedLength();
    }

    static Description read(DescriptionKeptDecoder record) {
        return new Description(record.title(), record.image(), record.listPrice(), record.onAtMs(), record.offAtMs());
    }

    static short status(boolean on) {
        return (short) (on ? ItemValue.ON : ItemValue.OFF);
    }
}
