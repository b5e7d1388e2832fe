package dev.shoutgate.bench.load;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/**
 * One connection of a crowd: presses in a pipeline, and the answers in their order.
 *
 * <p>Threading: the generator's thread.
 */
final class CrowdConnection {

    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int MOST_UNANSWERED = 1 << 12;

    private final Crowd crowd;
    private final int place;
    private final SocketChannel channel;
    private final ByteBuffer out = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(BUFFER_BYTES);
    private final byte[] bytes = new byte[BUFFER_BYTES];
    private final long[] sentNs = new long[MOST_UNANSWERED];
    private final AnswerScanner scanner = new AnswerScanner();
    private int length;
    private long sent;
    private long answered;

    CrowdConnection(Crowd crowd, int place, InetSocketAddress address) throws IOException {
        this.crowd = crowd;
        this.place = place;
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    void register(Selector selector) throws IOException {
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Sends what is due, as far as the socket takes it: the rest is sent later and stays due since then. */
    void send(long nowNs) throws IOException {
        long due = crowd.due(place, nowNs, answered);
        while (sent < due && sent - answered < MOST_UNANSWERED && out.remaining() >= crowd.press().length()) {
            long number = crowd.number(place, sent);
            crowd.press().put(number, out);
            crowd.answers().sent(nowNs - crowd.begunNs() - crowd.dueNs(number, nowNs));
            sentNs[(int) (sent++ % MOST_UNANSWERED)] = nowNs;
        }
        if (out.position() > 0) {
            out.flip();
            channel.write(out);
            out.compact();
        }
    }

    /** Takes the answers that are there; {@code nowNs}: when they were seen. */
    void read(long nowNs) throws IOException {
        in.clear().limit(BUFFER_BYTES - length);
        int count = channel.read(in);
        if (count < 0) {
            throw new EOFException("the server closed a connection with " + (sent - answered) + " presses unanswered");
        }
        in.flip().get(bytes, length, count);
        length += count;
        int from = 0;
        for (int size = scanner.length(bytes, 0, length); size > 0; size = scanner.length(bytes, from, length)) {
            answer(scanner.status(), nowNs);
            from += size;
        }
        System.arraycopy(bytes, from, bytes, 0, length - from);
        length -= from;
    }

    private void answer(int status, long nowNs) {
        long dueNs = crowd.dueNs(crowd.number(place, answered), sentNs[(int) (answered % MOST_UNANSWERED)]);
        crowd.answers().answered(status, dueNs, nowNs - crowd.begunNs() - dueNs);
        answered++;
    }

    boolean isOver(long nowNs) {
        return crowd.isEnded(nowNs) && answered == sent && sent >= crowd.due(place, nowNs, answered);
    }

    void close() throws IOException {
        channel.close();
    }
}
