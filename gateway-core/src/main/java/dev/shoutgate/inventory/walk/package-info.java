/**
 * One walk over the state of an inventory, and what is made of it: the hash, and the first difference between two.
 *
 * <pre>
 *   SaleShard ──► ShardWalk ──┐ KeptShard, KeptSale, KeptOrder   ┌──► StateDigest       the hash
 *                             ├──────────────────────────────► ──┼──► SnapshotRecorder  the records of a snapshot
 *   TwinShard ──► TwinWalk  ──┘        to a StateReader          └──► StateDifference   two walks side by side
 * </pre>
 *
 * <p>Job: whatever is a part of the state is handed out here, so that the hash, a snapshot and a comparison can't each
 * have another opinion of what that is.
 *
 * <p>Threading: the thread that walks.
 *
 * <p>Neighbours: it knows the vocabulary of the root and the keyed hashes of {@code inventory.memory}. Both inventories
 * walk with it, and it knows neither.
 */
package dev.shoutgate.inventory.walk;
