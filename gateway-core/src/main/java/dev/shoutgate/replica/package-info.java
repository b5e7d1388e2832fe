/**
 * Durability on a quorum: the facts of a shard in the log of an Aeron Cluster.
 *
 * <pre>
 *   the shard's own thread                │  threads of Aeron, on every member
 *                                         │
 *   GroupCommit ─append─► ClusterLog      │
 *      ▲    ▲               │             │
 *      │    │             LeaderSession ──┼──► consensus module ─► log ─► commit by most members
 *      │    │                             │                                │
 *      │    └──────────── it came back ◄──┼── LogService ◄─────────────────┘
 *      │                                  │      │  KnownFacts: the same as before?
 *      └─────────── readOn, of others ◄───┼──  the member's own journal
 * </pre>
 *
 * <p>Job: let a frame of facts count once most members have it, let one member at a time decide, and never let one go
 * on that has another state than the others.
 *
 * <p>Threads: the shard's thread appends, and looks after its session; {@code LogService} runs on one thread of Aeron,
 * which alone writes the member's journal. Media driver, archive and consensus module have a thread each
 * ({@code ClusterNode}).
 *
 * <p>Neighbours: {@code journal} has the seam ({@code FactLog}) and the member's files; nobody but {@code wiring} knows
 * this package. The one home of Aeron.
 */
package dev.shoutgate.replica;
