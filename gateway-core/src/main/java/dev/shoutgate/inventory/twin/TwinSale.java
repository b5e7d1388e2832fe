package dev.shoutgate.inventory.twin;

import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.inventory.KeptSale;
import java.util.ArrayList;
import java.util.List;

/**
 * A sale as the twin keeps it.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinSale {

    /** What an operator, or (by empty) the clock, did to it. */
    record Act(long sequence, long atMs, String by, String key, String name, String sku, long value)
            implements KeptSale.Act {

        Act(long sequence, long atMs, String by, String key, String name) {
            this(sequence, atMs, by, key, name, "", 0);
        }

        @Override
        public String act() {
            return name;
        }
    }

    final int number;
    final SaleDefinition definition;
    final List<Act> acts = new ArrayList<>();
    SaleStatus status = SaleStatus.SCHEDULED;

    /** The sequence of the newest fact about it or one of its orders. */
    long version;

    TwinSale(int number, SaleDefinition definition) {
        this.number = number;
        this.definition = definition;
    }

    /** The act's name when the sale goes to a status from where it now stands. */
    String nameOfMoveTo(SaleStatus target) {
        return switch (target) {
            case SCHEDULED -> throw new IllegalArgumentException("no sale goes back to SCHEDULED");
            case OPEN -> status == SaleStatus.PAUSED ? "resume" : "open";
            case PAUSED -> "pause";
            case CLOSED -> "close";
        };
    }
}
