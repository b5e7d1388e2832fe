/**
 * Shoutgate: the narrow door of a live-room shop. The words that all stages speak, and the wiring that connects them.
 *
 * <p>The sub-packages in the order of the alphabet are the way of the data. A Buy takes seven hops, one class each;
 * opened in this order they are the product.
 *
 * <pre>
 *   a buyer ──HTTP──► frontend   1 BuyEndpoint     bytes become a Command           event loop
 *                         │
 *                         ▼
 *                     gate       2 AdmissionGate   losers leave here, truthfully
 *                         │      3 CommandRing     the one queue of a shard         event loop │ shard-N
 *                         ▼
 *                     inventory  4 SaleShard       a fact, or a refusal             shard-N
 *                         │
 *                         ▼
 *                     journal    5 JournalWriter   one force a batch                shard-N
 *                         │  │
 *                 Outcome │  └───────── files ──────────┐
 *                         ▼                             │
 *   a buyer ◄──HTTP── reply      6 ReplyWriter     the outcome becomes bytes        event loop
 *   a buyer ◄──page── room                              │
 *                                                       ▼
 *   a database ◄───── storage    7 OrderFlusher    each fact once in effect         flusher, one a store
 * </pre>
 *
 * <p>{@link dev.shoutgate.telemetry} stands beside the path; all may count there.
 *
 * <p>Job of the root: {@link dev.shoutgate.Command}, {@link dev.shoutgate.Outcome}, {@link dev.shoutgate.Problem},
 * {@link dev.shoutgate.SaleDefinition}, {@link dev.shoutgate.SaleView} and their like are the vocabulary, and know no
 * stage. {@link dev.shoutgate.GatewayConfig} is every setting. {@link dev.shoutgate.Gateway} connects the stages in
 * eight numbered steps; it and {@code Shard}, {@code ShardClock}, {@code CapacityWatch}, {@code StoreCheck},
 * {@code ChunkPreparer}, {@code ItemTables}, {@code SnapshotKeeper}, {@code SaleRetirement}, {@code Housekeeping},
 * {@code GatewayMetrics} and {@code DemoSale}, and for the offline commands {@code GatewayAudit},
 * {@code AuditReport} and {@code JournalFold}, alone know them.
 *
 * <p>Threads: whoever starts the gateway; {@code clock}, which sends every shard a tick; {@code housekeeping}, which
 * takes snapshots; {@code memory-preparer-N}, which touches a shard's next memory; at the start {@code item-tables} and
 * {@code store-rehearsal}, which end by themselves. The rest are the stages' own.
 *
 * <p>Neighbours: stages depend on later ones, on {@code telemetry} and on this vocabulary, never on the wiring, and
 * storage alone looks back, into the journal. {@code ArchitectureTest} holds that.
 */
package dev.shoutgate;
