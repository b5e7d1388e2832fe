package dev.shoutgate.reply;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;

/**
 * Ends our half of a connection only: closing at once with unread bytes in the socket would send a reset, and a reset
 * may overtake the last reply. Whoever sweeps idle connections closes the rest.
 *
 * <p>Threading: the connection's event loop.
 */
public final class PoliteEnd {

    private PoliteEnd() {
    }

    /** Of a connection; a stream of HTTP/2 has no halves that end by themselves, and is closed. */
    public static void of(Channel channel) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls != null && channel.isActive()) {
            // Whoever reads to the end must know that nobody has cut it off.
            tls.closeOutbound().addListener(told -> endOutput(channel));
        } else {
            endOutput(channel);
        }
    }

    private static void endOutput(Channel channel) {
        if (channel instanceof DuplexChannel duplex && channel.isActive()) {
            duplex.shutdownOutput().addListener(ChannelFutureListener.CLOSE_ON_FAILURE);
        } else {
            channel.close();
        }
    }

    /** Whether what is written goes through TLS: that of the connection, or of the one that a stream is a part of. */
    static boolean isEncrypted(Channel channel) {
        return channel.pipeline().get(SslHandler.class) != null
                || channel.parent() != null && channel.parent().pipeline().get(SslHandler.class) != null;
    }
}
