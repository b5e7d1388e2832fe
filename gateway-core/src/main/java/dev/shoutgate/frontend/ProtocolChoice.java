package dev.shoutgate.frontend;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslHandler;

/**
 * Stands in front of HTTP/1.1 until the first bytes of a connection are there, and leaves. Within TLS both sides have
 * agreed on a protocol; in clear text a client that knows that we speak HTTP/2 begins with its preface (RFC 9113, 3.3).
 *
 * <p>Threading: the connection's event loop.
 */
final class ProtocolChoice extends ChannelInboundHandlerAdapter implements Swept {

    private static final ByteBuf PREFACE = Unpooled.unreleasableBuffer(Http2CodecUtil.connectionPrefaceBuf());

    /** What becomes of the connection. */
    interface Chooser {

        /** It stays as it is: what stands behind reads HTTP/1.1. */
        void onHttp1();

        /** Others must stand behind before this returns. */
        void onHttp2();

        /** It began like the preface of HTTP/2, and the rest did not come in time. */
        void onHalfAPreface();
    }

    private final Chooser chooser;
    private final Swept behind;
    private final long timeoutNs;
    /** The beginning of a preface; null while nothing has come. */
    private ByteBuf held;
    private long heldSinceNs;
    private boolean done;

    /** {@code behind}: sweeps the connection while nothing has come; {@code timeoutNs}: by when a preface is whole. */
    ProtocolChoice(Chooser chooser, Swept behind, long timeoutNs) {
        this.chooser = chooser;
        this.behind = behind;
        this.timeoutNs = timeoutNs;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        if (held != null) {
            bytes = Unpooled.wrappedBuffer(held, bytes);
            held = null;
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null) {
            choose(ctx, bytes, ApplicationProtocolNames.HTTP_2.equals(tls.applicationProtocol()));
        } else if (!beginsAsPreface(bytes)) {
            choose(ctx, bytes, false);
        } else if (bytes.readableBytes() >= PREFACE.readableBytes()) {
            choose(ctx, bytes, true);
        } else {
            held = bytes;
            heldSinceNs = heldSinceNs == 0 ? System.nanoTime() : heldSinceNs;
        }
    }

    private static boolean beginsAsPreface(ByteBuf bytes) {
        int count = Math.min(bytes.readableBytes(), PREFACE.readableBytes());
        return ByteBufUtil.equals(bytes, bytes.readerIndex(), PREFACE, PREFACE.readerIndex(), count);
    }

    private void choose(ChannelHandlerContext ctx, ByteBuf bytes, boolean isHttp2) {
        done = true;
        if (isHttp2) {
            chooser.onHttp2();
        } else {
            chooser.onHttp1();
        }
        ctx.fireChannelRead(bytes);
        ctx.pipeline().remove(this);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext ctx) {
        if (held != null) {
            held.release();
            held = null;
        }
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void sweep(Channel channel, long nowNs) {
        if (heldSinceNs == 0) {
            behind.sweep(channel, nowNs);
        } else if (nowNs - heldSinceNs > timeoutNs) {
            chooser.onHalfAPreface();
        }
    }
}
