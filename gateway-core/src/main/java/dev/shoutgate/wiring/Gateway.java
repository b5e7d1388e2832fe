package dev.shoutgate.wiring;

import dev.shoutgate.ClusterView;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.Demo;
import dev.shoutgate.config.GatewayConfig.Durability;
import dev.shoutgate.config.GatewayConfig.IdentityMode;
import dev.shoutgate.config.TlsSettings;
import dev.shoutgate.frontend.EventLoops;
import dev.shoutgate.frontend.FrontendServer;
import dev.shoutgate.frontend.Frontends;
import dev.shoutgate.frontend.tls.Certificate;
import dev.shoutgate.frontend.token.TokenDesk;
import dev.shoutgate.gate.ShardHealth.State;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.journal.ReplayProgress;
import dev.shoutgate.replica.ClusterLog;
import dev.shoutgate.room.StaticPages;
import dev.shoutgate.storage.DeadLetters;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.storage.OrderNews;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.telemetry.HealthPages;
import dev.shoutgate.telemetry.HealthPages.Health;
import dev.shoutgate.telemetry.Metrics;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The gateway: the stages, in order, and who waits for whom.
 *
 * <p>Threading: one thread starts it and one closes it; in between it runs on threads of its own.
 */
public final class Gateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    private final GatewayConfig config;
    private final Closing closing = new Closing();
    private final Optional<TokenDesk> tokens;
    private final Optional<Certificate> certificate;
    private DataFolder folder;
    private EventLoops loops;
    private final List<ReplayProgress> replays = new ArrayList<>();
    /** Empty until every shard has replayed its journal. */
    private final List<Shard> shards = new CopyOnWriteArrayList<>();
    private final List<OrderFlusher> flushers = new CopyOnWriteArrayList<>();
    private final ShardMap shardMap = new ShardMap();
    private volatile Housekeeping housekeeping;
    private final OrderNews news = new OrderNews();
    private ShardClock clock;
    private volatile FrontendServer buyers;
    private FrontendServer operators;
    private final CompletableFuture<Void> leftBehind = new CompletableFuture<>();
    private volatile boolean open;
    private volatile boolean draining;

    private Gateway(GatewayConfig config) {
        this.config = config;
        // Before anything is touched: a start that its keys forbid leaves all as it is.
        this.tokens = config.identity().mode() == IdentityMode.JWT
                ? Optional.of(new TokenDesk(config.identity().jwt(), config.buyers().eventLoops())) : Optional.empty();
        this.certificate = Optional.of(config.buyers().tls()).filter(TlsSettings::isOn).map(Certificate::new);
    }

    /** Starts a gateway and returns once it is ready. What was begun is given back when it cannot start. */
    public static Gateway start(GatewayConfig config) throws IOException {
        Gateway gateway = new Gateway(config);
        try {
            gateway.connectTheStages();
            return gateway;
        } catch (IOException | RuntimeException | Error e) {
            gateway.closing.closeAll();
            throw e;
        }
    }

    private void connectTheStages() throws IOException {
        // 1. The folder is ours alone.
        folder = closing.add(DataFolder.take(config.data(), config.shards()));
        ClusterFolder.claim(folder, config);
        for (int i = 0; i < folder.shards(); i++) {
            replays.add(new ReplayProgress(i));
        }
        // What takes long to load is loaded meanwhile, beside the loops and the door.
        List<OrderStore> stores = Stores.of(config.storage(), folder);
        folder.rememberStores(Stores.places(config.storage(), folder));
        StoreCheck check = new StoreCheck(stores);
        ItemTables items = closing.add(new ItemTables(folder, folder.shards(), config.capacity().items()));
        // 2. The event loops: they read requests (frontend, gate) and write replies (reply).
        loops = closing.add(new EventLoops(config.buyers().eventLoops(), config.buyers().transport()));
        // 3. The operators' door, because a replay may take a while and somebody will ask how far it is.
        StaticPages pages = new StaticPages(config.demo() != Demo.NONE);
        Frontends frontends = new Frontends(config, loops, shardMap, System::currentTimeMillis, news, tokens);
        Metrics metrics = GatewayMetrics.of(config, loops, shards, flushers, frontends, () -> housekeeping);
        tokens.ifPresent(desk -> TokenMetrics.add(desk, metrics));
        operators = closing.add(frontends.openOperators(pages, new HealthPages(this::health, metrics),
                this::openBuyersPort, this::clusterView));
        // 4. Each shard folds its journal, then takes commands from its ring, forces their facts, wakes the loops.
        startShards(check, items);
        // 5. Stores follow the journals, and nobody waits for them.
        for (OrderStore store : stores) {
            flushers.add(startFlusher(store, check.wasSilent(store)));
        }
        // 6. Snapshots shorten the next start, and let old journal go.
        housekeeping = closing.add(new Housekeeping(keepers(), retirements()));
        // 7. Time passes for every shard: windows and holds, and whether it is nearly full.
        CapacityWatch capacity = new CapacityWatch(config.capacity(), shards);
        clock = closing.add(new ShardClock(shardMap, config.tick(), capacity::look));
        watchFiles();
        // 8. Last of all the buyers' door: whoever comes in finds everything standing.
        openDemo();
        buyers = closing.add(frontends.openBuyers(pages, certificate));
        open = true;
    }

    /** By the shard's own thread with its hash, which goes over all orders. */
    private ClusterView clusterView(boolean withHash) {
        SaleShard inventory = shards.get(0).inventory();
        return shards.get(0).cluster().orElseThrow().view(inventory.lastSequence(), withHash
                ? OptionalLong.of(inventory.stateHash()) : OptionalLong.empty());
    }

    /** Completes when memory has what its cluster never will: close this gateway then, and start another. */
    CompletableFuture<Void> leftBehind() {
        return leftBehind;
    }

    private void watchFiles() {
        List<Runnable> looks = new ArrayList<>();
        tokens.ifPresent(desk -> looks.add(desk::look));
        certificate.ifPresent(shown -> looks.add(shown::look));
        if (!looks.isEmpty()) {
            closing.add(new FileWatch(looks));
        }
    }

    private void openDemo() {
        if (config.demo() == Demo.NETWORK) {
            DemoSale.refuseSalesOfShops(shardMap, folder.root());
        }
        if (config.demo() != Demo.NONE) {
            DemoSale.open(shardMap);
        }
    }

    private void startShards(StoreCheck check, ItemTables items) throws IOException {
        List<Shard> replayed = new ArrayList<>();
        for (ReplayProgress replay : replays) {
            // Before the shard, to be closed after it.
            ChunkPreparer memory = closing.add(new ChunkPreparer(replay.shard()));
            replayed.add(closing.add(
                    new Shard(replay.shard(), config, folder, loops, replay, check, items.take(replay.shard()),
                            memory.chunks())));
        }
        // Once more, to be closed before the shards: a request that still reads their memory would end the process.
        closing.add(operators);
        closing.add(news);
        news.follow(replayed.stream().map(Shard::journal).toList());
        replayed.forEach(Shard::start);
        replayed.forEach(shard -> shard.cluster().ifPresent(
                log -> log.onLeftBehind(() -> leftBehind.complete(null))));
        shards.addAll(replayed);
        shardMap.open(replayed.stream().map(Shard::gate).toList());
    }

    private OrderFlusher startFlusher(OrderStore store, boolean down) {
        OrderFlusher flusher = new OrderFlusher(store)
                .putAside(new DeadLetters(store, folder.deadLetters(store.name())));
        shards.forEach(shard -> flusher.follow(shard.journal().follow(1)));
        if (down) {
            flusher.presumeDown();
        }
        flusher.start();
        return flusher;
    }

    private List<SnapshotKeeper> keepers() throws IOException {
        List<SnapshotKeeper> keepers = new ArrayList<>();
        for (Shard shard : shards) {
            keepers.add(new SnapshotKeeper(shard, config.snapshot().everyFacts(), () -> storedUpTo(shard)));
        }
        return keepers;
    }

    private List<SaleRetirement> retirements() {
        return shards.stream().map(
                shard -> new SaleRetirement(shard, config.retention(), () -> storedUpTo(shard))).toList();
    }

    private long storedUpTo(Shard shard) {
        return flushers.stream().mapToLong(flusher -> flusher.position(shard.gate().shard())).min()
                .orElse(Long.MAX_VALUE - 1);
    }

    private Health health() {
        if (draining) {
            return new Health(false, "draining");
        }
        if (!open) {
            return new Health(false, shards.isEmpty() ? replayed() : "the journal is replayed, the doors open next");
        }
        for (Shard shard : shards) {
            State state = shard.gate().ring().health().state();
            boolean follows = state == State.FOLLOWING && shard.cluster().filter(ClusterLog::isSettled).isPresent();
            if (state != State.SERVING && !follows) {
                return new Health(false, "shard " + shard.gate().shard() + whyNot(state));
            }
        }
        return storesKeptUp();
    }

    /** Orders are safe in the journal, but what is not in a store needs room here, and a shop that waits for it. */
    private Health storesKeptUp() {
        int limit = config.journal().maxUnflushedFacts();
        for (OrderFlusher flusher : flushers) {
            long behind = flusher.lagEvents();
            if (behind > limit) {
                return new Health(false, "the store " + flusher.storeName() + " is " + behind + " facts behind, more"
                        + " than journal.max-unflushed-facts: " + limit + "; orders are taken all the same and are safe"
                        + " in the journal; mend the store as the log says, and it catches up by itself");
            }
        }
        return new Health(true, "serving");
    }

    private String whyNot(State state) {
        return switch (state) {
            case SERVING -> " serves";
            case FOLLOWING -> " waits for the members of its cluster to agree on one that leads";
            case FULL -> " has no room left on disk and records nothing; make room for " + folder.root()
                    + ", and it goes on by itself";
            case FAILING -> " cannot write its journal and records nothing; mend the disk of " + folder.root()
                    + " as the log says, and it goes on by itself";
            case STOPPED -> " stopped at a fault of its own; send the log to whoever looks after the gateway, and"
                    + " restart it";
        };
    }

    private String replayed() {
        return replays.stream().map(ReplayProgress::toString).collect(Collectors.joining("; "))
                + (config.durability() == Durability.QUORUM ? "; then this member waits until most members of its"
                + " cluster are there and one of them leads" : "");
    }

    private int openBuyersPort() {
        FrontendServer side = buyers;
        return side == null ? 0 : side.port();
    }

    /** The port that buyers reach. */
    public int buyersPort() {
        return buyers.port();
    }

    /** The port that operators reach. */
    public int operatorsPort() {
        return operators.port();
    }

    /** Drains: takes nothing new, answers what it took, brings the stores up to date, and gives everything back. */
    @Override
    public void close() {
        draining = true;
        clock.close();
        buyers.stopListening();
        operators.stopListening();
        loops.endStreams();
        shards.forEach(shard -> shard.gate().ring().stopTaking());
        // Whatever was about to publish on an event loop has done so once the loop has taken another task.
        loops.awaitTurn();
        housekeeping.close();
        shards.forEach(Shard::finish);
        loops.wake();
        loops.awaitTurn();
        drainStores();
        housekeeping.takeLast();
        closing.closeAll();
    }

    private void drainStores() {
        flushers.forEach(flusher -> flusher.beginDrain(config.drainTimeout()));
        for (OrderFlusher flusher : flushers) {
            try {
                if (!flusher.awaitDrained()) {
                    LOG.warn("{} is {} facts behind; it gets them after the next start", flusher.storeName(),
                            flusher.lagEvents());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
