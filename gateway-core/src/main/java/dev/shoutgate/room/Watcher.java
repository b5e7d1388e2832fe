package dev.shoutgate.room;

import dev.shoutgate.storage.OrderTally;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelOutboundHandler;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.http2.Http2StreamChannel;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;

/**
 * One connection that watches a sale. It has no queue: while something waits for its socket it is only marked, and
 * hears the newest state, whole, once that is gone. It is all that such a connection keeps in memory besides Netty's
 * channel.
 *
 * <p>Threading: the connection's event loop.
 */
final class Watcher extends ChannelInboundHandlerAdapter implements Slices.Work {

    /** A channel counts as writable only when nothing waits. */
    private static final WriteBufferWaterMark NOTHING_WAITS = new WriteBufferWaterMark(1, 1);
    /** What the kernel keeps for one who does not read; left alone, it would keep some megabytes. */
    private static final int KERNEL_BYTES = 32 << 10;

    private final WatchedSale sale;
    /** Where it stands in the list of its sale's watchers. */
    int place;
    /** What it heard of orders last; null where it is not told of them. */
    OrderTally heard;
    private Channel channel;
    private boolean behind;
    private boolean encrypted;

    Watcher(WatchedSale sale) {
        this.sale = sale;
    }

    /** Takes a connection over from whoever has read its request. */
    void takeOver(Channel channel) {
        this.channel = channel;
        ChannelPipeline pipeline = channel.pipeline();
        Channel socket = channel instanceof Http2StreamChannel ? channel.parent() : channel;
        encrypted = socket.pipeline().get(SslHandler.class) != null;
        pipeline.toMap().forEach((name, handler) -> {
            // Whoever has a hand in what is sent stays: TLS, or the frames of HTTP/2.
            if (!(handler instanceof ChannelOutboundHandler)) {
                pipeline.remove(name);
            }
        });
        socket.config().setOption(ChannelOption.SO_SNDBUF, KERNEL_BYTES);
        channel.config().setOption(ChannelOption.WRITE_BUFFER_WATER_MARK, NOTHING_WAITS);
        channel.config().setAutoRead(true);
        pipeline.addLast(this);
    }

    /** Sends bytes that all watchers share, and leaves them their own. */
    void send(ByteBuf event, boolean last) {
        if (behind || !channel.isWritable()) {
            behind = true;
        } else if (last) {
            channel.writeAndFlush(own(event)).addListener(ChannelFutureListener.CLOSE);
        } else {
            channel.writeAndFlush(own(event), channel.voidPromise());
        }
    }

    /** TLS may gather what it is given in the memory of the first of it, which others share here. */
    private ByteBuf own(ByteBuf shared) {
        return encrypted ? shared.retainedDuplicate().asReadOnly() : shared.retainedDuplicate();
    }

    /** Tells what happened to orders since it heard last; one that is behind hears it later, all at once. */
    void hear(OrderNotice orders) {
        if (orders.isNewTo(heard) && !behind && channel.isWritable()) {
            ByteBuf news = orders.since(heard);
            heard = orders.count();
            channel.writeAndFlush(own(news), channel.voidPromise());
        }
    }

    /** Shows that the stream lives; false where it does not. Who has not read the end of it by now is let go. */
    boolean comment() {
        if (sale.isOver()) {
            channel.close();
        } else if (!behind && channel.isWritable()) {
            channel.writeAndFlush(own(SaleEvents.COMMENT), channel.voidPromise());
        }
        return channel.isActive();
    }

    void end() {
        channel.close();
    }

    /** Tells one who had fallen behind all that was said. */
    @Override
    public boolean step() {
        if (behind && channel.isActive()) {
            behind = false;
            hear(sale.orders());
            send(sale.newest(), sale.isOver());
        }
        return false;
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        if (behind && channel.isWritable()) {
            sale.catchUp(this);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        sale.remove(this);
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
