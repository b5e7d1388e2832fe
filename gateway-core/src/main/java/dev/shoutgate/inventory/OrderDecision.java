package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;

/**
 * What may be done with an order that was taken: read it, give it back.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderDecision {

    private final ShardState state;
    private final FactRecorder facts;
    private final OrderAnswer answer;

    OrderDecision(ShardState state, FactRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
    }

    void read(Command command) {
        if (!isAskersOwn(command)) {
            return;
        }
        if (state.doubts.has(command.orderNumber)) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE,
                    "The disk fails, and until it works again nobody knows what it holds of this order.");
        } else {
            answer.tell(command.orderNumber, command.outcome);
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
                facts.orderCancelled(number, saleOf(number), command.act == null ? "" : command.act.by());
                answer.tell(number, command.outcome);
            }
            case CANCELLED -> answer.tell(number, command.outcome);
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
