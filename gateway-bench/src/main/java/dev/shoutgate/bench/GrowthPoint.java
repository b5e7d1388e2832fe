package dev.shoutgate.bench;

import java.util.Locale;

/**
 * A gateway and its crowd, of a certain size in every direction; of which one is changed at a time.
 *
 * @param label       the size that was changed, as the report shows it
 * @param connections of the load generator
 * @param buyers      who have an order already when the crowd comes
 * @param stock       units of each item
 * @param sales       open at once, each with so many {@code items}; the crowd is spread evenly over all of them
 * @param loops       event loops for buyers
 * @param shards      of the gateway
 */
record GrowthPoint(String label, int connections, int buyers, long stock, int sales, int items, int loops, int shards) {

    /** What everything is set against: the one item of a shouting host. */
    static final GrowthPoint BASE = new GrowthPoint("base", 64, 0, 1_000_000_000L, 1, 1, 1, 1);

    static GrowthPoint ofConnections(int count) {
        return new GrowthPoint(label(count), count, BASE.buyers, BASE.stock, 1, 1, 1, 1);
    }

    static GrowthPoint ofBuyers(int count) {
        return new GrowthPoint(label(count), BASE.connections, count, BASE.stock, 1, 1, 1, 1);
    }

    static GrowthPoint ofStock(long units) {
        return new GrowthPoint(label(units), BASE.connections, BASE.buyers, units, 1, 1, 1, 1);
    }

    static GrowthPoint ofItems(int sales, int items) {
        return new GrowthPoint(label((long) sales * items) + " in " + sales, BASE.connections, BASE.buyers, BASE.stock,
                sales, items, 1, 1);
    }

    /** With as many sales as shards need to have something to do each. */
    static GrowthPoint ofThreads(int loops, int shards) {
        return new GrowthPoint(loops + " + " + shards, 256, BASE.buyers, BASE.stock, 100, 1, loops, shards);
    }

    private static String label(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
