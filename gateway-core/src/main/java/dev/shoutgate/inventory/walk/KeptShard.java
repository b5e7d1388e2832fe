package dev.shoutgate.inventory.walk;

import dev.shoutgate.inventory.memory.Hashing;

/**
 * What a shard knows besides its sales and orders, as a walk hands it out.
 *
 * @param hashing         null before the shard's first fact
 * @param lastSequence    the sequence of the newest fact; 0 before the first
 * @param lastTimeMs      when that was made, milliseconds since 1970 UTC
 * @param nextSaleNumber  numbers are given once: those below were
 * @param nextItemNumber  likewise
 * @param nextOrderNumber likewise
 */
public record KeptShard(
        Hashing hashing, long lastSequence, long lastTimeMs, int nextSaleNumber, int nextItemNumber,
        long nextOrderNumber) {

    void fields(StateFields to) {
        to.begin('#', "", "", 0)
                .with("last sequence", lastSequence).with("time of the last fact", lastTimeMs)
                .with("first half of the key of hashes", hashing == null ? 0 : hashing.key0())
                .with("second half of the key of hashes", hashing == null ? 0 : hashing.key1())
                .with("next number of a sale", nextSaleNumber).with("next number of an item", nextItemNumber)
                .with("next number of an order", nextOrderNumber).end();
    }
}
