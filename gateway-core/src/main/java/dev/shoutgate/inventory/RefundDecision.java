package dev.shoutgate.inventory;

import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a confirmed order is undone: as a whole, which is idempotent by the order, or line by line, which is idempotent
 * by the request's key. The refund that leaves nothing makes it REFUNDED.
 *
 * <p>Threading: the shard's own thread only.
 */
final class RefundDecision {

    private final ShardState state;
    private final ActRecorder facts;
    private final OrderAnswer answer;

    RefundDecision(ShardState state, ActRecorder facts, OrderAnswer answer) {
        this.state = state;
        this.facts = facts;
        this.answer = answer;
    }

    /** The asker's right to the order was checked before. */
    void refund(Wish.Refund wish, Outcome outcome) {
        long number = wish.orderNumber();
        long earlier = state.refunds.madeWith(wish.operator().key(), number);
        if (earlier != Refunds.NONE) {
            repeat(wish, earlier, outcome);
            return;
        }
        boolean whole = wish.items().isEmpty();
        switch (state.orders.status(number)) {
            case CONFIRMED -> {
                int[] units = whole ? unitsLeft(number) : unitsOf(wish, outcome);
                if (outcome.accepted() && facts.canRecord(outcome)) {
                    record(wish, units);
                    answer.tellOperator(number, outcome);
                }
            }
            case REFUNDED -> {
                if (whole) {
                    answer.tellOperator(number, outcome);
                } else {
                    outcome.refuse(Problem.ORDER_NOT_CONFIRMED, "All of the order was refunded; nothing is left.");
                }
            }
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED);
            case HELD, CANCELLED -> outcome.refuse(Problem.ORDER_NOT_CONFIRMED);
        }
    }

    private void repeat(Wish.Refund wish, long earlier, Outcome outcome) {
        int[] units = unitsAsked(wish, new ArrayList<>());
        boolean all = Arrays.stream(units).filter(ofLine -> ofLine > 0).count() == wish.items().size();
        if (all && Arrays.equals(units, state.refunds.units(earlier))
                && wish.restock() == state.refunds.isRestock(earlier)) {
            answer.tellOperator(wish.orderNumber(), outcome);
            outcome.replayed = true;
        } else {
            outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED,
                    "This key already refunded other units of the order; take a new key for these.");
        }
    }

    private void record(Wish.Refund wish, int[] units) {
        if (Arrays.equals(units, unitsLeft(wish.orderNumber()))) {
            facts.orderRefunded(wish, units);
        } else {
            facts.orderPartlyRefunded(wish, units);
        }
    }

    private int[] unitsLeft(long number) {
        int[] units = new int[state.orders.lineCount(number)];
        Arrays.setAll(units, line -> state.unitsLeft(number, line));
        return units;
    }

    /** What is asked of each line; or the refusal, where the order has less left. */
    private int[] unitsOf(Wish.Refund wish, Outcome outcome) {
        List<FieldError> errors = new ArrayList<>();
        int[] units = unitsAsked(wish, errors);
        if (!errors.isEmpty()) {
            outcome.errors = List.copyOf(errors);
            outcome.refuse(Problem.INVALID_REQUEST);
        }
        return units;
    }

    private int[] unitsAsked(Wish.Refund wish, List<FieldError> errors) {
        long number = wish.orderNumber();
        int[] units = new int[state.orders.lineCount(number)];
        for (int i = 0; i < wish.items().size(); i++) {
            Wish.Units asked = wish.items().get(i);
            int line = lineOf(number, asked.sku());
            if (line < 0) {
                errors.add(new FieldError("/items/" + i + "/sku", "an item of the order, not " + asked.sku()));
            } else if (asked.quantity() > state.unitsLeft(number, line)) {
                errors.add(new FieldError("/items/" + i + "/quantity", "at most the "
                        + state.unitsLeft(number, line) + " of " + asked.sku() + " that are left, not "
                        + asked.quantity()));
            }
            if (line >= 0) {
                units[line] = asked.quantity();
            }
        }
        return units;
    }

    /** -1 where the order has none of it. */
    private int lineOf(long number, String sku) {
        int line = state.orders.lineCount(number) - 1;
        while (line >= 0 && !state.sales.item(state.orders.itemNumber(number, line)).definition().sku().equals(sku)) {
            line--;
        }
        return line;
    }
}
