package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemAddedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;
import dev.shoutgate.journal.fact.SaleKeptEncoder;

/**
 * How an item and its terms are written into facts and into the records of snapshots, and read from them: the shard's
 * one place for that, as its twin has another.
 *
 * <p>The SKU and the title are read and written in their order among the other texts: the caller is at the SKU.
 *
 * <p>Threading: stateless.
 */
final class ItemCodec {

    private ItemCodec() {}

    static void put(ItemDefinition item, SaleDefinedEncoder.ItemsEncoder to) {
        to.price(item.terms().price()).stock(item.stock()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).sku(item.sku()).title(item.title());
    }

    static ItemDefinition read(SaleDefinedDecoder.ItemsDecoder item) {
        return new ItemDefinition(item.sku(), item.title(), item.stock(),
                new Terms(item.price(), item.limitPerBuyer(), item.status() == ItemValue.ON));
    }

    static ItemAddedEncoder put(ItemDefinition item, ItemAddedEncoder to) {
        return to.price(item.terms().price()).stock(item.stock()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).sku(item.sku()).title(item.title());
    }

    static ItemDefinition read(ItemAddedDecoder item) {
        return new ItemDefinition(item.sku(), item.title(), item.stock(),
                new Terms(item.price(), item.limitPerBuyer(), item.status() == ItemValue.ON));
    }

    /** As it was defined, and the terms as they now are. */
    static void put(ItemDefinition item, Terms now, SaleKeptEncoder.ItemsEncoder to) {
        to.price(item.terms().price()).stock(item.stock()).limitPerBuyer(item.terms().limitPerBuyer())
                .status(status(item.terms().on())).priceNow(now.price()).limitNow(now.limitPerBuyer())
                .statusNow(status(now.on())).sku(item.sku()).title(item.title());
    }

    static ItemDefinition read(SaleKeptDecoder.ItemsDecoder item) {
        return new ItemDefinition(item.sku(), item.title(), item.stock(),
                new Terms(item.price(), item.limitPerBuyer(), item.status() == ItemValue.ON));
    }

    static Terms now(SaleKeptDecoder.ItemsDecoder item) {
        return new Terms(item.priceNow(), item.limitNow(), item.statusNow() == ItemValue.ON);
    }

    static short status(boolean on) {
        return (short) (on ? ItemValue.ON : ItemValue.OFF);
    }
}
