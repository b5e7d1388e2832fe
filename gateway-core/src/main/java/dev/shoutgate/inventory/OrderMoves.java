package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;

/**
 * Moves an order from status to status, and its units and its share of the buyer's limit with it.
 *
 * <p>Threading: the shard's own thread only. It refuses nothing: what it is told has become a fact.
 */
final class OrderMoves {

    private final ShardState state;
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);

    OrderMoves(ShardState state) {
        this.state = state;
    }

    /** A hold ends without a sale, or a sale is undone: units and limit come back together. */
    void giveBack(long number, OrderStatus to, boolean restock, long sequence) {
        boolean held = state.orders.status(number) == OrderStatus.HELD;
        state.expired += to == OrderStatus.EXPIRED ? 1 : 0;
        state.orders.status(number, to);
        state.orders.copyBuyer(number, buyer);
        long buyerHash = state.hashing.buyer(buyer);
        int lines = state.orders.lineCount(number);
        for (int i = 0; i < lines; i++) {
            state.tallies.takeOff(buyerHash, buyer, number, i);
            itemOf(number, i).giveBack(state.orders.quantity(number, i), held, restock);
        }
        settle(number, sequence);
    }

    /** A payment came in: held units are sold now; those of an order that had expired are taken once more. */
    void confirm(long number, String paymentRef, long sequence) {
        OrderStatus from = state.orders.status(number);
        state.orders.status(number, OrderStatus.CONFIRMED);
        state.payments.add(number, paymentRef, false);
        if (from == OrderStatus.EXPIRED) {
            takeAgain(number);
        } else if (from == OrderStatus.HELD) {
            int lines = state.orders.lineCount(number);
            for (int i = 0; i < lines; i++) {
                itemOf(number, i).sellHeld(state.orders.quantity(number, i));
            }
        }
        settle(number, sequence);
    }

    private void takeAgain(long number) {
        state.reclaimed++;
        state.orders.copyBuyer(number, buyer);
        long buyerHash = state.hashing.buyer(buyer);
        int lines = state.orders.lineCount(number);
        for (int i = 0; i < lines; i++) {
            state.orders.earlier(number, i, OrderLedger.NONE);
            state.orders.later(number, i, OrderLedger.NONE);
            state.tallies.add(buyerHash, buyer, number, i);
            itemOf(number, i).sell(state.orders.quantity(number, i));
        }
    }

    /** A payment came in that the order cannot take. */
    void orphan(long number, String paymentRef, long sequence) {
        state.orphaned++;
        state.payments.add(number, paymentRef, true);
        settle(number, sequence);
    }

    private void settle(long number, long sequence) {
        Sale sale = state.sales.sale(state.orders.saleNumber(number));
        while (sale.firstMaybeHeld != OrderLedger.NONE
                && state.orders.status(sale.firstMaybeHeld) != OrderStatus.HELD) {
            sale.firstMaybeHeld = state.orders.nextInSale(sale.firstMaybeHeld);
        }
        sale.touch(sequence);
    }

    private Item itemOf(long number, int line) {
        return state.sales.item(state.orders.itemNumber(number, line));
    }
}
