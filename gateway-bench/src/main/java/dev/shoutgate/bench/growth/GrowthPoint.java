package dev.shoutgate.bench.growth;

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
public record GrowthPoint(
        String label, int connections, int buyers, long stock, int sales, int items, int loops, int shards) {

    /** Of one item that cannot sell out; like the rest of what is not changed, that of a shouting host. */
    private static final long STOCK = 1_000_000_000L;
    private static final int CONNECTIONS = 64;
    private static final int MANY_CONNECTIONS = 256;

    static GrowthPoint ofConnections(int count) {
        return new GrowthPoint(label(count), count, 0, STOCK, 1, 1, 1, 1);
    }

    static GrowthPoint ofBuyers(int count) {
        return new GrowthPoint(label(count), CONNECTIONS, count, STOCK, 1, 1, 1, 1);
    }

    static GrowthPoint ofStock(long units) {
        return new GrowthPoint(label(units), CONNECTIONS, 0, units, 1, 1, 1, 1);
    }

    static GrowthPoint ofItems(int sales, int items) {
        return new GrowthPoint(label((long) sales * items) + " in " + sales, CONNECTIONS, 0, STOCK, sales, items, 1, 1);
    }

    /** With as many sales and connections as shards and loops need to have something to do each. */
    static GrowthPoint ofThreads(int loops, int shards) {
        return new GrowthPoint(loops + " + " + shards, MANY_CONNECTIONS, 0, STOCK, 100, 1, loops, shards);
    }

    private static String label(long count) {
        return String.format(Locale.ROOT, "%,d", count);
    }
}
