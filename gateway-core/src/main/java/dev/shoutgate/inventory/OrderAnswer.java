package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;

/**
 * Copies an order out of the ledger into an outcome, as it now is.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderAnswer {

    private final ShardState state;

    OrderAnswer(ShardState state) {
        this.state = state;
    }

    /** An order, to an operator: who learns what paid for it. */
    void tellOperator(long number, Outcome outcome) {
        tell(number, outcome);
        long payment = state.payments.confirming(number);
        if (payment != Payments.NONE) {
            outcome.paymentRef = state.payments.ref(payment);
        }
    }

    void tell(long number, Outcome outcome) {
        OrderLedger orders = state.orders;
        outcome.hasOrder = true;
        tellState(number, outcome);
        outcome.sale = state.sales.sale(orders.saleNumber(number)).definition();
        outcome.createdAtMs = orders.createdAtMs(number);
        outcome.sequence = orders.sequence(number);
        outcome.lineCount = orders.lineCount(number);
        for (int i = 0; i < outcome.lineCount; i++) {
            outcome.items[i] = state.sales.item(orders.itemNumber(number, i)).definition();
            outcome.quantities[i] = orders.quantity(number, i);
            outcome.unitPrices[i] = orders.unitPrice(number, i);
            outcome.refunded[i] = outcome.status == OrderStatus.REFUNDED ? outcome.quantities[i]
                    : state.refunds.refunded(number, i);
        }
        orders.copyBuyer(number, outcome.buyer);
        orders.copyNotes(number, outcome.notes);
    }

    /** Names the order that a refusal leads to, so that a page can show it; nothing where there is none. */
    void name(long number, Outcome outcome) {
        if (number != OrderLedger.NONE) {
            outcome.hasOrder = true;
            tellState(number, outcome);
        }
    }

    /** Which order it is and how it stands: enough for a refusal that is about it. */
    void tellState(long number, Outcome outcome) {
        outcome.orderNumber = number;
        state.orderId(number, outcome.orderId);
        outcome.status = state.orders.status(number);
        outcome.expiresAtMs = state.expiresAtMs(number);
    }
}
