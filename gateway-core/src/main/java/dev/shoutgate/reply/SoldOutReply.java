package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import io.netty.buffer.ByteBuf;

/**
 * The last reply that said "sold out", whole: while its figures and the second stay the same, all who come too late get
 * these very bytes. What the page of another origin is told besides is not among them: each is told its own.
 *
 * <p>Threading: one event loop.
 */
final class SoldOutReply {

    private static final byte[] END = {'\r', '\n'};

    private byte[] bytes = new byte[1024];
    private int length;
    /** Of these, how many are header lines. */
    private int headLength;
    private byte[] dateLine;
    private String sku;
    private long asked;
    private long available;
    private long held;

    /** Whether this exchange's reply is that one. */
    boolean isOf(Exchange exchange, byte[] date) {
        Outcome outcome = exchange.outcome;
        return dateLine == date && isPlain(exchange) && outcome.sku.equals(sku) && outcome.asked == asked
                && outcome.available == available && outcome.held == held;
    }

    /** Whether nothing but the figures and the date makes a difference to a reply. */
    private static boolean isPlain(Exchange exchange) {
        Outcome outcome = exchange.outcome;
        return outcome.problem == Problem.SOLD_OUT && outcome.sku != null && outcome.detail == null
                && outcome.help == null && !exchange.last && !exchange.saysKept && !exchange.headOnly
                && outcome.orphanedPaymentRef == null;
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
        dateLine = date;
        headLength = head.length();
        length = headLength + END.length + body.length();
        bytes = length > bytes.length ? new byte[length] : bytes;
        System.arraycopy(head.bytes(), 0, bytes, 0, headLength);
        System.arraycopy(END, 0, bytes, headLength, END.length);
        System.arraycopy(body.bytes(), 0, bytes, headLength + END.length, body.length());
    }

    /** {@code crossOrigin}: of the exchange that it answers. */
    void write(ByteBuf out, byte[] crossOrigin) {
        if (crossOrigin == null) {
            out.writeBytes(bytes, 0, length);
        } else {
            out.writeBytes(bytes, 0, headLength).writeBytes(crossOrigin)
                    .writeBytes(bytes, headLength, length - headLength);
        }
    }
}
