package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;

/**
 * What can be said of an order while nothing can be recorded: what is settled already, and nothing that is in doubt.
 *
 * <p>Threading: the shard's own thread only.
 */
final class SettledOrders implements Wish.OrderHandler {

    private final ShardState state;
    private final OrderDecision order;
    private final PaymentDecision payment;

    SettledOrders(ShardState state, OrderDecision order, PaymentDecision payment) {
        this.state = state;
        this.order = order;
        this.payment = payment;
    }

    /** By its buyer. */
    void cancel(Command command) {
        if (order.isBuyersOwn(command) && isSettled(command.orderNumber, OrderStatus.HELD, command.outcome)) {
            order.cancel(command);
        }
    }

    @Override
    public void cancel(Wish.Cancel wish, Outcome outcome) {
        if (order.isOperators(wish, outcome) && isSettled(wish.orderNumber(), OrderStatus.HELD, outcome)) {
            order.cancel(wish, outcome);
        }
    }

    @Override
    public void refund(Wish.Refund wish, Outcome outcome) {
        if (order.isOperators(wish, outcome) && isSettled(wish.orderNumber(), OrderStatus.CONFIRMED, outcome)) {
            order.refund(wish, outcome);
        }
    }

    @Override
    public void confirm(Wish.Confirm wish, Outcome outcome) {
        if (order.isOperators(wish, outcome)
                && isSettled(wish.orderNumber(), payment.wouldRecord(wish), outcome)) {
            order.confirm(wish, outcome);
        }
    }

    @Override
    public void read(Wish.ReadOrder wish, Outcome outcome) {
        order.read(wish, outcome);
    }

    /** {@code before}: the status of an order of which something would be recorded. */
    private boolean isSettled(long number, OrderStatus before, Outcome outcome) {
        return isSettled(number, state.orders.status(number) == before, outcome);
    }

    private boolean isSettled(long number, boolean wouldRecord, Outcome outcome) {
        if (state.doubts.has(number)) {
            // Perhaps by this very request, sent before: that nothing was recorded is not ours to say.
            outcome.unknown = true;
            return false;
        }
        if (wouldRecord) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        }
        return !wouldRecord;
    }
}
