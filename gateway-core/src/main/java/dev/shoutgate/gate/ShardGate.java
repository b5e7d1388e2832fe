package dev.shoutgate.gate;

import dev.shoutgate.OrderId;
import dev.shoutgate.inventory.SaleDirectory;
import dev.shoutgate.inventory.memory.Hashing;

/**
 * One shard as the frontend sees it: who may enter, which sales it has, how it hashes.
 *
 * <p>Threading: immutable, any thread.
 */
public record ShardGate(
        int shard, AdmissionGate admission, CommandRing ring, SaleDirectory sales, Hashing hashing) {

    /** Buys refused because their merchant had its share of the ring and more, so far. */
    public long beyondShare() {
        return admission.beyondShareHere();
    }

    /** Buys refused because a queue stood, at the gate and in the ring, so far. */
    public long beyondQueue() {
        return admission.beyondQueueHere() + ring.tooLate();
    }

    /** The number that an order's id names; -1 where no order of this shard ever had it. */
    public long orderNumber(CharSequence orderId) {
        return OrderId.numberOf(orderId, shard, hashing.orderIdKey());
    }

    /** The id of the order that has a number: ASCII. */
    public byte[] orderId(long number) {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(shard, number, hashing.orderIdKey(), id, 0);
        return id;
    }
}
