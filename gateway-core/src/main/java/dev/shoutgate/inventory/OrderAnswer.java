package dev.shoutgate.inventory;

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
        outcome.orderNumber = number;
        state.orderId(number, outcome.orderId);
        outcome.status = orders.status(number);
        outcome.sale = state.sales.sale(orders.saleNumber(number)).definition();
        outcome.createdAtMs = orders.createdAtMs(number);
        outcome.expiresAtMs = orders.expiresAtMs(number);
        outcome.sequence = orders.sequence(number);
        outcome.lineCount = orders.lineCount(number);
        for (int i = 0; i < outcome.lineCount; i++) {
            outcome.items[i] = state.sales.item(orders.itemNumber(number, i)).definition();
            outcome.quantities[i] = orders.quantity(number, i);
            outcome.unitPrices[i] = orders.unitPrice(number, i);
        }
        orders.copyBuyer(number, outcome.buyer);
        orders.copyNotes(number, outcome.notes);
    }

    /** Names the order that holds a buyer's units, so that a page can lead back to paying; nothing where none does. */
    void tellOwnHold(long number, Outcome outcome) {
        if (number != OrderLedger.NONE) {
            outcome.hasOrder = true;
            outcome.orderNumber = number;
            state.orderId(number, outcome.orderId);
        }
    }
}
