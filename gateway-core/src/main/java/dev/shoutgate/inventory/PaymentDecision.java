package dev.shoutgate.inventory;

import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;

/**
 * What a payment does to an order, in time or late. Confirming is idempotent by order and payment.
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
    void confirm(Wish.Confirm wish, Outcome outcome) {
        Effect effect = effectOf(wish);
        if (effect != Effect.NOTHING && !facts.canRecord(outcome)) {
            return;
        }
        switch (effect) {
            case CONFIRMED -> facts.orderConfirmed(wish, false);
            case RECLAIMED -> facts.orderConfirmed(wish, true);
            case ORPHANED -> facts.paymentOrphaned(wish);
            case NOTHING -> { }
        }
        tellSettled(wish, outcome);
    }

    private Effect effectOf(Wish.Confirm wish) {
        long number = wish.orderNumber();
        String ref = wish.paymentRef();
        if (state.payments.isOrphan(number, ref) || ref.equals(confirming(number))) {
            return Effect.NOTHING;
        }
        return switch (state.orders.status(number)) {
            case HELD -> Effect.CONFIRMED;
            // Confirmed at once, by its sale's own rule: the first payment that comes gives its payment a name. Any
            // other has no order: two tills took money for one.
            case CONFIRMED -> confirming(number) == null ? Effect.CONFIRMED : Effect.ORPHANED;
            case EXPIRED -> mayTakeAgain(number) ? Effect.RECLAIMED : Effect.ORPHANED;
            case CANCELLED, REFUNDED -> Effect.ORPHANED;
        };
    }

    /** The answer once the payment changes nothing, or nothing any more. */
    private void tellSettled(Wish.Confirm wish, Outcome outcome) {
        long number = wish.orderNumber();
        String counting = confirming(number);
        if (wish.paymentRef().equals(counting)) {
            answer.tellOperator(number, outcome);
            return;
        }
        outcome.paymentRef = counting;
        outcome.orphanedPaymentRef = wish.paymentRef();
        String paid = counting == null ? "" : " by payment " + counting;
        String sendBack = "; payment " + wish.paymentRef() + " has no order and has to be sent back.";
        switch (state.orders.status(number)) {
            case HELD -> throw new IllegalStateException("a payment for a hold is never settled before it is decided");
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED,
                    "The hold ran out and its units went back on sale" + sendBack);
            case CANCELLED -> outcome.refuse(Problem.ORDER_NOT_HELD, "The order was cancelled" + sendBack);
            case CONFIRMED -> outcome.refuse(Problem.ALREADY_CONFIRMED, "The order was confirmed" + paid + sendBack);
            case REFUNDED -> outcome.refuse(Problem.ORDER_NOT_HELD,
                    "The order was confirmed" + paid + ", and refunded" + sendBack);
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
                    && item.allows(state.unitsOfBuyer(number, item.number()) + quantity);
        }
        return may;
    }

    /** The reference of the payment that confirmed an order; null where none did. */
    private String confirming(long number) {
        long payment = state.payments.confirming(number);
        return payment == Payments.NONE ? null : state.payments.ref(payment);
    }
}
