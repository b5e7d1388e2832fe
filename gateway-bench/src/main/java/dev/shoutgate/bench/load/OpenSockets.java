package dev.shoutgate.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Connections that are open and read nothing, from several addresses of loopback; some say something first.
 *
 * <p>Threading: one owner; the connections live on one event loop.
 */
public final class OpenSockets implements AutoCloseable {

    private static final int CONNECTING_AT_ONCE = 200;
    private static final int ADDRESSES = 16;
    private static final int WINDOW_BYTES = 4096;
    /** What a process has open besides. */
    private static final int OTHER_FILES = 500;

    private final EventLoopGroup loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("sockets", true),
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    private final List<Channel> channels = new ArrayList<>();

    /** @throws IOException where a process may not have so many connections; a server has the same limit */
    public static void checkLimit(int connections) throws IOException {
        long most = ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getMaxFileDescriptorCount();
        if (most < connections + OTHER_FILES) {
            throw new IOException("wants " + (connections + OTHER_FILES) + " open files a process, and may have " + most
                    + ": raise it with ulimit -n, or ask for fewer connections");
        }
    }

    /** Opens so many, each of which says this at once. */
    public void open(String address, int count, String says) throws IOException {
        URI server = URI.create(address);
        Bootstrap bootstrap = new Bootstrap().group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .option(ChannelOption.AUTO_READ, false).option(ChannelOption.SO_RCVBUF, WINDOW_BYTES)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) { }
                });
        InetSocketAddress to = new InetSocketAddress(server.getHost(), server.getPort());
        for (int opened = 0; opened < count; opened += CONNECTING_AT_ONCE) {
            List<ChannelFuture> batch = new ArrayList<>();
            for (int i = opened; i < Math.min(count, opened + CONNECTING_AT_ONCE); i++) {
                batch.add(bootstrap.connect(to, new InetSocketAddress("127.0.0." + (2 + i % ADDRESSES), 0)));
            }
            for (ChannelFuture connected : batch) {
                if (!connected.awaitUninterruptibly().isSuccess()) {
                    throw new IOException("wanted " + count + " connections, got " + channels.size() + ": "
                            + connected.cause().getMessage(), connected.cause());
                }
                channels.add(connected.channel());
                connected.channel().writeAndFlush(Unpooled.copiedBuffer(says, StandardCharsets.US_ASCII));
            }
        }
    }

    /** How many of them are open still. Nobody reads them, so one that the server ended may be among them. */
    public long open() {
        return channels.stream().filter(Channel::isActive).count();
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
