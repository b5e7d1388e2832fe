package dev.shoutgate.sim.press;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.AsciiString;
import io.netty.util.ReferenceCountUtil;

/**
 * One keep-alive connection with at most one request under way (no pipelining).
 *
 * <p>Threading: the event loop only.
 */
final class Wire extends ChannelInboundHandlerAdapter {
    private static final AsciiString IDEMPOTENT_REPLAYED = AsciiString.cached("Idempotent-Replayed");

    private final int id;
    private final WirePool pool;
    private final Answer answer = new Answer();
    private ChannelHandlerContext context;
    private Exchange exchange;
    private int tag;
    private long sentNs;
    private boolean keepAlive;

    Wire(int id, WirePool pool) {
        this.id = id;
        this.pool = pool;
    }

    /** Tells connections apart; counts from 1 and is never used twice. */
    int id() {
        return id;
    }

    /** Sends a request and takes over the buffer; {@code tag} comes back with what becomes of it. */
    void send(ByteBuf request, int tag, Exchange exchange) {
        assert context.executor().inEventLoop() && this.exchange == null : "one request at a time, on the loop";
        this.exchange = exchange;
        this.tag = tag;
        sentNs = System.nanoTime();
        context.writeAndFlush(request, context.voidPromise());
    }

    ByteBuf buffer(int bytes) {
        return context.alloc().ioBuffer(bytes, bytes);
    }

    /** Gives up on a connection whose answer has not come since before {@code ns}; its request counts as lost. */
    void closeWhenWaitingSince(long ns) {
        if (exchange != null && sentNs - ns < 0) {
            context.close();
        }
    }

    void close() {
        context.close();
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        pool.opened(this);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            read(message);
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private void read(Object message) {
        if (message instanceof HttpResponse response) {
            if (exchange == null || response.decoderResult().isFailure()) {
                context.close();
                return;
            }
            keepAlive = HttpUtil.isKeepAlive(response);
            boolean replayed = "true".equalsIgnoreCase(response.headers().get(IDEMPOTENT_REPLAYED));
            answer.begin(response.status().code(), replayed);
        }
        if (message instanceof HttpContent part && exchange != null) {
            if (part.decoderResult().isFailure() || !answer.add(part.content())) {
                context.close();
            } else if (part instanceof LastHttpContent && answer.status() >= 200) {
                whole();
            }
        }
    }

    private void whole() {
        Exchange done = exchange;
        exchange = null;
        done.answered(tag, answer);
        if (keepAlive) {
            pool.freed(this);
        } else {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        Exchange broken = exchange;
        exchange = null;
        pool.closed(this);
        if (broken != null) {
            broken.lost(tag);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A reset is how a killed gateway looks from here; the request is told of it in channelInactive.
        ctx.close();
    }
}
