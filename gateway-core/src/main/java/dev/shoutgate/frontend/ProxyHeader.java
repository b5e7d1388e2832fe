package dev.shoutgate.frontend;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownReadComplete;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.haproxy.HAProxyMessage;
import io.netty.handler.codec.haproxy.HAProxyMessageDecoder;
import io.netty.handler.codec.haproxy.HAProxyProxiedProtocol;
import io.netty.util.NetUtil;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.time.Duration;

/**
 * Waits for the header of the PROXY protocol, version 1 or 2, with which a trusted proxy says whose connection it hands
 * on. Then it leaves, and Netty's decoder with it, so that later reads pass neither. What came behind the header in the
 * same read goes to the handlers that are there by then.
 *
 * <p>Threading: the connection's event loop.
 */
final class ProxyHeader extends ChannelInboundHandlerAdapter implements Swept {

    /** What a proxy may say besides, of TLS above all. It is ignored. */
    private static final int MOST_FURTHER_BYTES = 2048;

    /** What becomes of the connection. */
    interface Receiver {

        /** It began at that address; null where the proxy speaks for itself, or does not know. */
        void onHeader(InetAddress from);

        /** The header was none, or did not come in time. Closes the connection. */
        void onBadHeader();
    }

    private final Receiver receiver;
    private final long sinceNs = System.nanoTime();
    private final long timeoutNs;
    private boolean done;

    private ProxyHeader(Receiver receiver, Duration timeout) {
        this.receiver = receiver;
        this.timeoutNs = timeout.toNanos();
    }

    /** Puts it in front of all that comes later. */
    static ProxyHeader await(Channel channel, Duration timeout, Receiver receiver) {
        ProxyHeader header = new ProxyHeader(receiver, timeout);
        channel.pipeline().addLast(new HAProxyMessageDecoder(MOST_FURTHER_BYTES)).addLast(header);
        return header;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        try {
            // A decoder that failed looks at what is left once more when its connection ends.
            if (!done && message instanceof HAProxyMessage header) {
                done = true;
                receiver.onHeader(sourceOf(header));
                ctx.pipeline().remove(this);
            }
        } finally {
            ReferenceCountUtil.release(message);
        }
    }

    private static InetAddress sourceOf(HAProxyMessage header) {
        HAProxyProxiedProtocol protocol = header.proxiedProtocol();
        return protocol == HAProxyProxiedProtocol.TCP4 || protocol == HAProxyProxiedProtocol.TCP6
                ? NetUtil.createInetAddressFromIpAddressString(header.sourceAddress()) : null;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        refuse(ctx.channel(), cause instanceof DecoderException);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event == ChannelInputShutdownReadComplete.INSTANCE) {
            // Nothing more will come: somebody looked whether the port is open.
            done = true;
            ctx.close();
        }
    }

    @Override
    public boolean isDone() {
        return done;
    }

    @Override
    public void sweep(Channel channel, long nowNs) {
        if (nowNs - sinceNs > timeoutNs) {
            refuse(channel, true);
        }
    }

    private void refuse(Channel channel, boolean forItsHeader) {
        if (!done && forItsHeader) {
            receiver.onBadHeader();
        }
        done = true;
        channel.close();
    }
}
