package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.SaleBody;
import dev.shoutgate.room.SaleEvents;
import dev.shoutgate.room.WatchedSales;
import dev.shoutgate.room.WatchedSource;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;

/**
 * A stream of what happens to a sale: all of it at once, then what changes. From then on the connection is the room's.
 *
 * <p>Threading: any event loop.
 */
final class SaleEventsEndpoint {

    private static final int RETRY_MS = 1000;
    private static final int RETRY_JITTER_MS = 4000;

    private final ShardMap shards;
    private final EventLoops loops;
    private final int maxWatchers;
    private final LongSupplier clockMs;
    private final boolean all;

    /** {@code all}: whether items that are off are shown. */
    SaleEventsEndpoint(ShardMap shards, EventLoops loops, int maxWatchers, LongSupplier clockMs, boolean all) {
        this.shards = shards;
        this.loops = loops;
        this.maxWatchers = maxWatchers;
        this.clockMs = clockMs;
        this.all = all;
    }

    /** As anyone may watch it. */
    void handle(Request request, Exchange exchange) {
        Sale sale = shards.ofSale(request.arguments[0]).sales().find(request.arguments[0]);
        if (sale == null) {
            exchange.refuse(Problem.UNKNOWN_SALE);
        } else {
            watch(sale.definition().saleId(), exchange);
        }
    }

    void watch(String saleId, Exchange exchange) {
        WatchedSource source = new Source(shards.ofSale(saleId), saleId);
        SaleView now = source.view();
        if (now == null) {
            exchange.refuse(Problem.STORAGE_UNAVAILABLE);
        } else if (loops.watchers() >= maxWatchers) {
            exchange.refuse(Problem.OVERLOADED, "The room is full: " + maxWatchers + " watch already.");
        } else {
            begin(now, source, exchange);
        }
    }

    private void begin(SaleView now, WatchedSource source, Exchange exchange) {
        exchange.makeLast();
        exchange.contentType = "text/event-stream";
        if (now.status() == SaleStatus.CLOSED) {
            exchange.reply((self, body) -> begin(SaleEvents.whole(now, source), body));
            return;
        }
        WatchedSales room = loops.room(exchange.loopIndex());
        String name = (all ? "all " : "") + now.definition().saleId();
        exchange.successor = channel -> room.add(name, channel);
        // Asked for when the reply is written: it may have to wait for those before it in the connection.
        exchange.reply((self, body) -> begin(room.whole(name, source, now), body));
    }

    private static void begin(byte[] first, JsonBytes body) {
        body.raw("retry: ").number(RETRY_MS + ThreadLocalRandom.current().nextInt(RETRY_JITTER_MS)).raw("\n")
                .raw(first);
    }

    private final class Source implements WatchedSource {

        private final ShardGate shard;
        private final String saleId;

        private Source(ShardGate shard, String saleId) {
            this.shard = shard;
            this.saleId = saleId;
        }

        @Override
        public long version() {
            Sale sale = find();
            return sale == null ? -1 : sale.version();
        }

        @Override
        public SaleView view() {
            Sale sale = find();
            return sale == null ? null : sale.view();
        }

        private Sale find() {
            return shard.ring().health().isStopped() ? null : shard.sales().find(saleId);
        }

        @Override
        public boolean shows(SaleView.ItemView item) {
            return all || item.terms().on();
        }

        @Override
        public byte[] body(SaleView view) {
            JsonBytes body = new JsonBytes();
            if (all) {
                SaleBody.forOperators(view, clockMs.getAsLong(), body);
            } else {
                SaleBody.forBuyers(view, clockMs.getAsLong(), body);
            }
            return Arrays.copyOf(body.bytes(), body.length());
        }
    }
}
