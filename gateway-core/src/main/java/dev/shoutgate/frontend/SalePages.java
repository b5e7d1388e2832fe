package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.QueryReader.BadQueryException;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.JsonBytes;
import dev.shoutgate.reply.SaleBody;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The sales of all shards, page by page in the order of their ids. A page says where the next one begins, so sales that
 * are defined or forgotten meanwhile neither hide others nor bring them up twice.
 *
 * <p>Threading: any event loop.
 */
final class SalePages {

    private static final int USUAL_SALES = 100;
    private static final int MOST_SALES = 1000;

    /** A page ends with what brings it so far: sales have up to 500 items, and pages are whole in memory. */
    static final int FULL_BYTES = 1 << 20;

    private final ShardMap shards;
    private final LongSupplier clockMs;

    SalePages(ShardMap shards, LongSupplier clockMs) {
        this.shards = shards;
        this.clockMs = clockMs;
    }

    /** What is asked for; what is null, or an empty text, leaves nothing out. */
    private record Query(int limit, String after, SaleStatus status, String merchant) {

        static Query of(String target) throws BadQueryException {
            QueryReader query = new QueryReader(target);
            String after = query.id("after");
            return new Query(query.whole("limit", 1, MOST_SALES, USUAL_SALES), after == null ? "" : after,
                    query.oneOf("status", List.of(SaleStatus.values())), query.id("merchant"));
        }

        boolean has(Sale sale) {
            return sale.definition().saleId().compareTo(after) > 0
                    && (status == null || sale.status() == status)
                    && (merchant == null || sale.definition().merchant().equals(merchant));
        }
    }

    /** Answers with a page of the sales that the operator may see. */
    void list(Request request, Exchange exchange, Operator operator) {
        try {
            Query query = Query.of(request.target.sent());
            List<Sale> sales = new ArrayList<>();
            for (ShardGate shard : shards.all()) {
                shard.sales().all().stream()
                        .filter(sale -> operator.mayTouch(sale.definition().merchant()) && query.has(sale))
                        .forEach(sales::add);
            }
            sales.sort(Comparator.comparing(sale -> sale.definition().saleId()));
            exchange.reply((self, body) -> write(sales, query.limit, body));
        } catch (BadQueryException e) {
            exchange.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
        }
    }

    private void write(List<Sale> sales, int limit, JsonBytes body) {
        long nowMs = clockMs.getAsLong();
        int begin = body.length();
        int count = 0;
        body.raw("{\"sales\":[");
        while (count < sales.size() && count < limit && body.length() - begin < FULL_BYTES) {
            SaleBody.forOperators(sales.get(count).view(), nowMs, count == 0 ? body : body.raw(","));
            count++;
        }
        body.raw("],\"next\":");
        if (count < sales.size()) {
            body.string(sales.get(count - 1).definition().saleId()).raw("}");
        } else {
            body.raw("null}");
        }
    }
}
