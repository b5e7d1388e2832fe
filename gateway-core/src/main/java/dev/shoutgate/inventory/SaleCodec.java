package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleDefinition.Terms;
import dev.shoutgate.journal.fact.SaleChangedDecoder;
import dev.shoutgate.journal.fact.SaleChangedEncoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedEncoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;
import dev.shoutgate.journal.fact.SaleKeptEncoder;
import dev.shoutgate.inventory.walk.KeptSale;
import java.util.List;

/**
 * How a sale and its terms are written into facts and into the records of snapshots, and read from them, as
 * {@link ItemCodec} does it for items. Its items come first.
 *
 * <p>Threading: stateless.
 */
final class SaleCodec {

    private SaleCodec() {}

    static void put(SaleDefinition sale, String by, SaleDefinedEncoder to) {
        to.opensAtMs(sale.opensAtMs()).closesAtMs(sale.closesAtMs()).holdSeconds(sale.holdSeconds())
                .latePayment((short) sale.latePayment().ordinal()).currency(sale.currency())
                .passOpensSeconds(sale.passes().opensSecondsSaid()).passDifficulty(sale.passes().difficultySaid());
        SaleDefinedEncoder.ItemsEncoder items = to.itemsCount(sale.items().size());
        sale.items().forEach(item -> ItemCodec.put(item, items.next()));
        to.saleId(sale.saleId()).merchant(sale.merchant()).title(sale.title()).by(by)
                .checkoutUrl(sale.terms().checkoutUrl()).pass(sale.passes().word());
    }

    /** A definition, and who gave it. */
    record Defined(SaleDefinition definition, String by) {}

    static Defined read(SaleDefinedDecoder fact, List<ItemDefinition> items) {
        String saleId = fact.saleId();
        String merchant = fact.merchant();
        String title = fact.title();
        String by = fact.by();
        Terms terms = new Terms(title, fact.opensAtMs(), fact.closesAtMs(), "", "", fact.checkoutUrl());
        PassRule passes = PassRule.of(fact.pass(), fact.passOpensSeconds(), fact.passDifficulty());
        return new Defined(new SaleDefinition(saleId, merchant, fact.currency(), fact.holdSeconds(),
                LatePayment.of(fact.latePayment()), terms, passes, items), by);
    }

    static void put(String saleId, Terms terms, String by, SaleChangedEncoder to) {
        to.opensAtMs(terms.opensAtMs()).closesAtMs(terms.closesAtMs()).saleId(saleId).title(terms.title())
                .featured(terms.featured()).notice(terms.notice()).checkoutUrl(terms.checkoutUrl()).by(by);
    }

    static Terms read(SaleChangedDecoder fact) {
        return new Terms(fact.title(), fact.opensAtMs(), fact.closesAtMs(), fact.featured(), fact.notice(),
                fact.checkoutUrl());
    }

    /** As it was defined, and the terms as they now are; the caller writes the rest. */
    static void put(KeptSale sale, SaleKeptEncoder to) {
        SaleDefinition first = sale.definition();
        Terms now = sale.terms();
        to.opensAtMs(first.opensAtMs()).closesAtMs(first.closesAtMs()).holdSeconds(first.holdSeconds())
                .latePayment((short) first.latePayment().ordinal()).currency(first.currency())
                .definedItems(first.items().size()).opensAtNowMs(now.opensAtMs()).closesAtNowMs(now.closesAtMs())
                .passOpensSeconds(first.passes().opensSecondsSaid()).passDifficulty(first.passes().difficultySaid());
        SaleKeptEncoder.ItemsEncoder group = to.itemsCount(sale.items().size());
        // What is held and sold of it, the orders say.
        sale.items().forEach(item -> ItemCodec.put(item.definition(), item.terms(),
                group.next().itemNumber(item.number()).totalNow(item.total())));
        to.saleId(first.saleId()).merchant(first.merchant()).title(first.title())
                .checkoutUrl(first.terms().checkoutUrl()).titleNow(now.title()).featured(now.featured())
                .notice(now.notice()).checkoutUrlNow(now.checkoutUrl()).pass(first.passes().word());
    }

    /** A sale as it was defined, and its terms as they now are. */
    record Kept(SaleDefinition first, Terms now) {}

    static Kept read(SaleKeptDecoder record, List<ItemDefinition> items) {
        String saleId = record.saleId();
        String merchant = record.merchant();
        String title = record.title();
        Terms first = new Terms(title, record.opensAtMs(), record.closesAtMs(), "", "", record.checkoutUrl());
        Terms now = new Terms(record.titleNow(), record.opensAtNowMs(), record.closesAtNowMs(), record.featured(),
                record.notice(), record.checkoutUrlNow());
        PassRule passes = PassRule.of(record.pass(), record.passOpensSeconds(), record.passDifficulty());
        SaleDefinition definition = new SaleDefinition(saleId, merchant, record.currency(), record.holdSeconds(),
                LatePayment.of(record.latePayment()), first, passes, items);
        // A sale always has a title: a record without it is of an older release, in which nobody could change it.
        return new Kept(definition, now.title().isEmpty() ? first : now);
    }
}
