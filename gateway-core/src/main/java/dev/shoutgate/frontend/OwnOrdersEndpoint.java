package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.inventory.Sale;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.ReplyForm;

/**
 * All that a buyer has of a sale. Whoever certainly has no order of it hears so from the gate; everybody else from the
 * shard, as with a single order.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
final class OwnOrdersEndpoint extends BuyersCall {

    OwnOrdersEndpoint(ShardMap shards, BuyerIdentity identity, ReplyForm list, int loops) {
        super(shards, identity, list, loops);
    }

    @Override
    boolean enter(String saleId, Command command, Exchange exchange) {
        ShardGate shard = shards.ofSale(saleId);
        Sale sale = shard.sales().find(saleId);
        if (sale == null) {
            exchange.outcome.refuse(Problem.UNKNOWN_SALE, TextRule.noSale(saleId));
            return false;
        }
        command.kind = Command.Kind.LIST_ORDERS;
        command.saleNumber = sale.number();
        command.load = sale.load();
        command.buyerHash = shard.hashing().buyer(command.buyer);
        command.lineCount = 0;
        command.outcome = exchange.outcome;
        return shard.admission().tryList(command);
    }
}
