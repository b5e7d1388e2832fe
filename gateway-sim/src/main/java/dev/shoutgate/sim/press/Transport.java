package dev.shoutgate.sim.press;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import java.util.concurrent.TimeUnit;

/**
 * The one event loop of the client: native epoll where it loads, NIO elsewhere.
 *
 * <p>One and not more: the gateway under test shares the machine, and one loop spares every lock in this package.
 */
public final class Transport implements AutoCloseable {
    private static final int CONNECT_TIMEOUT_MS = 3_000;

    private final Class<? extends Channel> channelType;
    private final EventLoopGroup group;
    private final EventLoop loop;

    private Transport(IoHandlerFactory io, Class<? extends Channel> channelType) {
        this.channelType = channelType;
        group = new MultiThreadIoEventLoopGroup(1, io);
        loop = group.next();
    }

    /** Starts the loop's thread lazily; close it. */
    public static Transport open() {
        return Epoll.isAvailable() ? new Transport(EpollIoHandler.newFactory(), EpollSocketChannel.class) : nio();
    }

    static Transport nio() {
        return new Transport(NioIoHandler.newFactory(), NioSocketChannel.class);
    }

    public EventLoop loop() {
        return loop;
    }

    /** What the loop runs on, for the report. */
    public String name() {
        return channelType == EpollSocketChannel.class ? "epoll" : "nio";
    }

    Bootstrap bootstrap() {
        return new Bootstrap().group(loop).channel(channelType).option(ChannelOption.TCP_NODELAY, true)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_TIMEOUT_MS);
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
