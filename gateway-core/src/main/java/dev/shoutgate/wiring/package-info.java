/**
 * Connects the stages: {@link dev.shoutgate.wiring.Gateway} in eight numbered steps.
 *
 * <pre>
 *   DataFolder ──► Shard (ring, inventory, journal and their threads) ──► Frontends
 *        │           ▲                                                        ▲
 *        │           │ ShardClock, Housekeeping (SnapshotKeeper,              │ GatewayMetrics
 *        ▼           │ SaleRetirement), CapacityWatch, ChunkPreparer          │
 *      Stores ──► StoreCheck ──► OrderFlusher, one a store
 * </pre>
 *
 * <p>Job: makes what a gateway consists of, starts it in order, and gives it back in reverse ({@code Closing}).
 *
 * <p>Threads: whoever starts the gateway; {@code clock}, which sends every shard a tick; {@code housekeeping}, which
 * takes snapshots; {@code memory-preparer-N}, which touches a shard's next memory; at the start {@code item-tables} and
 * {@code store-rehearsal}, which end by themselves. The other threads are the stages' own.
 *
 * <p>Neighbours: it may use every stage, {@code config} and {@code telemetry}. The stages do not know it.
 */
package dev.shoutgate.wiring;
