package dev.shoutgate.frontend;

import static org.awaitility.Awaitility.await;

import com.lmax.disruptor.RingBuffer;
import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderId;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.config.GatewayConfig.Transport;
import dev.shoutgate.gate.AdmissionGate;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.gate.RateLimiter;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.storage.OrderNews;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The operators' side on a real socket in front of a shard that never starts: what was asked of it waits in its ring
 * until the test looks at it and answers. It has one sale, {@code demo} of {@code shop-1}; the tokens are {@code all},
 * {@code shop-1} and {@code shop-2}.
 */
final class ParkedOperators implements AutoCloseable {

    static final long NOW_MS = 1_795_348_800_123L;
    private static final long ORDER_NUMBER = 7;

    private final SaleShard inventory = new SaleShard(0, new ShardCapacity(1_000, 1_000), new HeapItemTable(1_000));
    private final EventLoops loops = new EventLoops(1, Transport.NIO);
    private final ShardMap shards = new ShardMap();
    private final CommandRing ring =
            new CommandRing(64, 0, inventory, null, () -> NOW_MS, () -> { });
    private final FrontendServer server;
    private long seen = -1;

    ParkedOperators() throws IOException {
        OperatorTokens tokens = new OperatorTokens(List.of(token("all", null), token("shop-1", "shop-1"),
                token("shop-2", "shop-2")));
        RouteTable routes = new OperatorEndpoints(shards, tokens, new OrderBody("disk"),
                new SaleEventsEndpoint(shards, loops, 10, () -> NOW_MS, new OrderNews(), new OrderBody("disk")),
                () -> NOW_MS)
                .addTo(new RouteTable(), new ClusterEndpoint(shards, withHash -> null, false));
        server = new FrontendServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), routes,
                new FrontendLimits(200, 2000, 500, 8, 100, 100, Duration.ofSeconds(20), Duration.ofSeconds(20)), loops,
                loops.operators(), null, null, new TurnedAway());
        FactFrame frame = new FactFrame();
        frame.reset(1, NOW_MS);
        inventory.found(11, 22, frame);
        inventory.decide(define(), NOW_MS, frame);
    }

    /** Every shard has replayed; before this the gateway is not ready. */
    ParkedOperators ready() {
        shards.open(List.of(new ShardGate(0, new AdmissionGate(ring, inventory.priorBuyers(), new RateLimiter(0, 1)),
                ring, inventory.sales(), inventory.hashing())));
        return this;
    }

    private static OperatorToken token(String name, String merchant) {
        try {
            String hash = HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8)));
            return new OperatorToken("desk-" + name, hash, Optional.ofNullable(merchant));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Command define() {
        SaleDefinition definition = new SaleDefinition("demo", "shop-1", "A sale", "CNY", SaleDefinition.NEVER,
                SaleDefinition.NEVER, 900, LatePayment.REFUND, List.of(
                        new ItemDefinition("phone", "Phone", 199_900, 1_000, 2, true)));
        return Command.of(new Wish.Define(definition, new Operator("desk", null, "")), new Outcome(ignored -> { }));
    }

    Sale sale() {
        return inventory.sales().find("demo");
    }

    /** The id of an order that there may be, for all that the door knows. */
    String orderId() {
        byte[] id = new byte[OrderId.LENGTH];
        OrderId.encode(0, ORDER_NUMBER, inventory.hashing().orderIdKey(), id, 0);
        return new String(id, StandardCharsets.US_ASCII);
    }

    Wire connect() throws IOException {
        return new Wire(server.port());
    }

    /** Waits for the next command that entered: not only claimed, which is what the cursor tells, but written. */
    Command taken() {
        RingBuffer<?> slots = part(ring, "ring");
        await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> slots.isAvailable(seen + 1));
        int place = part(slots.get(++seen), "place");
        return ((Command[]) part(part(ring, "commands"), "commands"))[place];
    }

    /** Whether anything entered that the test has not taken. */
    boolean isQuiet() {
        return ParkedOperators.<RingBuffer<?>>part(ring, "ring").getCursor() == seen;
    }

    /** Answers a command that was taken, as its shard would. */
    void answer(Command command, Consumer<Outcome> says) {
        says.accept(command.outcome);
        command.outcome.receiver.onOutcome(command.outcome);
        loops.wake();
    }

    /** What the ring holds is nobody's business but the shard's, which is not there. */
    @SuppressWarnings("unchecked")
    private static <T> T part(Object of, String name) {
        try {
            Field part = of.getClass().getDeclaredField(name);
            part.setAccessible(true);
            return (T) part.get(of);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.close();
        loops.close();
        inventory.close();
    }
}
