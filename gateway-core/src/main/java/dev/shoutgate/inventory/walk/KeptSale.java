package dev.shoutgate.inventory.walk;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.PastAct;
import java.util.List;

/**
 * A sale as a walk hands it out.
 *
 * @param definition what was said of it first; items that were added later are no part of that
 * @param terms      what of that holds now
 * @param version    the sequence of the newest fact about it or one of its orders
 * @param items      in the order of their numbers
 * @param acts       what was done to it, oldest first
 */
public record KeptSale(
        int number, SaleDefinition definition, SaleDefinition.Terms terms, SaleStatus status, long version,
        List<Item> items, List<PastAct> acts) {

    /** One item as it now stands, at the terms of the moment. Units in pieces. */
    public record Item(
            int number, int saleNumber, ItemDefinition definition, Terms terms, long total, long held, long sold) {

        private void fields(StateFields to) {
            Terms first = definition.terms();
            to.begin('I', this, "", 0).with("number", number).with("number of the sale", saleNumber)
                    .with("SKU", definition.sku()).with("total", total).with("held", held).with("sold", sold)
                    .with("price", terms.price()).with("limit", terms.limitPerBuyer()).with("being on sale", terms.on())
                    .with("first price", first.price()).with("first stock", definition.stock())
                    .with("first limit", first.limitPerBuyer()).with("first being on sale", first.on());
            describe(terms.description(), "", to);
            describe(first.description(), "first ", to);
            to.end();
        }

        private static void describe(Description said, String when, StateFields to) {
            to.with(when + "title", said.title()).with(when + "image", said.image())
                    .with(when + "list price", said.listPrice()).with(when + "time to appear", said.onAtMs())
                    .with(when + "time to go", said.offAtMs());
        }

        @Override
        public String toString() {
            return "item " + definition.sku();
        }
    }

    void fields(StateFields to) {
        to.begin('S', this, "", 0).with("number", number).with("id", definition.saleId()).with("status", status)
                .with("version", version).with("merchant", definition.merchant())
                .with("currency", definition.currency()).with("seconds of a hold", definition.holdSeconds())
                .with("rule for late payments", definition.latePayment())
                .with("pass", definition.passes().required())
                .with("seconds of passes before the opening", definition.passes().opensSeconds())
                .with("difficulty of passes", definition.passes().difficulty())
                .with("number of items at first", definition.items().size());
        say(terms, "", to);
        say(definition.terms(), "first ", to);
        to.end();
        items.forEach(item -> item.fields(to));
        for (int i = 0; i < acts.size(); i++) {
            PastAct act = acts.get(i);
            to.begin('A', this, "act", i + 1).with("number of the sale", number).with("sequence", act.sequence())
                    .with("operator", act.by()).with("key", act.key()).with("name", act.act().word())
                    .with("SKU", act.sku()).with("value", act.value())
                    .with("changed fields", act.fields()).with("time", act.atMs()).end();
        }
    }

    private static void say(SaleDefinition.Terms terms, String when, StateFields to) {
        to.with(when + "title", terms.title()).with(when + "time to open", terms.opensAtMs())
                .with(when + "time to close", terms.closesAtMs()).with(when + "featured item", terms.featured())
                .with(when + "notice", terms.notice()).with(when + "checkout", terms.checkoutUrl());
    }

    @Override
    public String toString() {
        return "sale " + definition.saleId();
    }
}
