package dev.shoutgate.wiring;

import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.frontend.EventLoops;
import dev.shoutgate.frontend.Frontends;
import dev.shoutgate.frontend.TurnedAway;
import dev.shoutgate.storage.OrderFlusher;
import dev.shoutgate.telemetry.LoopStats;
import dev.shoutgate.telemetry.Metrics;
import dev.shoutgate.telemetry.Metrics.Sink;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * Which figures the gateway shows, and where each comes from.
 *
 * <p>Threading: made once at the start; the sources are asked on whichever thread scrapes.
 */
final class GatewayMetrics {

    private static final List<String> NONE = List.of();

    private GatewayMetrics() {}

    static Metrics of(GatewayConfig config, EventLoops loops, List<Shard> shards, List<OrderFlusher> flushers,
            Frontends frontends, Supplier<Housekeeping> housekeeping) {
        Metrics metrics = new Metrics();
        addFrontend(metrics, loops, shards, frontends);
        addShards(metrics, shards, config.capacity(), new StockSeries(shards, config.metrics().maxItems()));
        addStorage(metrics, flushers);
        metrics.gauge("shoutgate_snapshot_age_seconds",
                "Age of the newest snapshot (of several shards, the oldest); without one, time since the start.", NONE,
                sink -> {
                    Housekeeping standing = housekeeping.get();
                    if (standing != null) {
                        sink.put(standing.snapshotAgeSeconds());
                    }
                });
        String version = String.valueOf(GatewayMetrics.class.getPackage().getImplementationVersion());
        return metrics.gauge("shoutgate_build_info",
                "Version, Java and durability of this gateway, as labels; always 1.",
                List.of("version", "java", "durability"), sink -> sink.put(1, version,
                        System.getProperty("java.version"), config.durability().name().toLowerCase(Locale.ROOT)));
    }

    private static void addFrontend(Metrics metrics, EventLoops loops, List<Shard> shards, Frontends frontends) {
        metrics.requestDurations(loops.stats())
                .gauge("shoutgate_live_watchers", "Connections that watch a sale.", NONE,
                        sink -> sink.put(loops.watchers()))
                .counter("shoutgate_connections_refused_total",
                        "Connections that the gateway closed by itself, by port and reason.", List.of("port", "reason"),
                        sink -> frontends.turnedAway().forEach((port, away) -> {
                            for (TurnedAway.Reason reason : TurnedAway.Reason.values()) {
                                sink.put(away.count(reason), port, reason.word());
                            }
                        }))
                .counter("shoutgate_refusals_total", "Requests of all kinds that were refused, by port and reason.",
                        List.of("port", "reason"), sink -> refusals(loops.stats(), sink))
                .counter("shoutgate_decisions_total",
                        "Buys by result, and those refused by reason.", List.of("result", "reason"),
                        sink -> decisions(loops.stats(), sink))
                .counter("shoutgate_passes_given_total", "Passes given to who had solved a challenge.", NONE,
                        sink -> sink.put(frontends.passesGiven()))
                .counter("shoutgate_passes_refused_total", "Buys and solutions refused for their pass, by reason.",
                        List.of("reason"), sink -> passFaults(loops.stats(), sink))
                .counter("shoutgate_shed_total", "Buys turned away before a shard decided, by stage.", List.of("stage"),
                        sink -> {
                            sink.put(shards.stream().mapToLong(s -> s.gate().admission().lostHere()).sum(), "gate");
                            sink.put(shards.stream().mapToLong(s -> s.gate().admission().limitedHere()).sum(), "rate");
                            sink.put(frontends.limitedAddresses(), "address");
                            long share = shards.stream().mapToLong(s -> s.gate().beyondShare()).sum();
                            long queue = shards.stream().mapToLong(s -> s.gate().beyondQueue()).sum();
                            sink.put(share, "share");
                            sink.put(queue, "queue");
                            // Counted when they were answered, and so a little later than the two.
                            long all = sum(loops.stats(), s -> s.refused(Problem.OVERLOADED));
                            sink.put(Math.max(0, all - share - queue), "ring");
                        });
    }

    private static void decisions(List<LoopStats> loops, Sink sink) {
        sink.put(sum(loops, LoopStats::accepted), "accepted", "");
        sink.put(sum(loops, LoopStats::replayed), "replayed", "");
        for (Problem problem : Problem.values()) {
            sink.put(sum(loops, stats -> stats.refused(problem)), "refused", problem.code());
        }
    }

    private static void passFaults(List<LoopStats> loops, Sink sink) {
        for (PassFault fault : PassFault.values()) {
            sink.put(sum(loops, stats -> stats.refused(fault)), fault.word());
        }
    }

    private static void refusals(List<LoopStats> loops, Sink sink) {
        loops.stream().map(LoopStats::port).distinct().forEach(port -> {
            List<LoopStats> own = loops.stream().filter(stats -> stats.port().equals(port)).toList();
            for (Problem problem : Problem.values()) {
                sink.put(sum(own, stats -> stats.refusedOfAll(problem)), port, problem.code());
            }
        });
    }

    private static long sum(List<LoopStats> loops, ToLongFunction<LoopStats> figure) {
        return loops.stream().mapToLong(figure).sum();
    }

    private static void addShards(Metrics metrics, List<Shard> shards, GatewayConfig.Capacity capacity,
            StockSeries stock) {
        metrics.syncDurations(() -> shards.stream().map(Shard::syncDurations).toList())
                .gauge("shoutgate_ring_remaining_slots",
                        "Free slots of the queue in front of a shard.", List.of("shard"),
                        perShard(shards, shard -> shard.gate().ring().remainingSlots()))
                .gauge("shoutgate_journal_sequence",
                        "Sequence of the newest durable fact in a shard's journal.", List.of("shard"),
                        perShard(shards, shard -> shard.journal().durableSequence()))
                .gauge("shoutgate_replay_duration_seconds",
                        "Time that the last start took to replay the journals.", NONE,
                        sink -> sink.put(shards.stream().mapToDouble(Shard::replaySeconds).sum()))
                .counter("shoutgate_expired_total", "Holds of orders that ran out without a payment.", NONE,
                        sink -> sink.put(shards.stream().mapToLong(s -> s.inventory().expiredCount()).sum()))
                .counter("shoutgate_late_payments_total",
                        "Payments that came too late or twice, by outcome: reclaimed, or orphaned and to be sent back.",
                        List.of("outcome"), sink -> latePayments(shards, sink))
                .gauge("shoutgate_map_fill_ratio", "How full a map of a shard is, 0 to 1.", List.of("shard", "map"),
                        sink -> shards.forEach(shard -> fill(shard, capacity, sink)))
                .gauge("shoutgate_stock_units", "Units of items of sales that are not over.",
                        List.of("sale", "sku", "state"), stock::put)
                .gauge("shoutgate_stock_items_left_out",
                        "Items of sales that are not over, but not shown because of metrics.max-items.", NONE,
                        stock::putLeftOut);
    }

    private static void latePayments(List<Shard> shards, Sink sink) {
        sink.put(shards.stream().mapToLong(shard -> shard.inventory().reclaimedCount()).sum(), "reclaimed");
        sink.put(shards.stream().mapToLong(shard -> shard.inventory().orphanedCount()).sum(), "orphaned");
    }

    private static Consumer<Sink> perShard(List<Shard> shards, ToDoubleFunction<Shard> figure) {
        return sink -> shards.forEach(
                shard -> sink.put(figure.applyAsDouble(shard), Integer.toString(shard.gate().shard())));
    }

    private static void fill(Shard shard, GatewayConfig.Capacity capacity, Sink sink) {
        String number = Integer.toString(shard.gate().shard());
        sink.put((double) shard.inventory().orderCount() / capacity.orders(), number, "orders");
        sink.put((double) shard.inventory().itemCount() / capacity.items(), number, "items");
    }

    private static void addStorage(Metrics metrics, List<OrderFlusher> flushers) {
        metrics.gauge("shoutgate_flush_lag_events", "Durable facts that a store does not have yet.", List.of("storage"),
                        sink -> flushers.forEach(f -> sink.put(f.lagEvents(), f.storeName())))
                .gauge("shoutgate_flush_lag_seconds",
                        "Age of the oldest durable fact that a store does not have yet.", List.of("storage"),
                        sink -> flushers.forEach(f -> sink.put(f.lagSeconds(), f.storeName())))
                .counter("shoutgate_dead_letters_total", "Facts that a store refused and that became dead letters.",
                        List.of("storage"),
                        sink -> flushers.forEach(f -> sink.put(f.deadLettersAdded(), f.storeName())))
                .gauge("shoutgate_dead_letters_waiting", "Dead letters of a store that wait to be stored again.",
                        List.of("storage"),
                        sink -> flushers.forEach(f -> sink.put(f.deadLettersWaiting(), f.storeName())));
    }
}
