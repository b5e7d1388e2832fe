package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import java.util.List;

/**
 * What may be done with an order that was taken: read it, give it back, hold it longer, pay for it. All of it by its
 * own buyer, or by an operator who may touch its merchant's sales.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderDecision implements Wish.OrderHandler {

    static final String IN_DOUBT =
            "The disk fails, and until it works again nobody knows what it holds of this order.";

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;
    private final PaymentDecision payment;
    private final RefundDecision refund;
    private final OrderListing listing;

    OrderDecision(ShardState state, ActRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
        this.payment = new PaymentDecision(state, facts, answer);
        this.refund = new RefundDecision(state, facts, answer);
        this.listing = new OrderListing(state, answer);
    }

    /** By its buyer. */
    void read(Command command) {
        if (isBuyersOwn(command)) {
            answer.tell(command.orderNumber, command.outcome);
        }
    }

    /** All of one sale, by their buyer. */
    void list(Command command) {
        listing.listOwn(command);
    }

    @Override
    public void read(Wish.ReadOrder wish, Outcome outcome) {
        if (isOperators(wish, outcome)) {
            answer.tellOperator(wish.orderNumber(), outcome);
        }
    }

    @Override
    public void list(Wish.ListOrders wish, Outcome outcome) {
        listing.list(wish, outcome);
    }

    @Override
    public void confirm(Wish.Confirm wish, Outcome outcome) {
        if (isOperators(wish, outcome)) {
            payment.confirm(wish, outcome);
        }
    }

    @Override
    public void refund(Wish.Refund wish, Outcome outcome) {
        if (isOperators(wish, outcome)) {
            refund.refund(wish, outcome);
        }
    }

    @Override
    public void extend(Wish.Extend wish, Outcome outcome) {
        if (isOperators(wish, outcome)) {
            extend(wish, wish.orderNumber(), outcome);
        }
    }

    private void extend(Wish.Extend wish, long number, Outcome outcome) {
        int hold = saleOf(number).holdSeconds();
        int seconds = wish.seconds() == Wish.Extend.ONE_MORE_HOLD ? hold : wish.seconds();
        long expiresAtMs = state.orders.expiresAtMs(number) + seconds * 1000L;
        String key = wish.operator().key();
        boolean extended = state.extensions.has(number);
        if (extended && !key.isEmpty() && state.extensions.key(number).equals(key)) {
            if (state.extensions.expiresAtMs(number) == expiresAtMs) {
                answer.tellOperator(number, outcome);
                outcome.replayed = true;
            } else {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED,
                        "This key extended the hold by another time; a hold can be extended once.");
            }
        } else if (state.orders.status(number) != OrderStatus.HELD) {
            outcome.refuse(Problem.ORDER_NOT_HELD);
        } else if (extended) {
            outcome.refuse(Problem.ALREADY_EXTENDED);
        } else if (seconds > hold) {
            outcome.errors = List.of(new Outcome.FieldError("/seconds",
                    "at most the " + hold + " that its sale holds, not " + seconds));
            outcome.refuse(Problem.INVALID_REQUEST);
        } else if (facts.canRecord(outcome)) {
            facts.holdExtended(number, expiresAtMs, wish.operator());
            answer.tellOperator(number, outcome);
        }
    }

    /** By its buyer. */
    void cancel(Command command) {
        if (isBuyersOwn(command)) {
            cancel(command.orderNumber, true, Operator.NONE, command.outcome);
        }
    }

    @Override
    public void cancel(Wish.Cancel wish, Outcome outcome) {
        if (isOperators(wish, outcome)) {
            cancel(wish.orderNumber(), wish.restock(), wish.operator(), outcome);
        }
    }

    private void cancel(long number, boolean restock, Operator by, Outcome outcome) {
        switch (state.orders.status(number)) {
            case HELD -> {
                if (facts.canRecord(outcome)) {
                    facts.orderCancelled(number, restock, by);
                    answer.tell(number, outcome);
                }
            }
            case CANCELLED -> answer.tell(number, outcome);
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED);
            case CONFIRMED, REFUNDED -> outcome.refuse(Problem.ORDER_NOT_HELD);
        }
    }

    private boolean isBuyersOwn(Command command) {
        long number = command.orderNumber;
        return isAskers(state.isKept(number) && state.orders.isOf(number, command.buyer), number,
                command.kind == Command.Kind.CANCEL, command.outcome);
    }

    private boolean isOperators(Wish.OfOrder wish, Outcome outcome) {
        long number = wish.orderNumber();
        return isAskers(state.isKept(number) && wish.operator().mayTouch(saleOf(number).merchant()), number,
                wish.records(), outcome);
    }

    private SaleDefinition saleOf(long number) {
        return state.sales.sale(state.orders.saleNumber(number)).definition();
    }

    /** Whether the asker may hear of the order, and it is certain what it is. */
    private boolean isAskers(boolean own, long number, boolean records, Outcome outcome) {
        boolean certain = !state.doubts.has(number);
        if (!own) {
            // Another's order is answered as if it were not there, so that ids tell nobody anything.
            outcome.refuse(Problem.UNKNOWN_ORDER);
        } else if (!certain && records) {
            // Perhaps by this very request, sent before: that nothing was recorded is not ours to say.
            outcome.unknown = true;
        } else if (!certain) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE, IN_DOUBT);
        } else {
            answer.tellState(number, outcome);
        }
        return own && certain;
    }
}
