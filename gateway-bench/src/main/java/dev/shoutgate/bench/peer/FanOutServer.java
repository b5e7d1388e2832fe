package dev.shoutgate.bench.peer;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The yardstick of a fan-out: a bare Netty server on one event loop that knows no sale, and writes one event of the
 * gateway's size to every connection ten times a second.
 *
 * <p>Threading: started and closed by one thread; the connections live on the event loop.
 */
public final class FanOutServer implements AutoCloseable {

    private static final int EVERY_MS = 100;
    private static final byte[] HEAD = ("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n"
            + "\r\nretry: 1000\n\n").getBytes(StandardCharsets.US_ASCII);
    private static final byte[] EVENT = ("event: stock\ndata: {\"version\":123456,\"items\":[{\"sku\":\"phone\","
            + "\"available\":987654,\"held\":12346}]}\n\n").getBytes(StandardCharsets.US_ASCII);

    private final EventLoopGroup loop;
    private final Channel listening;
    private final List<Channel> watchers = new ArrayList<>();
    private int lastSeen;
    private final ByteBuf event = Unpooled.directBuffer(EVENT.length).writeBytes(EVENT);

    private FanOutServer(int port) {
        loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("event-loop"),
                Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
        listening = new ServerBootstrap().group(loop)
                .channel(Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 16 * 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new Watcher());
                    }
                })
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)).syncUninterruptibly().channel();
        loop.next().scheduleAtFixedRate(this::tell, EVERY_MS, EVERY_MS, TimeUnit.MILLISECONDS);
    }

    private void tell() {
        if (watchers.size() != lastSeen) {
            // They are still coming in, which telling those who are there would hold up.
            lastSeen = watchers.size();
            return;
        }
        for (Channel watcher : watchers) {
            if (watcher.isWritable()) {
                watcher.writeAndFlush(event.retainedDuplicate(), watcher.voidPromise());
            }
        }
    }

    private final class Watcher extends ChannelInboundHandlerAdapter {

        @Override
        public void channelRead(ChannelHandlerContext ctx, Object message) {
            ReferenceCountUtil.release(message);
            ctx.writeAndFlush(ctx.alloc().buffer().writeBytes(HEAD));
            watchers.add(ctx.channel());
        }

        @Override
        public void channelInactive(ChannelHandlerContext ctx) {
            watchers.remove(ctx.channel());
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
            ctx.close();
        }
    }

    @Override
    public void close() {
        listening.close();
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).awaitUninterruptibly();
    }

    /** {@code FanOutServer PORT}: serves until it is told to stop. */
    public static void main(String[] arguments) {
        FanOutServer server = new FanOutServer(Integer.parseInt(arguments[0]));
        System.out.println("ready buyers=http://127.0.0.1:"
                + ((InetSocketAddress) server.listening.localAddress()).getPort());
    }
}
