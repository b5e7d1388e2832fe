package dev.shoutgate.gate;

import dev.shoutgate.OrderId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * Which shard a sale or an order lives on. A sale lives whole on one, by the CRC32C of its id: the same on every start.
 *
 * <p>It is handed out before the shards have replayed their journals, and opened once all of them have.
 *
 * <p>Threading: whoever starts the gateway opens it; any thread asks.
 */
public final class ShardMap {

    private volatile ShardGate[] shards = {};

    /** One that is not ready yet. */
    public ShardMap() {}

    public ShardMap(List<ShardGate> shards) {
        open(shards);
    }

    /** Every shard is ready: from now on it may be asked for them. */
    public void open(List<ShardGate> ready) {
        shards = ready.toArray(ShardGate[]::new);
    }

    /** Whether the shards are there; nothing else may be asked before. */
    public boolean isReady() {
        return shards.length > 0;
    }

    /** The shard that a sale of this id lives on, whether there is one or not. */
    public ShardGate ofSale(String saleId) {
        ShardGate[] shards = this.shards;
        if (shards.length == 1) {
            return shards[0];
        }
        CRC32C crc = new CRC32C();
        crc.update(saleId.getBytes(StandardCharsets.UTF_8));
        return shards[(int) (crc.getValue() % shards.length)];
    }

    /** The shard that an order id names, or null when there is none of that number. */
    public ShardGate ofOrder(CharSequence orderId) {
        ShardGate[] shards = this.shards;
        int shard = OrderId.shardOf(orderId);
        return shard >= 0 && shard < shards.length ? shards[shard] : null;
    }

    public List<ShardGate> all() {
        return List.of(shards);
    }
}
