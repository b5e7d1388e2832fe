package dev.shoutgate.frontend;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.gate.ShardMap;
import dev.shoutgate.reply.Exchange;
import dev.shoutgate.reply.ReplyForm;

/**
 * Pays an order of a demo, as a shop's till would: first the order is read as its buyer, so that nobody pays another's,
 * then it is confirmed by the act that operators have. Both go through the ring. An order has one payment here, named
 * after it, so a press that is repeated pays once.
 *
 * <p>Threading: any event loop; what follows upon the first answer is the shard's.
 */
final class DemoCheckout implements Endpoint {

    private static final Operator TILL = new Operator("demo", null, "");

    private final ShardMap shards;
    private final BuyerIdentity identity;
    private final ReplyForm paid;

    /** {@code paid}: how the order is shown then. */
    DemoCheckout(ShardMap shards, BuyerIdentity identity, ReplyForm paid) {
        this.shards = shards;
        this.identity = identity;
        this.paid = paid;
    }

    @Override
    public void handle(Request request, Exchange exchange) {
        exchange.form = paid;
        if (!isFromOwnPage(request)) {
            exchange.refuse(Problem.UNAUTHENTICATED, "The checkout of the demo takes a payment from its own page only: "
                    + "one with Sec-Fetch-Site: same-origin, or with an Origin that is the Host.");
            return;
        }
        Command read = new Command();
        if (!identity.identify(request, exchange.loopIndex(), read.buyer, exchange.outcome)
                || !enter(request.argument(0), read, exchange)) {
            exchange.complete();
        }
    }

    /** Browsers say where a press came from; the second way is for plain HTTP, where they say less. */
    private static boolean isFromOwnPage(Request request) {
        String site = request.headers.get("sec-fetch-site");
        String origin = request.headers.get("origin");
        return site != null ? site.equals("same-origin")
                : origin != null && origin.replaceFirst("^https?://", "").equals(request.headers.get("host"));
    }

    private boolean enter(String orderId, Command read, Exchange exchange) {
        ShardGate shard = shards.ofOrder(orderId);
        long number = shard == null ? -1 : shard.orderNumber(orderId);
        if (number < 0) {
            exchange.outcome.refuse(Problem.UNKNOWN_ORDER);
            return false;
        }
        Wish payment = new Wish.Confirm(number, "demo-" + orderId, TILL);
        read.kind = Command.Kind.READ_ORDER;
        read.orderNumber = number;
        read.outcome = new Outcome(own -> pay(own, payment, shard, exchange));
        if (shard.admission().enter(read)) {
            return true;
        }
        exchange.outcome.refuse(read.outcome.problem);
        return false;
    }

    /** On the shard's thread, which takes the payment with its next batch. */
    private static void pay(Outcome own, Wish payment, ShardGate shard, Exchange exchange) {
        if (!own.accepted()) {
            exchange.outcome.refuse(own.problem, own.detail);
            exchange.outcome.unknown = own.unknown;
        } else if (shard.admission().enter(Command.of(payment, exchange.outcome))) {
            return;
        }
        exchange.onOutcome(exchange.outcome);
    }
}
