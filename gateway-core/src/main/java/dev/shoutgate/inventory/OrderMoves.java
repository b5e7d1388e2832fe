package dev.shoutgate.inventory;

import dev.shoutgate.OrderStatus;

/**
 * Moves an order from status to status, and its units and its share of the buyer's limit with it.
 *
 * <p>Threading: the shard's own thread only. It refuses nothing: what it is told has become a fact.
 */
final class OrderMoves {

    private final ShardState state;

    OrderMoves(ShardState state) {
        this.state = state;
    }

    /** A hold ends without a sale, or a sale is undone: units and limit come back together. */
    void giveBack(long number, OrderStatus to, boolean restock, long sequence) {
        boolean held = state.orders.status(number) == OrderStatus.HELD;
        state.expired += to == OrderStatus.EXPIRED ? 1 : 0;
        state.orders.status(number, to);
        int lines = state.orders.lineCount(number);
        for (int i = 0; i < lines; i++) {
            giveBack(number, i, state.unitsLeft(number, i), held, restock);
        }
        settle(number, sequence);
    }

    /** Units of one line, which are held or sold so far. */
    private void giveBack(long number, int line, int units, boolean held, boolean restock) {
        if (units > 0) {
            state.buyers.takeOff(number, line, units);
            itemOf(number, line).giveBack(units, held, restock);
        }
    }

    private void giveBackSold(long number, int[] units, boolean restock) {
        for (int i = 0; i < units.length; i++) {
            giveBack(number, i, units[i], false, restock);
        }
    }

    /** Some units of a confirmed order come back; the rest stays sold. */
    void refund(long number, int[] units, boolean restock, String key, long sequence) {
        giveBackSold(number, units, restock);
        state.refunds.add(number, units, restock, key);
        settle(number, sequence);
    }

    /** What a snapshot says of that: its stock is that of after it, and an order that is refunded counts nowhere. */
    void keepRefund(long number, int[] units, boolean restock, String key) {
        if (state.orders.status(number) == OrderStatus.CONFIRMED) {
            giveBackSold(number, units, true);
        }
        state.refunds.add(number, units, restock, key);
    }

    /** A hold runs longer. */
    void extend(long number, long expiresAtMs, String key, long sequence) {
        keepExtension(number, expiresAtMs, key);
        settle(number, sequence);
    }

    /** What a snapshot says of that, whatever became of the order. */
    void keepExtension(long number, long expiresAtMs, String key) {
        state.extensions.add(number, expiresAtMs, key);
        Sale sale = state.sales.sale(state.orders.saleNumber(number));
        sale.extendedHolds.add(new ExtendedHold(expiresAtMs, number));
        passEndedHolds(sale);
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
        state.buyers.takeAgain(number);
        int lines = state.orders.lineCount(number);
        for (int i = 0; i < lines; i++) {
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
        passEndedHolds(sale);
        sale.touch(sequence);
    }

    private void passEndedHolds(Sale sale) {
        while (sale.firstMaybeHeld != OrderLedger.NONE && (!isHeld(sale.firstMaybeHeld)
                || state.extensions.has(sale.firstMaybeHeld))) {
            sale.firstMaybeHeld = state.orders.nextInSale(sale.firstMaybeHeld);
        }
        while (!sale.extendedHolds.isEmpty() && !isHeld(sale.extendedHolds.peek().order())) {
            sale.extendedHolds.poll();
        }
    }

    private boolean isHeld(long number) {
        return state.orders.status(number) == OrderStatus.HELD;
    }

    private Item itemOf(long number, int line) {
        return state.sales.item(state.orders.itemNumber(number, line));
    }
}
