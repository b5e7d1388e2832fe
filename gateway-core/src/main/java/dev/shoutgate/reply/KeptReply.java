package dev.shoutgate.reply;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;

/**
 * One whole refusal, for all who hear the same within the same second. What the page of another origin is told besides
 * is not among its bytes: each is told its own.
 *
 * <p>Threading: one event loop.
 */
final class KeptReply {

    private static final byte[] END = {'\r', '\n'};

    private byte[] bytes = new byte[1024];
    private int length;
    /** Of these, how many are header lines. */
    private int headLength;
    private byte[] dateLine;

    /** Whether nothing about the connection, or said for this one case, makes a difference to the reply. */
    static boolean isUsual(Exchange exchange) {
        return exchange.outcome.detail == null && exchange.outcome.help == null && !exchange.last
                && !exchange.saysKept && !exchange.headOnly;
    }

    /** Whether it was kept in this second. */
    boolean isOf(byte[] date) {
        return dateLine == date;
    }

    /** {@code head}: its lines, without the empty one behind them. */
    void keep(byte[] date, JsonBytes head, JsonBytes body) {
        dateLine = date;
        headLength = head.length();
        length = headLength + END.length + body.length();
        bytes = length > bytes.length ? new byte[length] : bytes;
        System.arraycopy(head.bytes(), 0, bytes, 0, headLength);
        System.arraycopy(END, 0, bytes, headLength, END.length);
        System.arraycopy(body.bytes(), 0, bytes, headLength + END.length, body.length());
    }

    /** Where the first byte behind this text stands, which must be in it. */
    int behind(byte[] text) {
        int at = 0;
        while (!Arrays.equals(bytes, at, at + text.length, text, 0, text.length)) {
            at++;
        }
        return at + text.length;
    }

    /** Has another byte in a place from now on. */
    void put(int at, byte other) {
        bytes[at] = other;
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
