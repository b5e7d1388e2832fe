package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition;

/**
 * An item as the twin keeps it: what operators said of it. What buyers hold and own of it, their orders say.
 *
 * <p>Threading: the twin's own thread only. Units: total in pieces, price in minor units.
 */
final class TwinItem {

    final int number;
    final int saleNumber;
    final ItemDefinition definition;
    long total;
    long price;
    int limitPerBuyer;
    boolean on;

    /** What operators may change of it. */
    record Figures(long total, long price, int limitPerBuyer, boolean on) {}

    TwinItem(int number, int saleNumber, ItemDefinition definition) {
        this(number, saleNumber, definition, new Figures(definition.stock(), definition.price(),
                definition.limitPerBuyer(), definition.on()));
    }

    TwinItem(int number, int saleNumber, ItemDefinition definition, Figures now) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.definition = definition;
        this.total = now.total;
        this.price = now.price;
        this.limitPerBuyer = now.limitPerBuyer;
        this.on = now.on;
    }
}
