package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import io.netty.buffer.ByteBuf;

/**
 * The last reply that said "sold out", whole: while its figures and the second stay the same, all who come too late get
 * these very bytes.
 *
 * <p>Threading: one event loop.
 */
final class SoldOutReply {

    private final KeptReply reply = new KeptReply();
    private String sku;
    private long asked;
    private long available;
    private long held;

    /** Whether this exchange's reply is that one. */
    boolean isOf(Exchange exchange, byte[] date) {
        Outcome outcome = exchange.outcome;
        return reply.isOf(date) && isPlain(exchange) && outcome.sku.equals(sku) && outcome.asked == asked
                && outcome.available == available && outcome.held == held;
    }

    /** Whether nothing but the figures and the date makes a difference to a reply. */
    private static boolean isPlain(Exchange exchange) {
        Outcome outcome = exchange.outcome;
        return outcome.problem == Problem.SOLD_OUT && outcome.sku != null && outcome.orphanedPaymentRef == null
                && KeptReply.isUsual(exchange);
    }

    /** Keeps a reply, if it is such a one; {@code head}: its lines, without the empty one behind them. */
    void keep(Exchange exchange, byte[] date, JsonBytes head, JsonBytes body) {
        if (!isPlain(exchange)) {
            return;
        }
        Outcome outcome = exchange.outcome;
        sku = outcome.sku;
        asked = outcome.asked;
        available = outcome.available;
        held = outcome.held;
        reply.keep(date, head, body);
    }

    /** {@code crossOrigin}: of the exchange that it answers. */
    void write(ByteBuf out, byte[] crossOrigin) {
        reply.write(out, crossOrigin);
    }
}
