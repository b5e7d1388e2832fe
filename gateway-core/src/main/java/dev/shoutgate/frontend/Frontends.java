package dev.shoutgate.frontend;

import dev.shoutgate.ClusterView;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.Demo;
import dev.shoutgate.config.GatewayConfig.Durability;
import dev.shoutgate.config.GatewayConfig.IdentityMode;
import dev.shoutgate.frontend.tls.Certificate;
import dev.shoutgate.frontend.token.TokenDesk;
import dev.shoutgate.gate.RateLimiter;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.reply.ReplyForm;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.storage.OrderNews;
import dev.shoutgate.telemetry.HealthPages;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * The two sides of the gateway, each with its routes: what outsiders can ask is listed here and nowhere else.
 *
 * <p>Threading: made once at the start.
 */
public final class Frontends {

    private final GatewayConfig config;
    private final EventLoops loops;
    private final ShardMap shards;
    private final LongSupplier clockMs;
    private final OrderNews news;
    private final Optional<TokenDesk> tokens;
    private final OrderBody orderBody;
    private final RateLimiter addressLimiter;
    private final TrustedProxies proxies;
    private final LongAdder passesGiven = new LongAdder();
    private final Map<String, TurnedAway> turnedAway =
            Map.of("buyers", new TurnedAway(), "operators", new TurnedAway());

    /** {@code tokens}: whose they are, where the buyers' identity is one. */
    public Frontends(GatewayConfig config, EventLoops loops, ShardMap shards, LongSupplier clockMs,
            OrderNews news, Optional<TokenDesk> tokens) {
        this.config = config;
        this.loops = loops;
        this.shards = shards;
        this.clockMs = clockMs;
        this.news = news;
        this.tokens = tokens;
        this.proxies = new TrustedProxies(config.identity().trustedProxies());
        this.addressLimiter = RateLimiter.ofAddresses(
                config.admission().ratePerAddress(), config.admission().burstPerAddress());
        this.orderBody = new OrderBody(config.durability().name().toLowerCase(Locale.ROOT));
    }

    /** The side that buyers see; {@code certificate}: that of its TLS, if it has one. */
    public FrontendServer openBuyers(StaticPages pages, Optional<Certificate> certificate) throws IOException {
        BuyerIdentity identity = tokens.<BuyerIdentity>map(desk -> new TokenIdentity(desk, clockMs))
                .orElseGet(() -> new HeaderIdentity(config.identity()));
        int count = loops.loops().size();
        AddressRate addressRate = addressRate(count);
        RouteTable routes = new RouteTable()
                .on("POST", "/v1/sales/{saleId}/orders",
                        new BuyEndpoint(shards, addressRate, identity, orderBody::created, clockMs, count))
                .on("GET", "/v1/sales/{saleId}/orders",
                        new OwnOrdersEndpoint(shards, identity, orderBody::list, count))
                .on("GET", "/v1/sales/{saleId}/pass",
                        new ChallengeEndpoint(shards, addressRate, identity, clockMs, count))
                .on("POST", "/v1/sales/{saleId}/pass",
                        new SolutionEndpoint(shards, addressRate, identity, clockMs, count, passesGiven))
                .on("GET", "/v1/sales/{saleId}", new SaleEndpoint(shards, clockMs))
                .on("GET", "/v1/sales/{saleId}/events", events(null)::handle)
                .on("GET", "/v1/orders/{orderId}",
                        new OrderEndpoint(Command.Kind.READ_ORDER, shards, identity, orderBody::found, count))
                .on("POST", "/v1/orders/{orderId}/cancel",
                        new OrderEndpoint(Command.Kind.CANCEL, shards, identity, orderBody::found, count))
                .on("GET", "/v1/time", (request, exchange) -> exchange.reply(time()));
        routes.on("GET", "/", new FrontDoor(pages.front(), shards, config.listsSales()));
        PageRoutes.addBuyersPages(routes, pages, id -> shards.ofSale(id).sales().find(id) != null);
        if (config.demo() != Demo.NONE) {
            routes.on("POST", "/demo/checkout/{orderId}", new DemoCheckout(shards, identity, orderBody::found));
            PageRoutes.addCheckout(routes, pages);
            PageRoutes.addPictures(routes, pages);
        }
        routes.shareWith(new AllowedOrigins(config.buyers().corsOrigins()), headersOfPages());
        return new FrontendServer(config.buyers().bind(), routes, limits(Limits.BUY_BODY_BYTES), loops,
                loops.buyers(), config.buyers().proxyProtocol() ? proxies : null, certificate.orElse(null),
                turnedAway.get("buyers"));
    }

    /**
     * The side that operators see.
     *
     * @param buyersPort of the other side, 0 while that is not open
     * @param cluster    asked once there are shards, and only where there is a cluster
     */
    public FrontendServer openOperators(StaticPages pages, HealthPages health, IntSupplier buyersPort,
            ClusterView.Source cluster) throws IOException {
        OperatorTokens tokens = new OperatorTokens(config.operators().tokens());
        RouteTable routes = new OperatorEndpoints(shards, tokens, orderBody, events(news), clockMs)
                .addTo(new RouteTable(), new ClusterEndpoint(shards, cluster,
                        config.durability() == Durability.QUORUM));
        PageRoutes.addOperatorsPages(routes, pages, health, buyersPort, config.buyers().tls().isOn() ? "https:" : "");
        if (config.demo() != Demo.NONE) {
            PageRoutes.addPictures(routes, pages);
        }
        return new FrontendServer(
                config.operators().bind(), routes, limits(config.operators().maxBodyBytes()), loops,
                loops.operators(), null, null, turnedAway.get("operators"));
    }

    private AddressRate addressRate(int count) {
        return new AddressRate(addressLimiter, proxies, ClientEntry.of(config.identity().clientAddress()), count);
    }

    /** Buys refused so far because their addresses sent too many. */
    public long limitedAddresses() {
        return addressLimiter.refused();
    }

    /** Passes given so far. */
    public long passesGiven() {
        return passesGiven.sum();
    }

    /** What pages of other origins may send. {@code X-Buyer-Id} counts in its mode alone, where a proxy replaces it. */
    private String headersOfPages() {
        return "Authorization, Content-Type, Idempotency-Key, Sale-Pass"
                + (config.identity().mode() == IdentityMode.HEADER ? ", X-Buyer-Id" : "");
    }

    /** By port: connections that were closed before their first request. */
    public Map<String, TurnedAway> turnedAway() {
        return turnedAway;
    }

    private SaleEventsEndpoint events(OrderNews ofOrders) {
        return new SaleEventsEndpoint(shards, loops, config.room().maxWatchers(), clockMs, ofOrders, orderBody);
    }

    private ReplyForm time() {
        return (exchange, body) -> body.raw("{\"now\":").time(clockMs.getAsLong()).raw("}");
    }

    private FrontendLimits limits(int maxBodyBytes) {
        GatewayConfig.Buyers settings = config.buyers();
        return new FrontendLimits(settings.maxUriBytes(), settings.maxHeaderBytes(), maxBodyBytes,
                settings.maxInFlightPerConnection(), settings.maxConnections(), settings.maxConnectionsPerAddress(),
                settings.requestTimeout(), settings.idleTimeout());
    }
}
