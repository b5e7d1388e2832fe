package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.ReplyForm;

/**
 * A call without a body in which a buyer asks for something of their own: first who, then the shard that has it.
 *
 * <p>Threading: any event loop, each with its own desk.
 */
abstract class BuyersCall implements Endpoint {

    final ShardMap shards;
    private final BuyerIdentity identity;
    private final ReplyForm form;
    private final LoopDesk[] desks;

    /** {@code form}: how the answer is shown; {@code loops}: how many event loops there are. */
    BuyersCall(ShardMap shards, BuyerIdentity identity, ReplyForm form, int loops) {
        this.shards = shards;
        this.identity = identity;
        this.form = form;
        this.desks = LoopDesk.forLoops(loops);
    }

    @Override
    public final void handle(Request request, Exchange exchange) {
        Command command = desks[exchange.loopIndex()].command;
        exchange.form = form;
        if (!identity.identify(request, exchange.loopIndex(), command.buyer, exchange.outcome)
                || !enter(request.argument(0), command, exchange)) {
            exchange.complete();
        }
    }

    /** Sends the command to the shard of what the path names; says whether that will complete the exchange. */
    abstract boolean enter(String id, Command command, Exchange exchange);
}
