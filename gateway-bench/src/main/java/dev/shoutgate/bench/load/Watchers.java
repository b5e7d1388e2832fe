package dev.shoutgate.bench.load;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Connections that read a stream of events, all on one thread, and count them. It can wait for a version: how long each
 * connection took to see it.
 *
 * <p>Threading: one owner; the connections live on one event loop.
 */
public final class Watchers implements AutoCloseable {

    private static final byte[] VERSION = "\"version\":".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTING_AT_ONCE = 200;
    private static final int OPENING_SECONDS = 180;
    private static final long LONGEST_NS = TimeUnit.MINUTES.toNanos(1);

    private final EventLoopGroup loop;
    private final List<Channel> channels = new ArrayList<>();
    private final LongAdder events = new LongAdder();
    private final LongAdder begun = new LongAdder();
    private final Histogram waits = new ConcurrentHistogram(LONGEST_NS, 3);
    private volatile Awaited awaited = new Awaited(Long.MAX_VALUE, 0);

    /** A version, and since when it stands. */
    private record Awaited(long version, long sinceNs) {}

    public Watchers() {
        loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("watchers", true),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    }

    /** Opens so many streams and returns when each has its first bytes; those that are {@code deaf} read no more. */
    public void watch(String address, String path, int count, boolean deaf) throws IOException, InterruptedException {
        URI server = URI.create(address);
        Bootstrap bootstrap = new Bootstrap().group(loop)
                .channel(Epoll.isAvailable() ? EpollSocketChannel.class : NioSocketChannel.class)
                .handler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Reader(deaf));
                    }
                });
        long wanted = begun.sum() + count;
        String request = "GET " + path + " HTTP/1.1\r\nHost: " + server.getAuthority() + "\r\n\r\n";
        for (int opened = 0; opened < count; opened += CONNECTING_AT_ONCE) {
            List<ChannelFuture> batch = new ArrayList<>();
            for (int i = opened; i < Math.min(count, opened + CONNECTING_AT_ONCE); i++) {
                batch.add(bootstrap.connect(new InetSocketAddress(server.getHost(), server.getPort())));
            }
            for (ChannelFuture connected : batch) {
                Channel channel = connected.syncUninterruptibly().channel();
                channel.writeAndFlush(channel.alloc().buffer().writeBytes(request.getBytes(StandardCharsets.US_ASCII)));
                channels.add(channel);
            }
        }
        awaitBegun(wanted);
    }

    private void awaitBegun(long wanted) throws IOException, InterruptedException {
        long untilNs = System.nanoTime() + Duration.ofSeconds(OPENING_SECONDS).toNanos();
        while (begun.sum() < wanted) {
            if (System.nanoTime() > untilNs) {
                throw new IOException("wanted " + wanted + " streams, " + begun.sum() + " have begun after "
                        + OPENING_SECONDS + " s");
            }
            Thread.sleep(20);
        }
    }

    /** Events of all connections so far. */
    public long events() {
        return events.sum();
    }

    /** Connections that are open. */
    public long open() {
        return channels.stream().filter(Channel::isActive).count();
    }

    /** From now on each connection notes once how long after {@code sinceNs} it saw that version, or a later one. */
    public void await(long version, long sinceNs) {
        awaited = new Awaited(version, sinceNs);
    }

    /** How long they took; nanoseconds. */
    public Histogram waits() {
        return waits.copy();
    }

    private final class Reader extends SimpleChannelInboundHandler<ByteBuf> {

        private final boolean deaf;
        private boolean started;
        private Awaited seen;

        private Reader(boolean deaf) {
            this.deaf = deaf;
        }

        @Override
        protected void channelRead0(ChannelHandlerContext ctx, ByteBuf bytes) {
            if (!started) {
                started = true;
                begun.increment();
                ctx.channel().config().setAutoRead(!deaf);
                return;
            }
            events.add(count(bytes));
            Awaited now = awaited;
            if (seen != now && version(bytes) >= now.version) {
                seen = now;
                waits.recordValue(Math.min(LONGEST_NS, System.nanoTime() - now.sinceNs));
            }
        }

        /** The server went away, which {@link #open} shows. */
        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }

        private static int count(ByteBuf bytes) {
            int count = 0;
            for (int at = bytes.readerIndex() + 1; at < bytes.writerIndex(); at++) {
                if (bytes.getByte(at) == '\n' && bytes.getByte(at - 1) == '\n') {
                    count++;
                }
            }
            return count;
        }

        /** The last one in these bytes; -1 where there is none. */
        private static long version(ByteBuf bytes) {
            for (int at = bytes.writerIndex() - VERSION.length - 1; at >= bytes.readerIndex(); at--) {
                if (isVersion(bytes, at)) {
                    long version = 0;
                    for (int i = at + VERSION.length; i < bytes.writerIndex(); i++) {
                        int digit = bytes.getByte(i) - '0';
                        if (digit < 0 || digit > 9) {
                            break;
                        }
                        version = 10 * version + digit;
                    }
                    return version;
                }
            }
            return -1;
        }

        private static boolean isVersion(ByteBuf bytes, int at) {
            for (int i = 0; i < VERSION.length; i++) {
                if (bytes.getByte(at + i) != VERSION[i]) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public void close() {
        channels.forEach(Channel::close);
        loop.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
