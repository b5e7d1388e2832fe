package dev.shoutgate.bench.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The yardsticks: what a server could do at the most that decides nothing and keeps nothing. A bare Netty server on one
 * event loop, with the transport that the gateway would choose; it takes every request in whole and answers with one
 * constant that is as long, and has the same headers, as the gateway's reply to a buy. The limit has Netty's codec
 * parse the request; the floor has nothing but the bytes.
 *
 * <p>Threading: started and closed by one thread; the connections live on the event loop.
 */
public final class LimitServer implements AutoCloseable {

    private static final int MAX_BODY_BYTES = 8 * 1024;

    private final EventLoopGroup loop;
    private final Channel listening;

    private LimitServer(int port, Consumer<ChannelPipeline> handlers) {
        boolean epoll = Epoll.isAvailable();
        IoHandlerFactory io = epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        Class<? extends ServerChannel> type = epoll ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("event-loop"), io);
        listening = new ServerBootstrap()
                .group(loop)
                .channel(type)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        handlers.accept(channel.pipeline());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .syncUninterruptibly().channel();
    }

    /** Listens on a loopback port, 0 for any free one, with Netty's codec and something made for each connection. */
    static LimitServer start(int port, Supplier<ChannelHandler> answering) {
        return new LimitServer(port, pipeline -> pipeline.addLast(new HttpServerCodec())
                .addLast(new HttpObjectAggregator(MAX_BODY_BYTES)).addLast(answering.get()));
    }

    /** The same server on raw bytes. */
    static LimitServer startFloor(int port) {
        return new LimitServer(port, pipeline -> pipeline.addLast(new FloorReply()));
    }

    /** The port that was bound. */
    int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** {@code LimitServer PORT [floor]}: serves until it is told to stop. */
    public static void main(String[] arguments) {
        if (!String.join(" ", arguments).matches("\\d{1,5}( floor)?")) {
            System.err.println("LimitServer PORT [floor]   (PORT 0 for any free one)");
            System.exit(64);
        }
        int port = Integer.parseInt(arguments[0]);
        LimitServer server = arguments.length == 1 ? start(port, ConstantReply::new) : startFloor(port);
        System.out.println("ready buyers=http://127.0.0.1:" + server.port());
    }
}
