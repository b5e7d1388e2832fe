package dev.shoutgate.frontend;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.shoutgate.reply.Connection;
import dev.shoutgate.reply.ReplyLoop;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.util.concurrent.TimeUnit;

/** A connection as the server sets it up, without a socket: told what comes in, and asked what went out. */
final class WitnessedConnection {

    private static final LoopStats STATS = new LoopStats("witnesses");
    private static final Peer PEER = Peer.at(InetAddress.getLoopbackAddress());

    /** Requests that were read whole, and those that came out of Netty's decoder. */
    int wholes;
    int heads;
    /** How often more was asked of the socket although the connection is not to be read. */
    int readsWhilePaused;

    private final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(true);
    private final HalfClosableChannel channel = new HalfClosableChannel();
    private final RequestDecoder decoder;
    private final RequestHandler handler;

    WitnessedConnection(RouteTable routes, FrontendLimits limits, RequestReader reader) {
        channel.config().setAllocator(memory);
        Connection connection =
                new Connection(channel, new ReplyLoop(0, channel.eventLoop(), STATS), limits.maxInFlight());
        decoder = new RequestDecoder(limits.maxUriBytes(), limits.maxHeaderBytes(), reader);
        handler = new RequestHandler(routes, limits, connection, decoder, PEER, new TurnedAway());
        channel.pipeline().addLast(new Counter(), decoder, new Counter(), handler);
    }

    /** What passes by: messages behind the decoder, wishes to read in front of it. */
    private final class Counter extends ChannelDuplexHandler {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            wholes += message instanceof Request ? 1 : 0;
            heads += message instanceof HttpRequest ? 1 : 0;
            ctx.fireChannelRead(message);
        }

        @Override
        public void read(ChannelHandlerContext ctx) {
            boolean isOutermost = ctx.pipeline().firstContext() == ctx;
            readsWhilePaused += isOutermost && !ctx.channel().config().isAutoRead() ? 1 : 0;
            ctx.read();
        }
    }

    /** A read of the socket that brought these bytes; nothing where the connection is closed. */
    void read(byte[] bytes) {
        if (channel.isOpen()) {
            ByteBuf read = memory.directBuffer(Math.max(1, bytes.length)).writeBytes(bytes);
            channel.pipeline().fireChannelRead(read).fireChannelReadComplete();
            settle();
        }
    }

    /** The client ended its half. */
    void endInput() {
        if (channel.isOpen()) {
            channel.shutdownInput();
            channel.pipeline().fireUserEventTriggered(ChannelInputShutdownEvent.INSTANCE)
                    .fireUserEventTriggered(ChannelInputShutdownReadComplete.INSTANCE);
            settle();
        }
    }

    /** Somebody looks whether it has outstayed its welcome, as if so much time had passed. */
    void sweep(int seconds) {
        if (!handler.isDone()) {
            handler.sweep(channel, System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds));
            settle();
        }
    }

    /** Does what the event loop would do in its next turns. */
    void settle() {
        channel.runPendingTasks();
        channel.checkException();
    }

    boolean isRead() {
        return channel.isOpen() && channel.config().isAutoRead();
    }

    /** All that can be told from outside, and what went out since the last call, write by write. */
    String state() {
        StringBuilder state = new StringBuilder(channel.isOpen() ? "open" : "closed")
                .append(channel.isOutputShutdown() ? ", says no more" : "").append(isRead() ? ", is read" : "")
                .append(decoder.hasRest() ? ", has a rest" : "").append(handler.isDone() ? ", is another's" : "");
        for (ByteBuf sent = channel.readOutbound(); sent != null; sent = channel.readOutbound()) {
            String text = sent.toString(ISO_8859_1).replaceAll("\r\nDate: [^\r]*", "");
            state.append("\n--- sent ---\n").append(text);
            sent.release();
        }
        return state.toString();
    }

    /** Ends it; says how many bytes of memory nobody gave back. */
    long close() {
        channel.close();
        channel.runPendingTasks();
        channel.releaseOutbound();
        return memory.metric().usedDirectMemory() + memory.metric().usedHeapMemory();
    }
}
