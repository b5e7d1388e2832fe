package dev.shoutgate.inventory;

import dev.shoutgate.MerchantLoad;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The merchants that have a sale on one shard, each with its load. It is no part of the state: what waits is no fact.
 *
 * <p>Threading: the shard's own thread enters and leaves; {@link #activeWeight} is its too.
 */
public final class MerchantLoads {

    /** One merchant's, and of how many sales. */
    private static final class Entry {
        private final MerchantLoad load;
        private int sales;

        private Entry(MerchantLoad load) {
            this.load = load;
        }
    }

    private final Map<String, Entry> byName = new ConcurrentHashMap<>();
    private Map<String, Integer> weights = Map.of();

    /** What merchants are entitled to, by name; others to 1. Before the first sale is entered. */
    public void weigh(Map<String, Integer> ofMerchants) {
        weights = Map.copyOf(ofMerchants);
    }

    /** That of a merchant, who has one more sale. */
    MerchantLoad enter(String merchant) {
        Entry entry = byName.computeIfAbsent(merchant,
                name -> new Entry(new MerchantLoad(weights.getOrDefault(name, 1))));
        entry.sales++;
        return entry.load;
    }

    /** The merchant has one sale less; without any it is forgotten. */
    void leave(String merchant) {
        Entry entry = byName.get(merchant);
        if (--entry.sales == 0) {
            byName.remove(merchant);
        }
    }

    /** Weights of all together that were pressed in so many milliseconds before now. */
    public long activeWeight(long withinMs, long nowMs) {
        long weight = 0;
        for (Entry entry : byName.values()) {
            weight += entry.load.isPressedWithin(withinMs, nowMs) ? entry.load.weight() : 0;
        }
        return weight;
    }

    /** How many merchants have a sale. */
    int count() {
        return byName.size();
    }
}
