package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.OrderBody;
import dev.shoutgate.reply.SaleBody;
import dev.shoutgate.room.SaleEvents;
import dev.shoutgate.room.WatchedSales;
import dev.shoutgate.room.WatchedSource;
import dev.shoutgate.storage.OrderNews;
import dev.shoutgate.storage.OrderTally;
import dev.shoutgate.storage.OrderWatch;
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
    private final OrderNews news;
    private final OrderBody orderBody;

    /** {@code news}: of orders, for operators, who see items that are off too; null for buyers. */
    SaleEventsEndpoint(ShardMap shards, EventLoops loops, int maxWatchers, LongSupplier clockMs, OrderNews news,
            OrderBody orderBody) {
        this.shards = shards;
        this.loops = loops;
        this.maxWatchers = maxWatchers;
        this.clockMs = clockMs;
        this.news = news;
        this.orderBody = orderBody;
    }

    /** As anyone may watch it. */
    void handle(Request request, Exchange exchange) {
        Sale sale = shards.ofSale(request.argument(0)).sales().find(request.argument(0));
        if (sale == null) {
            exchange.refuse(Problem.UNKNOWN_SALE);
        } else {
            watch(sale, exchange);
        }
    }

    void watch(Sale sale, Exchange exchange) {
        WatchedSource source = new Source(shards.ofSale(sale.definition().saleId()), sale.definition());
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
        String name = (news != null ? "all " : "") + now.definition().saleId();
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
        private final String merchant;
        private OrderWatch orders;

        private Source(ShardGate shard, SaleDefinition sale) {
            this.shard = shard;
            this.saleId = sale.saleId();
            this.merchant = sale.merchant();
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

        /** Redefined for another merchant it is no sale of these watchers any more. */
        private Sale find() {
            Sale sale = shard.ring().health().isStopped() ? null : shard.sales().find(saleId);
            return sale == null || !sale.definition().merchant().equals(merchant) ? null : sale;
        }

        @Override
        public boolean shows(SaleView.ItemView item) {
            return news != null || item.isShown();
        }

        @Override
        public byte[] body(SaleView view) {
            JsonBytes body = new JsonBytes();
            if (news != null) {
                SaleBody.forOperators(view, clockMs.getAsLong(), body);
            } else {
                SaleBody.forBuyers(view, clockMs.getAsLong(), body);
            }
            return body.copy();
        }

        @Override
        public OrderTally orders() {
            if (news == null) {
                return null;
            }
            if (orders == null) {
                orders = news.watch(shard.shard(), saleId);
            }
            return orders.tally();
        }

        @Override
        public byte[] body(OrderTally.Latest order, SaleView view) {
            JsonBytes body = new JsonBytes();
            orderBody.oneOfSeveral(LatestOrder.outcome(order, view), body);
            return body.copy();
        }

        @Override
        public void end() {
            if (orders != null) {
                orders.end();
            }
        }
    }
}
