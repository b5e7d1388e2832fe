package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Problem;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.ReplyForm;

/**
 * What a buyer does with an own order: reads it, or gives it back. Both go through the ring, so the answer stands at
 * one point in the sequence of orders, and shows nothing that is not durable.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
final class OrderEndpoint implements Endpoint {

    private final Command.Kind kind;
    private final ShardMap shards;
    private final BuyerIdentity identity;
    private final ReplyForm found;
    private final LoopDesk[] desks;

    OrderEndpoint(Command.Kind kind, ShardMap shards, BuyerIdentity identity, ReplyForm found, int loops) {
        this.kind = kind;
        this.shards = shards;
        this.identity = identity;
        this.found = found;
        this.desks = LoopDesk.forLoops(loops);
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        Command command = desks[exchange.loopIndex()].command;
        exchange.form = found;
        if (!identity.identify(request, command.buyer, exchange.outcome)
                || !enter(request.arguments[0], command, exchange)) {
            exchange.complete();
        }
    }

    /** Whether a shard will complete the exchange. */
    private boolean enter(String orderId, Command command, Exchange exchange) {
        ShardGate shard = shards.ofOrder(orderId);
        long number = shard == null ? -1 : shard.orderNumber(orderId);
        if (number < 0) {
            exchange.outcome.refuse(Problem.UNKNOWN_ORDER);
            return false;
        }
        command.kind = kind;
        command.orderNumber = number;
        command.lineCount = 0;
        command.outcome = exchange.outcome;
        return shard.admission().enter(command);
    }
}
