package dev.shoutgate.frontend;

import dev.shoutgate.frontend.TurnedAway.Reason;
import dev.shoutgate.frontend.http2.ReplyHeads;
import dev.shoutgate.frontend.tls.Certificate;
import dev.shoutgate.reply.Connection;
import dev.shoutgate.reply.ReplyLoop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.handler.codec.http2.Http2MultiplexHandler;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One listening address: takes connections, within bounds in all and per address, and sets up their handlers.
 *
 * <p>Threading: started and closed by whoever starts the gateway; connections live on the event loops.
 */
public final class FrontendServer implements AutoCloseable {

    private static final int BACKLOG = 16 * 1024;
    private static final int SWEEP_MS = 200;
    /** Of replies on their way: enough for a page in one go. Linux doubles it, for what it adds to each packet. */
    private static final int KERNEL_BYTES = 128 << 10;

    private final RouteTable routes;
    private final FrontendLimits limits;
    private final EventLoops loops;
    private final TrustedProxies proxies;
    private final TurnedAway turnedAway;
    private final ConnectionCount count;
    private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
    private final Map<ReplyLoop, ConnectionSweeper> sweepers = new ConcurrentHashMap<>();
    private final Map<ReplyLoop, RequestReader> readers = new ConcurrentHashMap<>();
    private final Map<ReplyLoop, ReplyHeads> heads = new ConcurrentHashMap<>();
    private final Map<ReplyLoop, TurnReads> reads = new ConcurrentHashMap<>();
    /** Null where connections are not encrypted. */
    private final Certificate certificate;
    private final Channel listening;

    /**
     * {@code group}: those of the loops that its connections live on; {@code proxies}: whose connections alone are
     * taken, each with a PROXY header at its beginning, or null where they begin without; {@code certificate}: what
     * they are shown by TLS, or null where they are not encrypted.
     */
    FrontendServer(InetSocketAddress address, RouteTable routes, FrontendLimits limits, EventLoops loops,
            EventLoopGroup group, TrustedProxies proxies, Certificate certificate, TurnedAway turnedAway)
            throws IOException {
        this.certificate = certificate;
        this.routes = routes;
        this.proxies = proxies;
        this.turnedAway = turnedAway;
        this.limits = limits;
        this.loops = loops;
        this.count = new ConnectionCount(limits.maxConnections(), limits.maxConnectionsPerAddress());
        for (ReplyLoop loop : loops.loops()) {
            sweepers.put(loop, new ConnectionSweeper(loop.eventLoop(), SWEEP_MS));
            readers.put(loop, new RequestReader(routes, limits));
            heads.put(loop, new ReplyHeads());
            reads.put(loop, new TurnReads(loop::atEndOfTurn));
        }
        this.listening = listen(address, group);
    }

    private Channel listen(InetSocketAddress address, EventLoopGroup group) throws IOException {
        ChannelFuture bound = new ServerBootstrap()
                .group(group)
                .channel(loops.channelType())
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.TCP_NODELAY, true)
                // A client may end its half after its last request and still wait for the reply.
                .childOption(ChannelOption.ALLOW_HALF_CLOSURE, true)
                // What waits for a client that does not read is bounded here and in the kernel, which would let it
                // grow to megabytes: thousands of such clients are cheap to send.
                .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, new WriteBufferWaterMark(16 << 10, 32 << 10))
                .childOption(ChannelOption.SO_SNDBUF, KERNEL_BYTES)
                .childHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        accept(channel);
                    }
                })
                .bind(address).awaitUninterruptibly();
        if (!bound.isSuccess()) {
            throw new IOException("cannot listen on " + address + ": " + bound.cause().getMessage(), bound.cause());
        }
        return bound.channel();
    }

    private void accept(Channel channel) {
        channel.config().setRecvByteBufAllocator(reads.get(loops.of((EventLoop) channel.eventLoop())));
        InetSocketAddress peer = (InetSocketAddress) channel.remoteAddress();
        if (peer == null) {
            channel.close();
        } else if (!count.tryOpen()) {
            turnAway(channel, Reason.TOO_MANY);
        } else {
            connections.add(channel);
            channel.closeFuture().addListener(closed -> {
                sweeper(channel).remove(channel);
                count.close();
            });
            open(channel, peer.getAddress());
        }
    }

    private void open(Channel channel, InetAddress peer) {
        if (proxies == null) {
            serve(channel, peer, peer);
        } else if (proxies.contains(IpAddress.of(peer))) {
            sweeper(channel).add(channel, ProxyHeader.await(channel, limits.requestTimeout(), serving(channel, peer)));
        } else {
            turnAway(channel, Reason.NO_PROXY);
        }
    }

    private ProxyHeader.Receiver serving(Channel channel, InetAddress peer) {
        return new ProxyHeader.Receiver() {
            @Override
            public void onHeader(InetAddress from) {
                serve(channel, peer, from == null ? peer : from);
            }

            @Override
            public void onBadHeader() {
                turnAway(channel, Reason.PROXY_HEADER);
            }
        };
    }

    /** Makes a connection ready for requests; {@code from}: where it began, which may be behind the peer. */
    private void serve(Channel channel, InetAddress peer, InetAddress from) {
        if (!count.tryAdd(from)) {
            turnAway(channel, Reason.TOO_MANY_OF_ADDRESS);
            return;
        }
        channel.closeFuture().addListener(closed -> count.remove(from));
        ReplyLoop loop = loops.of((EventLoop) channel.eventLoop());
        Connection connection = new Connection(channel, loop, limits.maxInFlight());
        RequestDecoder decoder = new RequestDecoder(limits.maxUriBytes(), limits.maxHeaderBytes(), readers.get(loop))
                .tellReads(connection::onRead);
        Peer both = new Peer(peer, IpAddress.of(from));
        RequestHandler handler = new RequestHandler(routes, limits, connection, decoder, both, turnedAway);
        ProtocolChoice choice = new ProtocolChoice(new ProtocolChoice.Chooser() {
            @Override
            public void onHttp1() {
                sweeper(channel).add(channel, handler);
            }

            @Override
            public void onHttp2() {
                channel.pipeline().remove(decoder);
                channel.pipeline().remove(handler);
                serveHttp2(channel, loop, both);
            }

            @Override
            public void onHalfAPreface() {
                turnAway(channel, Reason.HTTP2_SLOW);
            }
        }, handler, limits.requestTimeout().toNanos());
        if (certificate != null) {
            encrypt(channel);
        }
        channel.pipeline().addLast(choice).addLast(decoder).addLast(handler);
        sweeper(channel).add(channel, choice);
    }

    private void serveHttp2(Channel channel, ReplyLoop loop, Peer peer) {
        Http2Connection connection =
                new Http2Connection(routes, limits, loop, heads.get(loop), peer, turnedAway);
        channel.pipeline()
                .addLast(connection.codec())
                .addLast(new Http2MultiplexHandler(new ChannelInitializer<Channel>() {
                    @Override
                    protected void initChannel(Channel stream) {
                        connection.open(stream);
                    }
                }))
                .addLast(connection);
        sweeper(channel).add(channel, connection);
    }

    private void encrypt(Channel channel) {
        SslHandler tls = certificate.newHandler(channel.alloc(), limits.requestTimeout());
        channel.pipeline().addLast(tls);
        tls.handshakeFuture().addListener(done -> {
            // Whoever has left was not refused.
            if (!done.isSuccess() && !(done.cause() instanceof ClosedChannelException)) {
                turnedAway.add(Reason.HANDSHAKE);
            }
        });
    }

    private void turnAway(Channel channel, Reason reason) {
        turnedAway.add(reason);
        channel.close();
    }

    private ConnectionSweeper sweeper(Channel channel) {
        return sweepers.get(loops.of((EventLoop) channel.eventLoop()));
    }

    /** The port that was bound. */
    public int port() {
        return ((InetSocketAddress) listening.localAddress()).getPort();
    }

    /** Takes no more connections; those that are there go on, and those of HTTP/2 until they are answered. */
    public void stopListening() {
        listening.close().awaitUninterruptibly();
        connections.forEach(channel -> channel.pipeline().fireUserEventTriggered(Http2Connection.DRAIN));
    }

    @Override
    public void close() {
        stopListening();
        connections.close().awaitUninterruptibly();
    }
}
