/**
 * Passes: a right to buy that cannot be had before the sale gives it, that costs work, and that serves one order.
 *
 * <pre>
 *   [event loop]  GET …/pass  ─► PassWindow: already given? ─► PassSeal: a challenge, sealed ─► client, which works
 *                 POST …/pass ─► PassSeal: ours, this buyer's? ─► ProofOfWork: solved? ─► PassSeal: a pass ─► client
 *                 a buy       ─► SentPass: ours, this buyer's, in time? ─► the command carries its number
 *   [shard-N]     used already? the order that used it has the number                            (inventory)
 * </pre>
 *
 * <p>Job: give challenges and passes without keeping anything, and tell real ones from others. What they say stands in
 * them, under a seal whose key each shard's first fact has. Bytes come in; nothing here knows HTTP.
 *
 * <p>Thread: the event loops, each with seals of its own.
 *
 * <p>Neighbours: {@code frontend} asks for challenges and passes, {@code gate} what a buy's pass is worth.
 */
package dev.shoutgate.gate.pass;
