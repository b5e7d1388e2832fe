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
public final class PaymentDecision {

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;

    PaymentDecision(ShardState state, ActRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
    }

    /** What a payment would put on record. */
    private enum Effect { NOTHING, CONFIRMED, RECLAIMED, ORPHANED }

    /** The asker's right to the order was checked before. */
    void confirm(Command command) {
        String ref = refOf(command);
        switch (effectOf(command.orderNumber, ref)) {
            case CONFIRMED -> {
                facts.orderConfirmed(command, ref, false);
                answer.tell(command);
            }
            case RECLAIMED -> {
                facts.orderConfirmed(command, ref, true);
                answer.tell(command);
            }
            case ORPHANED -> {
                facts.paymentOrphaned(command, ref);
                tellSettled(command, ref);
            }
            case NOTHING -> tellSettled(command, ref);
        }
    }

    private Effect effectOf(long number, String ref) {
        return switch (state.orders.status(number)) {
            case HELD -> Effect.CONFIRMED;
            // Confirmed at once, by its sale's own rule: the first payment that comes gives its payment a name.
            case CONFIRMED -> state.payments.confirming(number) == Payments.NONE ? Effect.CONFIRMED : Effect.NOTHING;
            case EXPIRED -> state.payments.isOrphan(number, ref) ? Effect.NOTHING
                    : mayTakeAgain(number) ? Effect.RECLAIMED : Effect.ORPHANED;
            case CANCELLED -> state.payments.isOrphan(number, ref) ? Effect.NOTHING : Effect.ORPHANED;
            // Confirmed by its sale's own rule and refunded before it was paid: the money has no order any more.
            case REFUNDED -> state.payments.confirming(number) != Payments.NONE || state.payments.isOrphan(number, ref)
                    ? Effect.NOTHING : Effect.ORPHANED;
        };
    }

    /** The answer where the payment changes nothing, or nothing any more. */
    private void tellSettled(Command command, String ref) {
        Outcome outcome = command.outcome;
        switch (state.orders.status(command.orderNumber)) {
            case HELD -> throw new IllegalStateException("a payment for a hold is never settled before it is decided");
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED);
            case CANCELLED -> outcome.refuse(Problem.ORDER_NOT_HELD);
            case CONFIRMED, REFUNDED -> {
                if (isConfirmedBy(command.orderNumber, ref)) {
                    answer.tell(command);
                } else if (state.orders.status(command.orderNumber) == OrderStatus.CONFIRMED) {
                    outcome.refuse(Problem.ALREADY_CONFIRMED);
                } else {
                    outcome.refuse(Problem.ORDER_NOT_HELD, "The order was confirmed and refunded.");
                }
            }
        }
    }

    /** Whether the rule of the sale, the units left, and the buyer's limit let the order have its units once more. */
    private boolean mayTakeAgain(long number) {
        OrderLedger orders = state.orders;
        LatePayment rule = state.sales.sale(orders.saleNumber(number)).definition().latePayment();
        boolean may = rule == LatePayment.RECLAIM;
        for (int i = 0; may && i < orders.lineCount(number); i++) {
            Item item = state.sales.item(orders.itemNumber(number, i));
            int quantity = orders.quantity(number, i);
            may = item.available() >= quantity
                    && state.unitsOfBuyer(number, item.number()) + quantity <= item.limitPerBuyer();
        }
        return may;
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
        if (state.doubts.has(command.orderNumber)) {
            command.outcome.unknown = true;
        } else if (wouldRecord(command)) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        } else if (command.kind == Command.Kind.REFUND) {
            refund(command);
        } else {
            confirm(command);
        }
    }

    private boolean wouldRecord(Command command) {
        return command.kind == Command.Kind.REFUND
                ? state.orders.status(command.orderNumber) == OrderStatus.CONFIRMED
                : effectOf(command.orderNumber, refOf(command)) != Effect.NOTHING;
    }

    private static String refOf(Command command) {
        return ((Change.Payment) command.change).ref();
    }

    private boolean isConfirmedBy(long number, String ref) {
        long payment = state.payments.confirming(number);
        return payment != Payments.NONE && state.payments.ref(payment).equals(ref);
    }
}
