package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;

/**
 * The last replies that refused a pass, whole, one for each fault: machines that have none are to cost no more than who
 * comes too late.
 *
 * <p>Threading: one event loop.
 */
final class PassReplies {

    private final KeptReply[] byFault = new KeptReply[PassFault.values().length];

    PassReplies() {
        for (int i = 0; i < byFault.length; i++) {
            byFault[i] = new KeptReply();
        }
    }

    /** The reply to this exchange; null where it is none of these. */
    KeptReply find(Exchange exchange, byte[] date) {
        KeptReply reply = isPlain(exchange) ? byFault[exchange.outcome.passFault.ordinal()] : null;
        return reply != null && reply.isOf(date) ? reply : null;
    }

    /** Keeps a reply, if it is such a one; {@code head}: its lines, without the empty one behind them. */
    void keep(Exchange exchange, byte[] date, JsonBytes head, JsonBytes body) {
        if (isPlain(exchange)) {
            byFault[exchange.outcome.passFault.ordinal()].keep(date, head, body);
        }
    }

    /** Whether nothing but the fault and the date makes a difference to a reply. */
    private static boolean isPlain(Exchange exchange) {
        Outcome outcome = exchange.outcome;
        return outcome.problem == Problem.NOT_ELIGIBLE && outcome.passFault != null && !outcome.hasOrder
                && outcome.orphanedPaymentRef == null && KeptReply.isUsual(exchange);
    }
}
