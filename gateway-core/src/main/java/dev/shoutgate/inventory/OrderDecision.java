package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;

/**
 * What may be done with an order that was taken: read it, give it back, pay for it; all by its own buyer or an operator
 * who may touch its merchant's sales.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderDecision {

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;
    private final PaymentDecision payment;

    OrderDecision(ShardState state, ActRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
        this.payment = new PaymentDecision(state, facts, answer);
    }

    void read(Command command) {
        if (!isAskersOwn(command)) {
            return;
        }
        if (state.doubts.has(command.orderNumber)) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE,
                    "The disk fails, and until it works again nobody knows what it holds of this order.");
        } else {
            answer.tell(command);
        }
    }

    void confirm(Command command) {
        if (isAskersOwn(command)) {
            payment.confirm(command);
        }
    }

    void refund(Command command) {
        if (isAskersOwn(command)) {
            payment.refund(command);
        }
    }

    /** What can be said of a payment or a refund while nothing can be recorded. */
    void answerPayment(Command command) {
        if (isAskersOwn(command)) {
            payment.answerOnly(command);
        }
    }

    /** What can be said of a cancellation while nothing can be recorded: all but that it was done just now. */
    void answerCancel(Command command) {
        if (!isAskersOwn(command)) {
            return;
        }
        if (state.doubts.has(command.orderNumber)) {
            // Perhaps a cancellation that went before this one.
            command.outcome.unknown = true;
        } else if (state.orders.status(command.orderNumber) == OrderStatus.HELD) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        } else {
            cancel(command);
        }
    }

    void cancel(Command command) {
        if (!isAskersOwn(command)) {
            return;
        }
        long number = command.orderNumber;
        switch (state.orders.status(number)) {
            case HELD -> {
                facts.orderCancelled(command);
                answer.tell(command);
            }
            case CANCELLED -> answer.tell(command);
            case EXPIRED -> command.outcome.refuse(Problem.ORDER_EXPIRED);
            case CONFIRMED, REFUNDED -> command.outcome.refuse(Problem.ORDER_NOT_HELD);
        }
    }

    /** Another's order is answered as if it were not there, so that ids tell nobody anything. */
    private boolean isAskersOwn(Command command) {
        Outcome outcome = command.outcome;
        long number = command.orderNumber;
        boolean own = state.isKept(number)
                && (command.act == null
                        ? state.orders.isOf(number, command.buyer)
                        : command.act.mayTouch(saleOf(number).definition().merchant()));
        if (!own) {
            outcome.refuse(Problem.UNKNOWN_ORDER);
        }
        return own;
    }

    private Sale saleOf(long number) {
        return state.sales.sale(state.orders.saleNumber(number));
    }
}
