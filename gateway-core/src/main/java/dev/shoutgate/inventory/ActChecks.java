package dev.shoutgate.inventory;

import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import java.util.List;

/**
 * What every act of an operator on a sale is asked first: whether the sale is there and theirs, whether its key was
 * seen before, and whether the sale is over.
 *
 * <p>Threading: the shard's own thread only.
 */
final class ActChecks {

    private final ShardState state;
    private final ClockDecision clock;

    ActChecks(ShardState state, ClockDecision clock) {
        this.state = state;
        this.clock = clock;
    }

    /** The sale that the operator means; null, with the refusal, where none is theirs. */
    Sale saleOf(Wish.OfSale wish, Outcome outcome) {
        // By its id, because an operator means the sale and not the definition that stood when the request came in.
        Sale sale = state.sales.currentOf(wish.saleNumber());
        if (sale == null || !wish.operator().mayTouch(sale.definition().merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
            return null;
        }
        return sale;
    }

    /** Answers a key that did something to the sale before; {@code again}: just what is wished now. */
    static void repeat(PastAct earlier, boolean again, String forWhat, Outcome outcome) {
        outcome.replayed = again;
        if (!again) {
            outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED, "This key already did \"" + earlier.act().word()
                    + "\" to the sale; take a new key for " + forWhat + ".");
        }
    }

    /** Adds that a time must not be past, where it is; {@link SaleDefinition#NEVER} never is. */
    static void notPast(long timeMs, long nowMs, String pointer, String otherwise, List<FieldError> wrong) {
        if (timeMs != SaleDefinition.NEVER && timeMs <= nowMs) {
            wrong.add(new FieldError(pointer, "a time that is yet to come; " + otherwise));
        }
    }

    /** Refuses for what is wrong; returns whether anything is. */
    static boolean refuse(List<FieldError> wrong, Outcome outcome) {
        if (!wrong.isEmpty()) {
            outcome.errors = List.copyOf(wrong);
            outcome.refuse(Problem.INVALID_REQUEST);
        }
        return !wrong.isEmpty();
    }

    /** Whether the sale is over, by its window too. */
    boolean isClosed(Sale sale, long nowMs) {
        clock.keepWindow(sale, nowMs);
        return sale.status() == SaleStatus.CLOSED;
    }

    /** Lets an item that is due appear or go before it is changed. */
    void keepItem(Sale sale, Item item, long nowMs) {
        clock.keepItem(sale, item, nowMs);
    }

    /** The same, and the outcome says so. */
    boolean isOver(Sale sale, long nowMs, Outcome outcome) {
        boolean over = isClosed(sale, nowMs);
        if (over) {
            outcome.refuse(Problem.SALE_CLOSED);
        }
        return over;
    }
}
