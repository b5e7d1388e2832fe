package dev.shoutgate.inventory;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;

/**
 * What a payment does to an order, in time or late, and how it is undone. Confirming is idempotent by order and
 * payment.
 *
 * <p>A payment that came too late is settled here and not in a callback: either the order takes its units again, or the
 * payment is orphaned, once, and its fact tells the shop to send the money back.
 *
 * <p>Threading: the shard's own thread only.
 */
final class PaymentDecision {

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;

    PaymentDecision(ShardState state, ActRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
    }

    /** The asker's right to the order was checked before. */
    void confirm(Command command) {
        long number = command.orderNumber;
        String ref = ((Change.Payment) command.change).ref();
        switch (state.orders.status(number)) {
            case HELD -> confirm(command, ref, false);
            case CONFIRMED -> confirmAgain(command, ref);
            case EXPIRED -> settleLate(command, ref);
            case CANCELLED -> orphan(command, ref, Problem.ORDER_NOT_HELD);
            case REFUNDED -> {
                if (isConfirmedBy(number, ref)) {
                    answer.tell(command);
                } else {
                    command.outcome.refuse(Problem.ORDER_NOT_HELD, "The order was confirmed and refunded.");
                }
            }
        }
    }

    private void confirm(Command command, String ref, boolean late) {
        facts.orderConfirmed(command, ref, late);
        answer.tell(command);
    }

    private void confirmAgain(Command command, String ref) {
        long before = state.payments.confirming(command.orderNumber);
        if (before == Payments.NONE) {
            // It was confirmed at once, by the sale's own rule; now its payment has a name.
            confirm(command, ref, false);
        } else if (state.payments.ref(before).equals(ref)) {
            answer.tell(command);
        } else {
            command.outcome.refuse(Problem.ALREADY_CONFIRMED);
        }
    }

    private void settleLate(Command command, String ref) {
        long number = command.orderNumber;
        boolean orphan = state.payments.isOrphan(number, ref);
        LatePayment rule = state.sales.sale(state.orders.saleNumber(number)).definition().latePayment();
        if (!orphan && rule == LatePayment.RECLAIM && mayTakeAgain(number)) {
            confirm(command, ref, true);
        } else {
            orphan(command, ref, Problem.ORDER_EXPIRED);
        }
    }

    /** Whether each line has its units left, and the buyer room within the limit: a later order may have taken it. */
    private boolean mayTakeAgain(long number) {
        OrderLedger orders = state.orders;
        int lines = orders.lineCount(number);
        for (int i = 0; i < lines; i++) {
            Item item = state.sales.item(orders.itemNumber(number, i));
            int quantity = orders.quantity(number, i);
            if (item.available() < quantity
                    || state.unitsOfBuyer(number, item.number()) + quantity > item.limitPerBuyer()) {
                return false;
            }
        }
        return true;
    }

    private void orphan(Command command, String ref, Problem problem) {
        if (!state.payments.isOrphan(command.orderNumber, ref)) {
            facts.paymentOrphaned(command, ref);
        }
        command.outcome.refuse(problem);
    }

    /** The asker's right to the order was checked before. */
    void refund(Command command) {
        OrderStatus status = state.orders.status(command.orderNumber);
        switch (status) {
            case CONFIRMED -> {
                facts.orderRefunded(command);
                answer.tell(command);
            }
            case REFUNDED -> answer.tell(command);
            case EXPIRED -> command.outcome.refuse(Problem.ORDER_EXPIRED);
            case HELD, CANCELLED -> command.outcome.refuse(Problem.ORDER_NOT_CONFIRMED,
                    "Only an order that is CONFIRMED can be refunded; this one is " + status + ".");
        }
    }

    /** What can be said while nothing can be recorded: what is settled already. */
    void answerOnly(Command command) {
        Outcome outcome = command.outcome;
        if (state.doubts.has(command.orderNumber)) {
            outcome.unknown = true;
        } else if (wouldRecord(command)) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        } else if (command.kind == Command.Kind.REFUND) {
            refund(command);
        } else {
            confirm(command);
        }
    }

    private boolean wouldRecord(Command command) {
        long number = command.orderNumber;
        OrderStatus status = state.orders.status(number);
        if (command.kind == Command.Kind.REFUND) {
            return status == OrderStatus.CONFIRMED;
        }
        return switch (status) {
            case HELD -> true;
            case CONFIRMED -> state.payments.confirming(number) == Payments.NONE;
            case EXPIRED, CANCELLED -> !state.payments.isOrphan(number, ((Change.Payment) command.change).ref());
            case REFUNDED -> false;
        };
    }

    private boolean isConfirmedBy(long number, String ref) {
        long payment = state.payments.confirming(number);
        return payment != Payments.NONE && state.payments.ref(payment).equals(ref);
    }
}
