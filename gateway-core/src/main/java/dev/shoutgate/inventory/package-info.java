/**
 * The decision: what a command makes of the state of one shard, as facts or as a refusal. Hop 4 of a Buy
 * ({@link dev.shoutgate.inventory.SaleShard}).
 *
 * <p>Pure and deterministic. Time comes in with the command; there is no clock, thread, socket, randomness or log in
 * here, so that the same facts make the same state, bit for bit, on any machine.
 *
 * <pre>
 *      gate                              SaleShard, the shard's own thread                        journal
 *                    ┌───────────────┐    ┌──────────────┐ bytes ┌───────────┐
 *    ring ─Command─► │ BuyDecision   │ ─► │ FactRecorder │ ────► │ FactFrame │ ────► one force per batch
 *                    │ OrderDecision │    └──────┬───────┘       └───────────┘                 │
 *                    │ Operator…     │           │ the same bytes                              │
 *                    │ Clock…        │    ┌──────▼───────┐                                     │
 *                    └─▲─────┬───────┘    │   FactFold   │ ◄──────────────────── replay, follower
 *                      │     │            └──────┬───────┘                                     │
 *                reads │     │ Outcome           │ changes                                     │
 *                      │     ▼                   │                                             │
 *                      │   told once durable ◄───┼─────────────────────────────────────────────┘
 *    event    ┌────────┴─────────────────────────▼────────┐
 *    loops ─► │ SaleDirectory, Sale, Item ── ItemTable    │ figures in Chronicle Map, under a sequence lock
 *    never    │ PriorBuyers                               │ who may have ordered before, by the index
 *    wait ─►  ├───────────────────────────────────────────┤
 *             │ OrderLedger, BuyerOrders, FrequentBuyers  │ off the heap, the shard's thread only
 *             └───────────────────────────────────────────┘
 * </pre>
 *
 * <p><b>Two steps.</b> A decision reads the state and either refuses, which changes nothing, or records facts. Only
 * {@code FactFold} changes the state, and only from the bytes of a fact: after a decision, at the replay of a start,
 * and in whoever follows a journal on a copy of its own. So memory is never anything but a fold of the journal.
 *
 * <p><b>Memory.</b> What grows with the orders lies off the heap and allocates nothing per command: records in {@code
 * OrderLedger}, and {@code HashIndex}es from keyed hashes to them, whose every hit is verified on the record's full
 * bytes. They are read and written through bare pointers, which are checked where assertions are on, as in every test.
 * An index grows by a bucket of 16 KiB at a time and never as a whole. All of it comes in chunks from a
 * {@link dev.shoutgate.inventory.memory.ChunkPool}, touched ahead by a thread from outside; what is decided does not
 * depend on that. It is bounded by stock, because refusals leave nothing, and by {@link
 * dev.shoutgate.inventory.ShardCapacity}.
 *
 * <p><b>Two inventories.</b> {@code twin.TwinShard} follows the same contract with lists and no index. The tests live
 * random histories on both; the audit folds a journal into both ({@link dev.shoutgate.inventory.ShardAudit}). They
 * share the schema of the facts, the hashes and the walk, and otherwise not a line; neither knows the other.
 *
 * <p><b>One walk.</b> {@link dev.shoutgate.inventory.Inventory#walk} hands out the whole state in one order
 * ({@link dev.shoutgate.inventory.walk.StateReader}). The state hash, the difference that an audit names and the
 * records of a snapshot are readers of it. A new field of the state is entered in its message in {@code facts.xml}, in
 * the {@code Kept…} that hands it out, in {@code ShardWalk} and {@code TwinWalk}, in {@code SnapshotRecorder}, and in
 * the two folds of a snapshot; {@code StateWalkTest} finds the one that was forgotten.
 *
 * <p><b>Threading.</b> One thread at a time owns a shard, and it asserts that. Event loops may at any time, without
 * waiting, find a {@link dev.shoutgate.inventory.Sale}, read an {@link dev.shoutgate.inventory.Item} under its
 * sequence lock, and ask {@link dev.shoutgate.inventory.memory.PriorBuyers}. In that order: who sees the last unit
 * gone sees that its buyer has an order.
 *
 * <p><b>Neighbours.</b> {@code gate} brings the commands and asks {@code PriorBuyers}; {@code journal} has the facts'
 * schema and frame, makes them durable, and replays them.
 */
package dev.shoutgate.inventory;
