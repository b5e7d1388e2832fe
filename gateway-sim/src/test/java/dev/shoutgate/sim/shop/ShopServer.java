package dev.shoutgate.sim.shop;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** A small real gateway on two loopback ports, to run the simulator against. */
public final class ShopServer implements AutoCloseable {
    private final EventLoopGroup group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    private final List<Press> presses = new CopyOnWriteArrayList<>();
    private final Channel buyers;
    private final Channel operators;
    volatile long delayMs;

    private ShopServer(Flaw flaw, boolean keepsPresses) {
        Shop shop = new Shop(flaw);
        delayMs = flaw == Flaw.ANSWERS_SLOWLY ? 333 : 0;
        buyers = bind(shop, flaw, false, keepsPresses);
        operators = bind(shop, flaw, true, false);
    }

    /** A press as it arrived; {@code connection} tells connections apart. */
    public record Press(String connection, String buyerId, String key, long atNs) {
    }

    public static ShopServer open(Flaw flaw) {
        return new ShopServer(flaw, false);
    }

    /** One that remembers every press. For small loads. */
    public static ShopServer remembering(Flaw flaw) {
        return new ShopServer(flaw, true);
    }

    private Channel bind(Shop shop, Flaw flaw, boolean forOperators, boolean keepsPresses) {
        return new ServerBootstrap().group(group).channel(NioServerSocketChannel.class)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        channel.pipeline().addLast(new HttpServerCodec(), new HttpObjectAggregator(1 << 20),
                                new ShopHandler(ShopServer.this, shop, flaw, forOperators,
                                        keepsPresses ? presses::add : press -> { }));
                    }
                }).bind(InetAddress.getLoopbackAddress(), 0).syncUninterruptibly().channel();
    }

    /** From now on every answer waits for so long. */
    public void delayAnswers(long ms) {
        delayMs = ms;
    }

    public List<Press> presses() {
        return presses;
    }

    public InetSocketAddress buyersAddress() {
        return (InetSocketAddress) buyers.localAddress();
    }

    public String buyersUrl() {
        return "http://127.0.0.1:" + buyersAddress().getPort();
    }

    public String operatorsUrl() {
        return "http://127.0.0.1:" + ((InetSocketAddress) operators.localAddress()).getPort();
    }

    @Override
    public void close() {
        group.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }
}
