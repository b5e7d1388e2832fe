/**
 * HTTP out: an outcome becomes bytes, on the connection's own event loop. Hop 6 of a Buy ({@code ReplyWriter}).
 *
 * <pre>
 *   shard-N                  │  the connection's event loop
 *                            │
 *   Outcome ─► Exchange ────►│ ReplyLoop ─► Connection ──────► ReplyWriter ─► socket
 *              (onOutcome)   │ mailbox;     replies in the     head and body: OrderBody, SaleBody,
 *   wake, once a batch ─────►│ one wake-up  order of their     ProblemBody, in JsonBytes
 *                            │ for many     requests
 * </pre>
 *
 * <p>Job: keep the order of a connection's replies whatever the order of their outcomes, and write them without
 * garbage: what does not depend on the case is bytes already. An outcome that nobody can know is answered by closing.
 *
 * <p>Threads: the event loops; shards only leave exchanges in a loop's mailbox and wake it. Exchanges and buffers are
 * used again.
 *
 * <p>Neighbours: {@code frontend} begins each exchange, {@code gate} hands back its outcome; {@code telemetry} counts
 * it. Knows none of them but the last.
 */
package dev.shoutgate.reply;
