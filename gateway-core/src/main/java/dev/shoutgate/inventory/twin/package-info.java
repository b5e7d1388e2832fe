/**
 * The naive twin of the inventory: the same rules in plain collections, written a second time, to measure the first by.
 *
 * <pre>
 *   Command ──► TwinShard, TwinActs, TwinOrderActs ──► TwinRecorder ──bytes──► TwinFold ──► TwinBooks (lists and maps)
 * </pre>
 *
 * <p>Job: what it answers is what the shard must answer, and its facts are the shard's, byte for byte.
 *
 * <p>Threading: one thread at a time. A decision walks over all orders, so the twin serves nobody.
 *
 * <p>Neighbours: it shares with {@code inventory} the interface, the capacity, the keyed hashes, the walk and the
 * encoding of the facts, and no rule; nothing in {@code inventory} knows it. An architecture test holds both.
 */
package dev.shoutgate.inventory.twin;
