package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;
import java.util.Map;

/**
 * What a shard came to, recounted from its orders.
 *
 * @param facts       the sequence of the newest fact
 * @param lastTimeMs  when it was made, milliseconds since 1970 UTC
 * @param orders      how many there are of each status
 * @param totalUnits  pieces in all items, sold and unsold
 * @param heldUnits   pieces in {@code HELD} orders
 * @param soldUnits   pieces in {@code CONFIRMED} orders
 * @param revenue     by currency, what {@code CONFIRMED} orders come to in minor units
 * @param stateHash   over items, orders, units and keys
 */
public record ShardFigures(
        long facts, long lastTimeMs, Map<OrderStatus, Long> orders, long totalUnits, long heldUnits, long soldUnits,
        Map<String, Long> revenue, long stateHash) {}
