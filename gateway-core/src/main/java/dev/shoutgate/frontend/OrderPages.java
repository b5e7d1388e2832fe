package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.ListOrders;
import dev.shoutgate.Wish.OrderFilter;
import dev.shoutgate.frontend.QueryReader.BadQueryException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.OrderBody;
import java.util.ArrayList;
import java.util.List;

/**
 * The orders of a sale, page by page in the order of taking. A page says behind which order the next one begins, so
 * orders that are taken meanwhile come at the end, and none comes twice.
 *
 * <p>Threading: any event loop; a page goes to the shard and back as often as it takes to fill it.
 */
final class OrderPages {

    private static final int USUAL_ORDERS = 100;
    private static final int MOST_ORDERS = 1000;

    /** A page ends after so many turns of the shard, full or not: by then it has looked at a quarter of a million. */
    private static final int MOST_TURNS = 250;

    private final ShardMap shards;
    private final OrderBody orderBody;

    OrderPages(ShardMap shards, OrderBody orderBody) {
        this.shards = shards;
        this.orderBody = orderBody;
    }

    /** What is asked for. */
    private record Query(int limit, long after, OrderFilter filter) {

        static Query of(String target, ShardGate shard) throws BadQueryException {
            QueryReader query = new QueryReader(target);
            Long after = query.read("after", "the next of the page before", id -> number(id, shard));
            return new Query(query.whole("limit", 1, MOST_ORDERS, USUAL_ORDERS),
                    after == null ? ListOrders.FROM_THE_FIRST : after,
                    new OrderFilter(query.oneOf("status", List.of(OrderStatus.values())),
                            query.read("buyer", "1 to " + Limits.BUYER_ID_BYTES + " visible ASCII characters",
                                    OrderPages::buyer),
                            query.read("channel", "1 to " + Limits.CHANNEL_BYTES + " bytes of UTF-8",
                                    OrderPages::channel)));
        }

        private static Long number(String id, ShardGate shard) {
            long number = shard.orderNumber(id);
            return number < 0 ? null : number;
        }
    }

    private static ByteText buyer(String value) {
        ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
        return VisibleAscii.copy(value, 0, value.length(), buyer) ? buyer : null;
    }

    private static ByteText channel(String value) {
        ByteText channel = new ByteText(Limits.CHANNEL_BYTES);
        return channel.set(value) && !channel.isEmpty() ? channel : null;
    }

    /** Answers with a page of the orders that the query means. */
    void list(Request request, Sale sale, Exchange exchange) {
        try {
            ShardGate shard = shards.ofSale(sale.definition().saleId());
            new Page(shard, sale.number(), Query.of(request.target.sent(), shard), exchange).begin();
        } catch (BadQueryException e) {
            exchange.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
        }
    }

    /** A page that fills. Threading: the event loop begins it, the shard fills it, the event loop writes it. */
    private final class Page implements Outcome.Receiver {

        private final ShardGate shard;
        private final int saleNumber;
        private final Query query;
        private final Exchange exchange;
        private final List<Outcome> orders = new ArrayList<>();
        private long last;
        private boolean ended;
        private int turns;

        Page(ShardGate shard, int saleNumber, Query query, Exchange exchange) {
            this.shard = shard;
            this.saleNumber = saleNumber;
            this.query = query;
            this.exchange = exchange;
            this.last = query.after;
        }

        void begin() {
            exchange.form = (self, body) -> write(body);
            Outcome turn = new Outcome(this);
            if (!ask(turn)) {
                exchange.refuse(turn.problem, turn.detail);
            }
        }

        private boolean ask(Outcome turn) {
            turns++;
            return shard.admission().enter(Command.of(new ListOrders(saleNumber, query.filter, last,
                    Math.min(query.limit - orders.size(), Limits.ORDERS_TOLD), this::add), turn));
        }

        private void add(Wish.OrderSlice slice) {
            orders.addAll(slice.orders());
            last = slice.last();
            ended = slice.ended();
        }

        /** The end of a turn: another one at the end of the ring, or the answer. A full ring makes a short page. */
        @Override
        public void onOutcome(Outcome turn) {
            boolean goesOn = turn.accepted() && !ended && orders.size() < query.limit && turns < MOST_TURNS;
            if (goesOn && ask(new Outcome(this))) {
                return;
            }
            exchange.outcome.unknown = turn.unknown;
            exchange.outcome.refuse(turn.problem, turn.detail);
            exchange.onOutcome(exchange.outcome);
        }

        private void write(JsonBytes body) {
            int begin = body.length();
            int count = 0;
            body.raw("{\"orders\":[");
            while (count < orders.size() && body.length() - begin < SalePages.FULL_BYTES) {
                orderBody.oneOfSeveral(orders.get(count), count == 0 ? body : body.raw(","));
                count++;
            }
            body.raw("],\"next\":");
            if (count < orders.size()) {
                body.raw("\"").raw(orders.get(count - 1).orderId).raw("\"}");
            } else if (!ended) {
                body.raw("\"").raw(shard.orderId(last)).raw("\"}");
            } else {
                body.raw("null}");
            }
        }
    }
}
