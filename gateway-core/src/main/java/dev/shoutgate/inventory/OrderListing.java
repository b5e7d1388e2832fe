package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Command;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.OrderFilter;
import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.LongArrayList;

/**
 * Looks through the orders of one sale, for an operator or for the buyer whose orders they are, a bounded number a
 * turn: who buys meanwhile waits for one turn and not for all of them. It follows the links of the sale, so it never
 * meets the orders of another; or those of the buyer who is asked for.
 *
 * <p>Threading: the shard's own thread only.
 */
final class OrderListing {

    private final ShardState state;
    private final OrderAnswer answer;

    OrderListing(ShardState state, OrderAnswer answer) {
        this.state = state;
        this.answer = answer;
    }

    void list(Wish.ListOrders wish, Outcome outcome) {
        Sale sale = state.sales.currentOf(wish.saleNumber());
        boolean fromTheFirst = wish.after() == Wish.ListOrders.FROM_THE_FIRST;
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (!fromTheFirst && !isOf(wish.after(), sale)) {
            outcome.refuse(Problem.MALFORMED_REQUEST, "The parameter after is no order of this sale; "
                    + "it is the next of the page before.");
        } else if (wish.filter().buyer() == null || !tellBuyers(wish, sale)) {
            look(wish, fromTheFirst ? sale.firstOrder : state.orders.nextInSale(wish.after()));
        }
    }

    /** Whether the buyer's own orders behind that one are so few that they can be had one by one. */
    private boolean tellBuyers(Wish.ListOrders wish, Sale sale) {
        LongArrayList newestFirst = new LongArrayList();
        ByteText buyer = wish.filter().buyer();
        long order = state.buyers.newest(state.hashing.buyer(buyer), sale.number(), buyer);
        while (order > wish.after() && newestFirst.size() < Limits.ORDERS_LOOKED_AT) {
            newestFirst.addLong(order);
            order = state.orders.before(order);
        }
        if (order > wish.after()) {
            return false;
        }
        List<Outcome> found = new ArrayList<>();
        long last = wish.after();
        int left = newestFirst.size();
        while (left > 0 && found.size() < wish.most()) {
            last = newestFirst.getLong(--left);
            tell(wish.filter(), last, found);
        }
        wish.receiver().accept(new Wish.OrderSlice(found, last, left == 0));
        return true;
    }

    /** A buyer's own of one sale: the newest first, {@value Limits#ORDERS_LISTED} at most. */
    void listOwn(Command command) {
        // What the number means now: a sale that was defined anew had no orders before.
        Sale sale = state.sales.currentOf(command.saleNumber);
        if (sale == null) {
            command.outcome.refuse(Problem.UNKNOWN_SALE);
            return;
        }
        List<Outcome> own = new ArrayList<>();
        long order = state.buyers.newest(command.buyerHash, sale.number(), command.buyer);
        for (; order != OrderLedger.NONE && own.size() < Limits.ORDERS_LISTED; order = state.orders.before(order)) {
            if (state.doubts.has(order)) {
                command.outcome.refuse(Problem.STORAGE_UNAVAILABLE, OrderDecision.IN_DOUBT);
                return;
            }
            Outcome told = new Outcome(null);
            answer.tell(order, told);
            own.add(told);
        }
        command.outcome.orders = own;
    }

    private boolean isOf(long order, Sale sale) {
        return state.isKept(order) && state.orders.saleNumber(order) == sale.number();
    }

    private void look(Wish.ListOrders wish, long first) {
        List<Outcome> found = new ArrayList<>();
        long last = wish.after();
        long next = first;
        for (int left = Limits.ORDERS_LOOKED_AT; left > 0 && next != OrderLedger.NONE && found.size() < wish.most();
                left--) {
            last = next;
            tell(wish.filter(), last, found);
            next = state.orders.nextInSale(last);
        }
        wish.receiver().accept(new Wish.OrderSlice(found, last, next == OrderLedger.NONE));
    }

    private boolean has(OrderFilter filter, long order) {
        return (filter.status() == null || state.orders.status(order) == filter.status())
                && (filter.buyer() == null || state.orders.isOf(order, filter.buyer()))
                && (filter.channel() == null || state.orders.hasChannel(order, filter.channel()));
    }

    /** Each in an outcome of its own, for which nobody waits. */
    private void tell(OrderFilter filter, long order, List<Outcome> found) {
        if (has(filter, order)) {
            Outcome told = new Outcome(null);
            answer.tellOperator(order, told);
            found.add(told);
        }
    }
}
