/**
 * Who may enter: admission on the event loop, the ring, and the shard's thread with its one force a batch. Hops 2 and 3
 * of a Buy ({@link dev.shoutgate.gate.AdmissionGate}, {@link dev.shoutgate.gate.CommandRing}).
 *
 * <pre>
 *   event loops                       │                  the shard's own thread
 *                                     │
 *   frontend ─► AdmissionGate ───────►│ CommandRing ─► GroupCommit ─1─► SaleShard.decide      (inventory)
 *                 │ RateLimiter       │ copies,          │         ─2─► FactLog.append        (journal)
 *                 │ lost for certain? │ never waits      │
 *                 │ SlotShares        │                  │
 *                 ▼                   │                  └─────────3─► Outcome to its receiver, then one
 *               refusal at once       │                                wake-up a batch       (reply)
 * </pre>
 *
 * <p>Job: turn away at once, for almost nothing, whoever the shard would refuse anyway; give the rest a place in the
 * one order of the shop; let no outcome go before the facts of its batch are durable.
 *
 * <p>Threads: any event loop asks and publishes, and never waits; {@code shard-N} takes, decides, forces and releases.
 * When a force fails, that thread keeps the batch, records nothing and tries again until the disk takes it; when a
 * decision throws, it stops for good. Where another process decides over the same log, it folds what that one decided
 * and records nothing. {@link dev.shoutgate.gate.ShardHealth} tells all others.
 *
 * <p>Neighbours: {@code frontend} before; {@code inventory} decides and {@code journal} writes, both called from here,
 * the journal as a {@code FactLog} and nothing else; {@code reply} is known as a receiver of outcomes only. The one
 * home of the Disruptor.
 */
package dev.shoutgate.gate;
