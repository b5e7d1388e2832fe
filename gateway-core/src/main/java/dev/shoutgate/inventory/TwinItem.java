package dev.shoutgate.inventory;

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
    final long total;
    final long price;
    final int limitPerBuyer;
    final boolean on;

    TwinItem(int number, int saleNumber, ItemDefinition definition) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.definition = definition;
        this.total = definition.stock();
        this.price = definition.price();
        this.limitPerBuyer = definition.limitPerBuyer();
        this.on = definition.on();
    }
}
