package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;

/**
 * Takes units of up to 16 items for one buyer, all or nothing, or says why not. The order of checks is the contract's:
 * key seen before, then sale, pass, item, limit, stock.
 *
 * <p>Threading: the shard's own thread only. Units: quantities in pieces, prices in minor units. Repeating a call with
 * the same key returns the first order and takes nothing.
 */
final class BuyDecision {

    private final ShardState state;
    private final FactRecorder facts;
    private final ClockDecision clock;
    private final OrderAnswer answer;
    /** Sum of what was touched, of no meaning: it keeps the compiler from leaving the loads out. */
    private long touched;

    BuyDecision(ShardState state, FactRecorder facts, ClockDecision clock, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.clock = clock;
        this.answer = answer;
    }

    void decide(Command buy, long nowMs) {
        Outcome outcome = buy.outcome;
        Sale sale = state.sales.sale(buy.saleNumber);
        if (!isKnown(sale, buy)) {
            return;
        }
        long newest = newestOf(buy);
        if (!isRepeated(buy, newest) && mayBeSold(buy, newest, sale, nowMs)) {
            answer.tell(facts.orderTaken(buy, sale, nowMs), outcome);
        }
    }

    /**
     * What can be said while nothing can be recorded: a repeated key has its order, and a refusal that needs no fact
     * stands. Where memory is ahead of the disk it knows no reason to refuse but that.
     */
    void answer(Command buy, long nowMs) {
        Sale sale = state.sales.sale(buy.saleNumber);
        if (!isKnown(sale, buy)) {
            return;
        }
        long newest = newestOf(buy);
        if (isRepeated(buy, newest)) {
            return;
        }
        boolean isTimeToRecord = sale.isDueToOpen(nowMs) || sale.isDueToClose(nowMs) || isAnItemDue(buy, nowMs);
        if (state.doubts.any() || isTimeToRecord || mayBeSold(buy, newest, sale, nowMs)) {
            buy.outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        }
    }

    private boolean isAnItemDue(Command buy, long nowMs) {
        boolean due = false;
        for (int i = 0; i < buy.lineCount; i++) {
            due |= buy.itemNumbers[i] != Command.NO_ITEM && state.sales.item(buy.itemNumbers[i]).isDue(nowMs);
        }
        return due;
    }

    /** Says why it is not, where it was retired or replaced since it was found. */
    private boolean isKnown(Sale sale, Command buy) {
        if (sale == null && state.sales.isReplaced(buy.saleNumber)) {
            // What the buyer saw is gone, and selling it would sell beside the new stock. The next try finds the new
            // one. No key is looked up: a sale that had orders is never replaced.
            buy.outcome.refuse(Problem.NOT_READY, "The sale was defined anew at this moment; send the request again.");
        } else if (sale == null) {
            buy.outcome.refuse(Problem.UNKNOWN_SALE);
        }
        return sale != null;
    }

    private boolean mayBeSold(Command buy, long newest, Sale sale, long nowMs) {
        return isOpen(sale, nowMs, buy.outcome) && mayEnter(buy, newest, sale) && itemsAreOn(buy, sale, nowMs)
                && isWithinLimits(buy, newest) && isInStock(buy)
                && hasRoom(buy.outcome);
    }

    /** The newest order of its buyer in the sale: whatever is known of the buyer, it leads to. */
    private long newestOf(Command buy) {
        return state.buyers.newest(buy.buyerHash, buy.saleNumber, buy.buyer);
    }

    private boolean isRepeated(Command buy, long newest) {
        long earlier = state.buyers.madeWith(newest, buy.key);
        if (earlier == BuyerOrders.NONE) {
            return false;
        }
        if (state.doubts.has(earlier)) {
            // To say that it is taken may be false after a crash, and to say that nothing was recorded may be too.
            buy.outcome.unknown = true;
        } else {
            repeat(buy, earlier);
        }
        return true;
    }

    /** Asks for the memory that this buy will need, before it is decided. */
    void touch(Command buy) {
        touched += state.buyers.touch(buy.buyerHash, buy.saleNumber);
    }

    private void repeat(Command buy, long earlier) {
        if (!isSameRequest(buy, earlier)) {
            buy.outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            answer.name(earlier, buy.outcome);
            return;
        }
        answer.tell(earlier, buy.outcome);
        buy.outcome.replayed = true;
    }

    private boolean isSameRequest(Command buy, long earlier) {
        if (state.orders.lineCount(earlier) != buy.lineCount) {
            return false;
        }
        for (int i = 0; i < buy.lineCount; i++) {
            if (state.orders.itemNumber(earlier, i) != buy.itemNumbers[i]
                    || state.orders.quantity(earlier, i) != buy.quantities[i]) {
                return false;
            }
        }
        return state.orders.hasNotes(earlier, buy.notes);
    }

    private boolean isOpen(Sale sale, long nowMs, Outcome outcome) {
        // The window rules, and not the tick that enforces it: a press in the same millisecond must see it open.
        clock.keepWindow(sale, nowMs);
        if (sale.isOpen()) {
            return true;
        }
        refuse(sale.whyNotOpen(), null, sale.definition().opensAtMs(), outcome);
        return false;
    }

    /** Whether the sale wants no pass, or the buyer has one that no order used yet. */
    private boolean mayEnter(Command buy, long newest, Sale sale) {
        if (!sale.wantsPass()) {
            return true;
        }
        PassFault fault = buy.passFault;
        if (fault == null && buy.passNumber == Command.NO_PASS) {
            fault = PassFault.MISSING;
        }
        long earlier = fault == null ? state.buyers.boughtWith(newest, buy.passNumber) : BuyerOrders.NONE;
        if (earlier != BuyerOrders.NONE) {
            fault = PassFault.USED;
            answer.name(earlier, buy.outcome);
        }
        if (fault != null) {
            buy.outcome.refuse(fault);
        }
        return fault == null;
    }

    private static void refuse(Problem problem, String sku, long opensAtMs, Outcome outcome) {
        outcome.tellOpening(sku, opensAtMs);
        outcome.refuse(problem);
    }

    private boolean itemsAreOn(Command buy, Sale sale, long nowMs) {
        for (int i = 0; i < buy.lineCount; i++) {
            Item item = buy.itemNumbers[i] == Command.NO_ITEM ? null : state.sales.item(buy.itemNumbers[i]);
            if (item == null) {
                refuse(Problem.UNKNOWN_ITEM, buy.outcome.unknownSku, SaleDefinition.NEVER, buy.outcome);
                return false;
            }
            // As with the window: the time rules, and not the tick.
            clock.keepItem(sale, item, nowMs);
            if (!item.isOn()) {
                boolean soon = item.appearsAtMs() != SaleDefinition.NEVER;
                refuse(soon ? Problem.SALE_NOT_OPEN : Problem.UNKNOWN_ITEM, item.definition().sku(),
                        item.appearsAtMs(), buy.outcome);
                return false;
            }
        }
        return true;
    }

    private boolean isWithinLimits(Command buy, long newest) {
        for (int i = 0; i < buy.lineCount; i++) {
            Item item = state.sales.item(buy.itemNumbers[i]);
            int bought = state.buyers.units(newest, buy.itemNumbers[i]);
            if (!item.allows(bought + buy.quantities[i])) {
                buy.outcome.tellLimit(item.definition().sku(), buy.quantities[i], item.limit(), bought);
                buy.outcome.refuse(Problem.LIMIT_REACHED);
                answer.name(state.buyers.newestHold(newest, buy.itemNumbers[i]), buy.outcome);
                return false;
            }
        }
        return true;
    }

    private boolean isInStock(Command buy) {
        for (int i = 0; i < buy.lineCount; i++) {
            Item item = state.sales.item(buy.itemNumbers[i]);
            if (item.available() < buy.quantities[i]) {
                buy.outcome.tellStock(item.definition().sku(), buy.quantities[i], item.available(), item.held());
                buy.outcome.refuse(Problem.SOLD_OUT);
                return false;
            }
        }
        return true;
    }

    private boolean hasRoom(Outcome outcome) {
        if (state.ordersKept < state.capacity.orders()) {
            return true;
        }
        outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        return false;
    }
}
