package dev.shoutgate.frontend;

import static org.awaitility.Awaitility.await;

import dev.shoutgate.config.GatewayConfig.Transport;
import dev.shoutgate.reply.Exchange;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * A real server on a real socket with a few endpoints: {@code /now/{}} answers at once, {@code /later/{}} when the test
 * says so, {@code POST /echo} sends the body back, {@code /big} sends many bytes, {@code /late} says whether it came
 * late.
 */
final class SmallFrontend implements AutoCloseable {

    static final int BIG_BYTES = 16_000;

    private static final FrontendLimits LIMITS = limits(100, 100);

    private static final byte[] BIG = ("\"" + "b".repeat(BIG_BYTES - 2) + "\"").getBytes(StandardCharsets.US_ASCII);

    final AtomicInteger big = new AtomicInteger();
    final AtomicInteger handled = new AtomicInteger();
    final TurnedAway turnedAway = new TurnedAway();
    private final Map<String, Exchange> later = new ConcurrentHashMap<>();
    private final EventLoops loops = new EventLoops(1, Transport.NIO);
    private final FrontendServer server;

    SmallFrontend() throws IOException {
        this(LIMITS);
    }

    SmallFrontend(FrontendLimits limits) throws IOException {
        this(limits, null);
    }

    /** Behind proxies that send a PROXY header; {@code GET /from} says what came of it. */
    SmallFrontend(FrontendLimits limits, TrustedProxies proxies) throws IOException {
        RouteTable routes = new RouteTable()
                .on("GET", "/now/{}", SmallFrontend::now)
                .on("GET", "/later/{}", this::park)
                .on("POST", "/echo", SmallFrontend::echo)
                .on("GET", "/big", this::big)
                .on("GET", "/from", SmallFrontend::from)
                .on("GET", "/late", SmallFrontend::late)
                .on("GET", "/broken", (request, exchange) -> {
                    throw new IllegalStateException("as the test wants it");
                });
        server = new FrontendServer(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), counting(routes), limits,
                loops, loops.buyers(), proxies, null, turnedAway);
    }

    static FrontendLimits limits(int maxConnections, int maxConnectionsPerAddress) {
        return new FrontendLimits(200, 1000, 500, 8, maxConnections, maxConnectionsPerAddress, Duration.ofSeconds(20),
                Duration.ofSeconds(20));
    }

    static FrontendLimits limits(Duration requestTimeout, Duration idleTimeout) {
        return new FrontendLimits(200, 1000, 500, 8, 100, 100, requestTimeout, idleTimeout);
    }

    private RouteTable counting(RouteTable routes) {
        return routes.on("GET", "/count", (request, exchange) -> exchange.reply(
                (self, body) -> body.number(handled.incrementAndGet())));
    }

    private static void now(Request request, Exchange exchange) {
        String name = request.argument(0);
        exchange.reply((self, body) -> body.raw("{\"now\":").string(name).raw("}"));
    }

    private static void from(Request request, Exchange exchange) {
        String peer = request.peer.address().getHostAddress();
        String from = "%x.%x".formatted(request.peer.origin().high, request.peer.origin().low);
        exchange.reply((self, body) -> body.string(peer + " " + from));
    }

    /** As slow as a request that is work. */
    private static void late(Request request, Exchange exchange) {
        LockSupport.parkNanos(1_000_000);
        boolean late = exchange.isLate();
        exchange.reply((self, body) -> body.bool(late));
    }

    private static void echo(Request request, Exchange exchange) {
        byte[] bytes = Arrays.copyOf(request.body, request.bodyLength);
        exchange.reply((self, body) -> body.raw(bytes));
    }

    private void big(Request request, Exchange exchange) {
        big.incrementAndGet();
        exchange.reply((self, body) -> body.raw(BIG));
    }

    private void park(Request request, Exchange exchange) {
        String name = request.argument(0);
        exchange.form = (self, body) -> body.raw("{\"later\":").string(name).raw("}");
        later.put(name, exchange);
    }

    /** How many requests wait for the test. */
    int waiting() {
        return later.size();
    }

    /** Completes a parked request from another thread, as a shard does, once it has come in. */
    Exchange complete(String name) {
        Exchange exchange = parked(name);
        hand(exchange);
        loops.wake();
        return exchange;
    }

    /** Whether nothing of a request that was completed is left, so that another may have its place. */
    boolean isGivenBack(Exchange exchange) throws Exception {
        return loops.loops().get(0).eventLoop().submit(() -> exchange.form == null).get();
    }

    /** Likewise, but nobody knows what became of it. */
    void forget(String name) {
        Exchange exchange = parked(name);
        exchange.outcome.unknown = true;
        hand(exchange);
        loops.wake();
    }

    private Exchange parked(String name) {
        if (!later.containsKey(name)) {
            await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1)).until(() -> later.containsKey(name));
        }
        return later.remove(name);
    }

    private static void hand(Exchange exchange) {
        exchange.outcome.receiver.onOutcome(exchange.outcome);
    }

    Wire connect() throws IOException {
        return new Wire(server.port());
    }

    Wire connect(int receiveBytes) throws IOException {
        return new Wire(server.port(), receiveBytes);
    }

    FrontendServer server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        loops.close();
    }
}
