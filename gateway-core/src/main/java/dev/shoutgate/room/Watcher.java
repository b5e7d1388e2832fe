package dev.shoutgate.room;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.util.ReferenceCountUtil;

/**
 * One connection that watches a sale. It has no queue: who does not read fast enough is only marked, and hears the
 * newest state, whole, once there is room again.
 *
 * <p>Threading: the connection's event loop.
 */
final class Watcher extends ChannelInboundHandlerAdapter {

    private final WatchedSale sale;
    private ChannelHandlerContext ctx;
    private boolean behind;

    Watcher(WatchedSale sale) {
        this.sale = sale;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        this.ctx = ctx;
    }

    boolean isGone() {
        return !ctx.channel().isActive();
    }

    /** Sends bytes that all watchers share, and leaves them their own. */
    void send(ByteBuf event, boolean last) {
        if (isGone()) {
            return;
        }
        if (behind || !ctx.channel().isWritable()) {
            behind = true;
        } else if (last) {
            ctx.writeAndFlush(event.retainedDuplicate()).addListener(ChannelFutureListener.CLOSE);
        } else {
            ctx.writeAndFlush(event.retainedDuplicate(), ctx.voidPromise());
        }
    }

    void end() {
        ctx.close();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (behind && ctx.channel().isWritable()) {
            behind = false;
            send(sale.newest(), sale.isOver());
        }
    }

    /** Nothing that a watcher says is listened to: its stream has begun, and the connection ends with it. */
    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ReferenceCountUtil.release(message);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event instanceof ChannelInputShutdownEvent) {
            ctx.close();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        ctx.close();
    }
}
