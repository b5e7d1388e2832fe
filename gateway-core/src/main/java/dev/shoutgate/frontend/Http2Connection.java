package dev.shoutgate.frontend;

import dev.shoutgate.frontend.TurnedAway.Reason;
import dev.shoutgate.frontend.http2.Http2Codec;
import dev.shoutgate.frontend.http2.ReplyHeads;
import dev.shoutgate.frontend.http2.StreamFrames;
import dev.shoutgate.reply.Connection;
import dev.shoutgate.reply.PoliteEnd;
import dev.shoutgate.reply.ReplyLoop;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http2.DefaultHttp2GoAwayFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A connection of HTTP/2 as a whole: its streams, each of which is a connection of one request to the handlers behind;
 * what waits for a client that does not read; and its end.
 *
 * <p>Threading: the connection's event loop.
 */
final class Http2Connection extends ChannelInboundHandlerAdapter implements Swept {

    /** Fired at all connections when the server is about to end. */
    static final Object DRAIN = new Object();

    /** Replies that wait for the client: beyond it, requests wait too. The reply that goes beyond it is whole. */
    private static final int MOST_WAITING_BYTES = 256 << 10;
    /** One request a stream, and the word that its body may come. */
    private static final int IN_FLIGHT_PER_STREAM = 2;

    private final RouteTable routes;
    private final FrontendLimits limits;
    private final ReplyLoop loop;
    private final ReplyHeads heads;
    private final Peer peer;
    private final TurnedAway turnedAway;
    private final Http2Codec codec;
    private final Map<Channel, RequestHandler> streams = new LinkedHashMap<>();
    private final Deque<Channel> paused = new ArrayDeque<>();
    private int waitingBytes;
    private long idleSinceNs = System.nanoTime();
    private boolean ending;
    private boolean ended;
    private long endedSinceNs;
    private ChannelHandlerContext ctx;

    Http2Connection(RouteTable routes, FrontendLimits limits, ReplyLoop loop, ReplyHeads heads, Peer peer,
            TurnedAway turnedAway) {
        this.routes = routes;
        this.limits = limits;
        this.loop = loop;
        this.heads = heads;
        this.peer = peer;
        this.turnedAway = turnedAway;
        // Its own limit is beyond ours: what only we find too large gets an answer that says so.
        this.codec = Http2Codec.newCodec(limits.maxInFlight(), 2 * (limits.maxHeaderBytes() + limits.maxUriBytes()),
                this::onFault);
    }

    private void onFault(Http2Error error) {
        turnAway(error == Http2Error.ENHANCE_YOUR_CALM ? Reason.HTTP2_FLOOD : Reason.HTTP2_BROKEN);
    }

    /** Counts the connection, once: more of the same may have come in before it is gone. */
    private void turnAway(Reason reason) {
        if (!ended) {
            ended = true;
            endedSinceNs = System.nanoTime();
            turnedAway.add(reason);
        }
    }

    /** What reads and writes its frames. */
    Http2Codec codec() {
        return codec;
    }

    /** Sets up the channel of a stream that the client has opened. */
    void open(Channel stream) {
        Connection connection = new Connection(stream, loop, IN_FLIGHT_PER_STREAM);
        RequestHandler handler = new RequestHandler(routes, limits, connection, null, peer, turnedAway);
        stream.pipeline().addLast(new StreamFrames(heads, limits.maxHeaderBytes(), this::onWaiting)).addLast(handler);
        streams.put(stream, handler);
        if (waitingBytes > MOST_WAITING_BYTES) {
            stream.config().setAutoRead(false);
            paused.add(stream);
        }
        stream.closeFuture().addListener(closed -> onClosed(stream));
    }

    private void onClosed(Channel stream) {
        streams.remove(stream);
        paused.remove(stream);
        idleSinceNs = System.nanoTime();
        endIfDone();
    }

    private void onWaiting(int moreBytes) {
        waitingBytes += moreBytes;
        while (waitingBytes <= MOST_WAITING_BYTES && !paused.isEmpty()) {
            paused.poll().config().setAutoRead(true);
        }
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    /** SETTINGS, PING and what else is not of a stream: Netty has answered it. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownEvent.INSTANCE) {
            Map.copyOf(streams).keySet().forEach(stream -> stream.pipeline().fireUserEventTriggered(event));
        } else if (event == ChannelInputShutdownReadComplete.INSTANCE || event == SslCloseCompletionEvent.SUCCESS) {
            ending = true;
            endIfDone();
        } else if (event == DRAIN) {
            drain();
        }
    }

    /** Takes no more streams, answers those that are there, and ends. */
    private void drain() {
        if (!ending) {
            ending = true;
            ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.NO_ERROR));
            endIfDone();
        }
    }

    private void endIfDone() {
        if (ending && !ended && streams.isEmpty()) {
            ended = true;
            endedSinceNs = System.nanoTime();
            // Behind all that was written: what is not with the system by then would be lost.
            ctx.writeAndFlush(Unpooled.EMPTY_BUFFER).addListener(written -> PoliteEnd.of(ctx.channel()));
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // What is the client's fault in HTTP/2 was counted, and Netty ends the connection for it.
        if (!(cause instanceof Http2Exception)) {
            RequestHandler.end(ctx, cause);
        }
    }

    @Override
    public boolean isDone() {
        return false;
    }

    @Override
    public void sweep(Channel channel, long nowNs) {
        Map.copyOf(streams).forEach((stream, handler) -> {
            if (!handler.isDone()) {
                handler.sweep(stream, nowNs);
            }
        });
        long unfinishedSinceNs = codec.unfinishedSinceNs();
        if (ended) {
            if (nowNs - endedSinceNs > limits.lingerNs()) {
                channel.close();
            }
        } else if (unfinishedSinceNs != 0 && nowNs - unfinishedSinceNs > limits.requestTimeout().toNanos()) {
            turnAway(Reason.HTTP2_SLOW);
            // Netty closes the connection behind it.
            ctx.writeAndFlush(new DefaultHttp2GoAwayFrame(Http2Error.ENHANCE_YOUR_CALM));
        } else if (!ending && streams.isEmpty() && nowNs - idleSinceNs > limits.idleTimeout().toNanos()) {
            turnedAway.add(Reason.IDLE);
            drain();
        }
    }
}
