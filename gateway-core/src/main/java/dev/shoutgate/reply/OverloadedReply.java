package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/**
 * The reply that says "too many requests at once", whole: within a second all who hear it get the same bytes, but for
 * the digit that says when to come back. There is least time for it when most need it.
 *
 * <p>Threading: one event loop.
 */
final class OverloadedReply {

    private static final byte[] RETRY_AFTER = "\r\nRetry-After: ".getBytes(StandardCharsets.US_ASCII);

    private final KeptReply reply = new KeptReply();
    /** Where the seconds of Retry-After stand, one digit. */
    private int secondsAt;

    /** Whether this exchange's reply is that one. */
    boolean isOf(Exchange exchange, byte[] date) {
        return reply.isOf(date) && isPlain(exchange);
    }

    private static boolean isPlain(Exchange exchange) {
        Outcome outcome = exchange.outcome;
        return outcome.problem == Problem.OVERLOADED && outcome.retryAfterMs == 0
                && outcome.orphanedPaymentRef == null && outcome.errors == null && KeptReply.isUsual(exchange);
    }

    /** Keeps a reply, if it is such a one; {@code head}: its lines, without the empty one behind them. */
    void keep(Exchange exchange, byte[] date, JsonBytes head, JsonBytes body) {
        if (isPlain(exchange)) {
            reply.keep(date, head, body);
            secondsAt = reply.behind(RETRY_AFTER);
        }
    }

    /** {@code crossOrigin}: of the exchange that it answers; {@code laterSeconds}: than in one second, below 9. */
    void write(ByteBuf out, byte[] crossOrigin, int laterSeconds) {
        reply.put(secondsAt, (byte) ('1' + laterSeconds));
        reply.write(out, crossOrigin);
    }
}
