package dev.shoutgate.reply;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.util.NetUtil;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The replies of one connection, in the order of their requests: HTTP/1.1 pipelining wants that, and a shard may answer
 * the second of two before the event loop has answered the first.
 *
 * <p>Threading: the connection's own event loop.
 */
public final class Connection {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int REPLY_BYTES = 1024;
    /** So much is put together before it is sent, and before anybody looks whether the client reads it. */
    private static final int CHUNK_BYTES = 16 * 1024;
    /** A burst is read in less than this; who is behind for longer sends more than is read. */
    private static final long LATE_NS = TimeUnit.MILLISECONDS.toNanos(20);
    /** As many as may wait for their replies are read in fewer, also where the machine stops for a while. */
    private static final int READS_OF_A_BURST = 8;
    /** Where many connections are behind it is no burst of one client: each of these may take a batch's time. */
    private static final int READS_IN_A_CROWD = 3;

    private final Channel channel;
    private final ReplyLoop loop;
    private final int maxInFlight;
    private final ArrayDeque<Exchange> inFlight = new ArrayDeque<>();
    private Intake intake = Intake.OPEN;
    private boolean ending;
    /** Whether the last reply is on its way to the socket. */
    private boolean endingSoon;
    private Consumer<Channel> successor;
    private boolean inBurst;
    private boolean writing;
    private boolean answering;
    private long burstNs;
    /** Since when the client reads too slowly; 0 while it does not. */
    private long unwritableSinceNs;
    /** Reads since the last that left nothing in the socket, and when the first of them was. */
    private int readsBehind;
    private long behindSinceNs;

    public Connection(Channel channel, ReplyLoop loop, int maxInFlight) {
        this.channel = channel;
        this.loop = loop;
        this.maxInFlight = maxInFlight;
    }

    /** Who reads the requests, and is told when there is room for more of them. */
    public void readBy(Intake intake) {
        this.intake = intake;
    }

    /** Starts the exchange of a request that came in whole, or of which enough came in to answer it. */
    public Exchange begin(boolean keepAlive, boolean headOnly) {
        Exchange exchange = loop.take();
        exchange.connection = this;
        exchange.last = !keepAlive;
        exchange.headOnly = headOnly;
        exchange.startedNs = arrivedNs();
        inFlight.add(exchange);
        return exchange;
    }

    /** Tells a client that waits with its body to go on, in its turn. */
    public void sendContinue() {
        Exchange exchange = begin(true, false);
        exchange.isContinue = true;
        exchange.complete();
    }

    /** Between these two calls replies are gathered, so that what one read brought goes out in one write. */
    public void beginBurst() {
        if (!inBurst) {
            inBurst = true;
            burstNs = System.nanoTime();
        }
    }

    /** When what is looked at came in: one look at the clock does for all that one read brought. */
    public long arrivedNs() {
        return inBurst ? burstNs : System.nanoTime();
    }

    /** A read begins, which may have left something in the socket. */
    public void onRead(boolean mayLeaveMore) {
        beginBurst();
        if (!mayLeaveMore) {
            readsBehind = 0;
            return;
        }
        loop.countBehind();
        if (readsBehind++ == 0) {
            behindSinceNs = burstNs;
        }
    }

    /** Whether what is read now may have waited in the socket for long: it was not empty for some time. */
    boolean isBehind() {
        int burst = loop.isCrowded() ? READS_IN_A_CROWD : READS_OF_A_BURST;
        return readsBehind > burst && arrivedNs() - behindSinceNs > LATE_NS;
    }

    public void endBurst() {
        inBurst = false;
        onComplete();
    }

    /** Notes that a reply is there, which {@link #answer} will write; says whether it is the first. */
    boolean startAnswering() {
        boolean first = !answering;
        answering = true;
        return first;
    }

    /** Writes the replies that are there and whose turn it is. */
    void answer() {
        answering = false;
        onComplete();
    }

    void onComplete() {
        // What is sent may make the channel writable, or not, in the midst of this.
        if (inBurst || writing) {
            return;
        }
        writing = true;
        try {
            long nowNs = inFlight.isEmpty() ? 0 : System.nanoTime();
            boolean more = true;
            while (more) {
                more = writeChunk(nowNs);
            }
        } finally {
            writing = false;
        }
        keepReading();
    }

    /** Sends what is complete, up to about {@link #CHUNK_BYTES}; whether the client might take more at once. */
    private boolean writeChunk(long nowNs) {
        ByteBuf out = null;
        Exchange next = inFlight.peek();
        // A client that does not read has its replies made when it does: until then they are a few objects each.
        boolean takes = ending || !channel.isActive() || channel.isWritable();
        while (takes && next != null && next.complete && (out == null || out.readableBytes() < CHUNK_BYTES)) {
            inFlight.poll();
            if (!ending && channel.isActive()) {
                out = out == null ? channel.alloc().directBuffer(REPLY_BYTES) : out;
                write(next, out, nowNs);
            } else {
                count(next, nowNs);
            }
            loop.giveBack(next);
            next = inFlight.peek();
        }
        if (out != null) {
            send(out);
        }
        return takes && next != null && next.complete;
    }

    private void write(Exchange exchange, ByteBuf out, long nowNs) {
        if (exchange.isContinue) {
            out.writeBytes(CONTINUE);
            return;
        }
        if (exchange.outcome.unknown) {
            // No answer is the only truthful one: the client repeats its request and learns what became of it.
            ending = true;
            return;
        }
        loop.writer().write(exchange, out, nowNs);
        count(exchange, nowNs);
        ending = exchange.last;
        successor = exchange.successor;
    }

    /** What was decided counts, whether or not its client is still there to hear of it. */
    private void count(Exchange exchange, long nowNs) {
        if (!exchange.isContinue && !exchange.outcome.unknown) {
            loop.stats().replied(
                    exchange.route, exchange.isBuy, exchange.outcome, nowNs - exchange.startedNs);
        }
    }

    private void send(ByteBuf out) {
        if (!ending) {
            channel.writeAndFlush(out, channel.voidPromise());
        } else if (successor != null) {
            channel.writeAndFlush(out, channel.voidPromise());
            successor.accept(channel);
        } else {
            endingSoon = true;
            channel.writeAndFlush(out).addListener(future -> {
                endingSoon = false;
                PoliteEnd.of(channel);
            });
        }
    }

    /** Nothing more will come in: closes now, or after the last reply that is owed. */
    public void endAfterReplies() {
        if (!inFlight.isEmpty()) {
            inFlight.peekLast().last = true;
        } else if (!endingSoon) {
            ending = true;
            endingSoon = true;
            // Behind what was written and waits for its socket: to close at once would throw that away.
            channel.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(gone -> {
                endingSoon = false;
                channel.close();
            });
        }
    }

    /** Whether one more request may wait, as far as its client reads the replies to those before. */
    public boolean hasRoom() {
        return inFlight.size() < maxInFlight && channel.isWritable();
    }

    private void keepReading() {
        if (successor != null) {
            return;
        }
        boolean room = hasRoom();
        boolean read = room && !intake.holdsBack();
        if (channel.config().isAutoRead() != read) {
            channel.config().setAutoRead(read);
        }
        if (room && !read) {
            intake.goOn();
        }
    }

    /** The client reads too slowly, or again fast enough. */
    public void onWritabilityChanged() {
        unwritableSinceNs = channel.isWritable() ? 0 : System.nanoTime();
        onComplete();
    }

    /** For how many nanoseconds, up to this time, the client has read too little of what is there for it; else 0. */
    public long unreadForNs(long nowNs) {
        return unwritableSinceNs == 0 ? 0 : nowNs - unwritableSinceNs;
    }

    /** Whether the last reply was written or will be: what still comes in is thrown away. */
    public boolean isEnding() {
        return ending || !inFlight.isEmpty() && inFlight.peekLast().last;
    }

    /** Whether a request waits for its reply, or the last reply for its socket. */
    public boolean isBusy() {
        return !inFlight.isEmpty() || endingSoon;
    }

    String address() {
        InetSocketAddress local = (InetSocketAddress) channel.localAddress();
        return (PoliteEnd.isEncrypted(channel) ? "https://" : "http://") + NetUtil.toSocketAddressString(local);
    }

    public ReplyLoop loop() {
        return loop;
    }
}
