package dev.shoutgate.gate;

import dev.shoutgate.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which shard a sale or an order lives on. A sale lives whole on one, by the CRC32C of its id: the same on every start.
 *
 * <p>Threading: immutable, any thread.
 */
public final class ShardMap {

    private final ShardGate[] shards;

    public ShardMap(List<ShardGate> shards) {
        this.shards = shards.toArray(ShardGate[]::new);
    }

    /** The shard that a sale of this id lives on, whether there is one or not. */
    public ShardGate ofSale(String saleId) {
        if (shards.length == 1) {
            return shards[0];
        }
        CRC32C crc = new CRC32C();
        crc.update(saleId.getBytes(StandardCharsets.UTF_8));
        return shards[(int) (crc.getValue() % shards.length)];
    }

    /** The shard that an order id names, or null when there is none of that number. */
    public ShardGate ofOrder(CharSequence orderId) {
        int shard = OrderId.shardOf(orderId);
        return shard >= 0 && shard < shards.length ? shards[shard] : null;
    }

    public List<ShardGate> all() {
        return List.of(shards);
    }
}
