package dev.shoutgate.blackbox.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.shoutgate.blackbox.TestCertificate;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.ssl.SslProvider;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.Closeable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/**
 * A client over TLS that tells the word for the end (close_notify) from an end without it: sockets of the JDK do not.
 * It reads on a thread of its own, or not at all.
 */
final class TlsWire implements Closeable {

    private static final int WINDOW_BYTES = 4096;
    private static final EventLoopGroup LOOP =
            new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("tls-wires", true), NioIoHandler.newFactory());

    private final StringBuffer heard = new StringBuffer();
    private final CompletableFuture<Boolean> over = new CompletableFuture<>();
    private final Channel channel;

    /** Returns when the handshake is done. */
    TlsWire(int port, TestCertificate trusted) throws SSLException, InterruptedException {
        SslContext tls = SslContextBuilder.forClient().sslProvider(SslProvider.JDK)
                .trustManager(trusted.certificateFile().toFile()).build();
        channel = new Bootstrap().group(LOOP).channel(NioSocketChannel.class)
                .option(ChannelOption.SO_RCVBUF, WINDOW_BYTES)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel made) {
                        made.pipeline().addLast(tls.newHandler(made.alloc(), "localhost", port)).addLast(new Ear());
                    }
                }).connect("127.0.0.1", port).sync().channel();
        channel.pipeline().get(SslHandler.class).handshakeFuture().sync();
    }

    private final class Ear extends SimpleChannelInboundHandler<ByteBuf> {

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            heard.append(bytes.toString(ISO_8859_1));
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
            if (event instanceof SslCloseCompletionEvent end) {
                over.complete(end.isSuccess());
            }
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            over.completeExceptionally(cause);
        }
    }

    void send(String text) {
        channel.writeAndFlush(Unpooled.copiedBuffer(text, ISO_8859_1)).syncUninterruptibly();
    }

    void readsNoMore() {
        channel.config().setAutoRead(false);
    }

    void readsOn() {
        channel.config().setAutoRead(true);
    }

    /** All that came so far. */
    String heard() {
        return heard.toString();
    }

    /** Waits for the end; whether the other side said so within TLS. */
    boolean hearsThatItIsOver() throws Exception {
        return over.get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
    }
}
