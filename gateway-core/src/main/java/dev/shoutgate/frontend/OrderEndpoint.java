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
final class OrderEndpoint extends BuyersCall {

    private final Command.Kind kind;

    OrderEndpoint(Command.Kind kind, ShardMap shards, BuyerIdentity identity, ReplyForm found, int loops) {
        super(shards, identity, found, loops);
        this.kind = kind;
    }

    @Override
    boolean enter(String orderId, Command command, Exchange exchange) {
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
