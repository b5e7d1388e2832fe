package dev.shoutgate.wiring;

import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.inventory.SaleShard;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns once when what a shard may hold is nearly used up, while there is still time to do something about it.
 *
 * <p>Threading: the clock's.
 */
final class CapacityWatch {

    private static final Logger LOG = LoggerFactory.getLogger(CapacityWatch.class);
    private static final int WARN_PERCENT = 80;

    /** Below this it is news again: a shard that orders retire from may come and go around the other. */
    private static final int FORGET_PERCENT = 70;

    private final GatewayConfig.Capacity capacity;
    private final List<Shard> shards;
    private final Map<String, Boolean> warned = new HashMap<>();

    CapacityWatch(GatewayConfig.Capacity capacity, List<Shard> shards) {
        this.capacity = capacity;
        this.shards = shards;
    }

    /** Looks at every map of every shard. */
    void look() {
        for (Shard shard : shards) {
            SaleShard inventory = shard.inventory();
            look(inventory.number(), "orders", inventory.orderCount(), capacity.orders());
            look(inventory.number(), "items", inventory.itemCount(), capacity.items());
        }
    }

    private void look(int shard, String map, long count, long capacity) {
        long percent = count * 100 / capacity;
        String key = shard + map;
        if (percent < FORGET_PERCENT) {
            warned.remove(key);
        } else if (percent >= WARN_PERCENT && warned.put(key, true) == null) {
            LOG.warn("Shard {} holds {} of {} {} ({} %). At 100 % new ones get storage-unavailable and all else goes "
                    + "on. Raise capacity.{} and restart.", shard, count, capacity, map, percent, map);
        }
    }
}
