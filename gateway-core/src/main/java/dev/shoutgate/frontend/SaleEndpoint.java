package dev.shoutgate.frontend;

import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.SaleBody;
import java.util.function.LongSupplier;

/**
 * The sale as anyone may see it, read off the live figures on the event loop: a crowd that looks does not queue with
 * the crowd that buys.
 *
 * <p>Threading: any event loop.
 */
final class SaleEndpoint implements Endpoint {

    private final ShardMap shards;
    private final LongSupplier clockMs;

    SaleEndpoint(ShardMap shards, LongSupplier clockMs) {
        this.shards = shards;
        this.clockMs = clockMs;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        ShardGate shard = shards.ofSale(request.argument(0));
        Sale sale = shard.sales().find(request.argument(0));
        if (sale == null) {
            exchange.refuse(Problem.UNKNOWN_SALE, TextRule.noSale(request.argument(0)));
        } else if (shard.ring().health().isStopped()) {
            exchange.refuse(Problem.STORAGE_UNAVAILABLE);
        } else {
            exchange.reply((self, body) -> SaleBody.forBuyers(sale.view(), clockMs.getAsLong(), body));
        }
    }
}
