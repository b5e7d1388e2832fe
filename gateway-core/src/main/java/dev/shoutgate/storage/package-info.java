/**
 * Downstream: hands every fact of the journal on to the shop's own databases and topics, once in effect, in order per
 * shard.
 *
 * <pre>
 *   journal (one per shard)                                             a store
 *   JournalFollower ──▶ FactBatch ─────────────────▶ OrderStore.store ──▶ rows and position,
 *                       (FactDecoder: bytes to                            in one transaction
 *                        StoredFact; a TakenOrder
 *                        is read where it stands)
 *         ▲                                                │
 *         └────── seek ◀── OrderStore.position ◀───────────┘  at start and after every failure
 * </pre>
 *
 * <p>Job: {@link dev.shoutgate.storage.OrderFlusher} moves the facts and outlives every failure of the store;
 * {@link dev.shoutgate.storage.OrderStore} is what a home must do. {@link dev.shoutgate.storage.sql} has those that are
 * databases, {@link dev.shoutgate.storage.topic} the one that is a topic.
 *
 * <p>Facts that a store refuses for what stands in them: {@code UnstorableSearch} finds them,
 * {@link dev.shoutgate.storage.DeadLetters} keeps them, {@link dev.shoutgate.storage.DeadLetterRetry} stores them
 * again.
 *
 * <p>Beside the stores {@link dev.shoutgate.storage.OrderNews} counts the orders of sales that operators watch.
 *
 * <p>Thread: one flusher thread per store. Stores share nothing, so one being down never delays another.
 *
 * <p>Neighbours: reads {@code journal}. Nothing depends on this package but the wiring, {@code telemetry}, which asks
 * the flushers for their lag, and the streams of {@code room} and {@code frontend}.
 */
package dev.shoutgate.storage;
