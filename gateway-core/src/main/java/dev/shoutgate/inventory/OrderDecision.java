package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;

/**
 * What may be done with an order that was taken: read it, give it back, pay for it; all by its own buyer or an operator
 * who may touch its merchant's sales.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderDecision implements Wish.OrderHandler {

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;
    private final PaymentDecision payment;

    OrderDecision(ShardState state, ActRecorder facts, OrderAnswer answer, PaymentDecision payment) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
        this.payment = payment;
    }

    /** By its buyer. */
    void read(Command command) {
        if (isBuyersOwn(command) && isCertain(command.orderNumber, command.outcome)) {
            answer.tell(command.orderNumber, command.outcome);
        }
    }

    @Override
    public void read(Wish.ReadOrder wish, Outcome outcome) {
        if (isOperators(wish, outcome) && isCertain(wish.orderNumber(), outcome)) {
            answer.tellOperator(wish.orderNumber(), outcome);
        }
    }

    private boolean isCertain(long number, Outcome outcome) {
        if (state.doubts.has(number)) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE,
                    "The disk fails, and until it works again nobody knows what it holds of this order.");
            return false;
        }
        return true;
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
            payment.refund(wish, outcome);
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
                facts.orderCancelled(number, restock, by);
                answer.tell(number, outcome);
            }
            case CANCELLED -> answer.tell(number, outcome);
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED);
            case CONFIRMED, REFUNDED -> outcome.refuse(Problem.ORDER_NOT_HELD);
        }
    }

    /** Whether the order is the buyer's, who asks; otherwise it is answered as if it were not there. */
    boolean isBuyersOwn(Command command) {
        return expect(state.isKept(command.orderNumber) && state.orders.isOf(command.orderNumber, command.buyer),
                command.outcome);
    }

    /** The same of an order of a merchant whose sales the operator may touch. */
    boolean isOperators(Wish.OfOrder wish, Outcome outcome) {
        return expect(state.isKept(wish.orderNumber())
                && wish.operator().mayTouch(merchantOf(wish.orderNumber())), outcome);
    }

    /** So that ids tell nobody anything. */
    private static boolean expect(boolean own, Outcome outcome) {
        if (!own) {
            outcome.refuse(Problem.UNKNOWN_ORDER);
        }
        return own;
    }

    private String merchantOf(long number) {
        return state.sales.sale(state.orders.saleNumber(number)).definition().merchant();
    }
}
