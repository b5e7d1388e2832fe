package dev.shoutgate.bench.growth;

import static dev.shoutgate.bench.growth.GrowthPoint.ofBuyers;
import static dev.shoutgate.bench.growth.GrowthPoint.ofConnections;
import static dev.shoutgate.bench.growth.GrowthPoint.ofItems;
import static dev.shoutgate.bench.growth.GrowthPoint.ofStock;
import static dev.shoutgate.bench.growth.GrowthPoint.ofThreads;

import java.util.List;

/** The directions in which a flash sale grows, each with its points, the smallest first. */
public enum GrowthAxis {

    CONNECTIONS("connections", List.of(ofConnections(1), ofConnections(8), ofConnections(64), ofConnections(512),
            ofConnections(10_000))),
    BUYERS("buyers who have an order", List.of(ofBuyers(10_000), ofBuyers(1_000_000), ofBuyers(10_000_000))),
    STOCK("units of the item", List.of(ofStock(5_000_000), ofStock(1_000_000_000))),
    ITEMS("items, over so many sales", List.of(ofItems(1, 1), ofItems(1, 100), ofItems(50, 100), ofItems(500, 100))),
    THREADS("event loops + shards", List.of(ofThreads(1, 1), ofThreads(2, 1), ofThreads(1, 2), ofThreads(2, 2)));

    private final String words;
    private final List<GrowthPoint> points;

    GrowthAxis(String words, List<GrowthPoint> points) {
        this.words = words;
        this.points = points;
    }

    /** What grows. */
    public String words() {
        return words;
    }

    public List<GrowthPoint> points() {
        return points;
    }
}
