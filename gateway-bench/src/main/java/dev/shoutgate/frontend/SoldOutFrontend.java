package dev.shoutgate.frontend;

import dev.shoutgate.bench.jmh.StockedShard;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.gate.AdmissionGate;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.gate.RateLimiter;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Connection;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.reply.ReplyLoop;
import dev.shoutgate.telemetry.LoopStats;
import io.netty.buffer.ByteBuf;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * One connection of the buyers' side, put together as {@link FrontendServer} does it, in front of a sale whose one
 * item is
 * gone. Its ring is never started, because no press on that item gets so far.
 *
 * <p>Threading: one owner, who stands for the event loop.
 */
final class SoldOutFrontend implements AutoCloseable {

    static final String SALE_ID = StockedShard.SALE_ID;
    static final String SKU = "lipstick";
    private static final int SLOTS = 64;

    private final StockedShard shard = new StockedShard(1_000);
    private final EmbeddedChannel channel = new EmbeddedChannel();

    SoldOutFrontend(int maxUriBytes, int maxHeaderBytes) {
        // The journal is the ring's alone, and the ring stands still.
        CommandRing ring = new CommandRing(SLOTS, 0, shard.shard(), null, System::currentTimeMillis, () -> { });
        AdmissionGate gate = new AdmissionGate(ring, shard.shard().priorBuyers(), new RateLimiter(0, 1));
        ShardMap shards = new ShardMap(
                List.of(new ShardGate(0, gate, ring, shard.shard().sales(), shard.shard().hashing())));
        GatewayConfig settings = GatewayConfig.defaults();
        RouteTable routes = new RouteTable().on("POST", "/v1/sales/{}/orders", new BuyEndpoint(shards,
                new AddressRate(RateLimiter.ofAddresses(0, 1), new TrustedProxies(List.of()), null, 1),
                new HeaderIdentity(settings.identity()), new OrderBody("disk")::created, System::currentTimeMillis, 1));
        FrontendLimits limits = limits(maxUriBytes, maxHeaderBytes);
        ReplyLoop loop = new ReplyLoop(0, channel.eventLoop(), new LoopStats("buyers"));
        RequestDecoder decoder = new RequestDecoder(maxUriBytes, maxHeaderBytes,
                new RequestReader(routes, limits));
        channel.pipeline().addLast(decoder).addLast(new RequestHandler(routes, limits,
                new Connection(channel, loop, limits.maxInFlight()), decoder,
                Peer.at(InetAddress.getLoopbackAddress()), new TurnedAway()));
    }

    static FrontendLimits limits(int maxUriBytes, int maxHeaderBytes) {
        return new FrontendLimits(maxUriBytes, maxHeaderBytes, 8 * 1024, 64, 1, 1, Duration.ofSeconds(10),
                Duration.ofSeconds(75));
    }

    /** The reply to a request, as text. */
    String answer(ByteBuf request) {
        ByteBuf reply = reply(request);
        try {
            return reply.toString(StandardCharsets.US_ASCII);
        } finally {
            reply.release();
        }
    }

    /** How many bytes the reply to a request has. */
    int answerLength(ByteBuf request) {
        ByteBuf reply = reply(request);
        int length = reply.readableBytes();
        reply.release();
        return length;
    }

    private ByteBuf reply(ByteBuf request) {
        channel.writeInbound(request.retain().readerIndex(0));
        return channel.readOutbound();
    }

    @Override
    public void close() {
        channel.finishAndReleaseAll();
        shard.close();
    }
}
