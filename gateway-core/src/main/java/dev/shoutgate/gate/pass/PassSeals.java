package dev.shoutgate.gate.pass;

import dev.shoutgate.Limits;
import dev.shoutgate.inventory.memory.Hashing;

/**
 * The seals of one event loop, one a shard, each made when it is first needed.
 *
 * <p>Threading: one event loop.
 */
public final class PassSeals {

    private final PassSeal[] byShard = new PassSeal[Limits.SHARDS];

    /** That of a shard; {@code hashing}: with its secret. */
    public PassSeal of(int shard, Hashing hashing) {
        PassSeal seal = byShard[shard];
        if (seal == null) {
            seal = new PassSeal(hashing);
            byShard[shard] = seal;
        }
        return seal;
    }
}
