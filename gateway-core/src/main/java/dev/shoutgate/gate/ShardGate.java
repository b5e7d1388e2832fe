package dev.shoutgate.gate;

import dev.shoutgate.inventory.SaleDirectory;
import dev.shoutgate.inventory.memory.Hashing;

/**
 * One shard as the frontend sees it: who may enter, which sales it has, how it hashes.
 *
 * <p>Threading: immutable, any thread.
 */
public record ShardGate(
        int shard, AdmissionGate admission, CommandRing ring, SaleDirectory sales, Hashing hashing) {}
