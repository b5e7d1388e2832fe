package dev.shoutgate.inventory;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Everything of an outcome that has a meaning, as one text, so that two inventories can be held against each other. */
final class Said {

    private static final Set<Problem> OF_ITEMS = EnumSet.of(Problem.UNKNOWN_ITEM, Problem.LIMIT_REACHED,
            Problem.SOLD_OUT, Problem.INSUFFICIENT_STOCK);
    private static final Set<Problem> OF_ORDERS = EnumSet.of(Problem.ORDER_NOT_HELD, Problem.ORDER_NOT_CONFIRMED,
            Problem.ORDER_EXPIRED, Problem.ALREADY_CONFIRMED, Problem.ALREADY_EXTENDED);

    private Said() {}

    /** The prose is left out: it is the serving shard's alone. */
    static String by(Outcome outcome) {
        List<Object> said = new ArrayList<>();
        said.add("problem " + outcome.problem);
        if (OF_ITEMS.contains(outcome.problem)) {
            said.add("item " + outcome.sku);
        }
        if (outcome.problem == Problem.LIMIT_REACHED) {
            said.add("asked " + outcome.asked + ", limit " + outcome.limit + ", bought " + outcome.bought);
        }
        if (outcome.problem == Problem.SOLD_OUT || outcome.problem == Problem.INSUFFICIENT_STOCK) {
            said.add("asked " + outcome.asked + ", available " + outcome.available + ", held " + outcome.held);
        }
        if (OF_ORDERS.contains(outcome.problem)) {
            said.add("order " + new String(outcome.orderId) + " is " + outcome.status + " until " + outcome.expiresAtMs);
        }
        if (outcome.problem == Problem.NOT_ELIGIBLE) {
            said.add("pass " + outcome.passFault);
        }
        if (outcome.problem == Problem.SALE_NOT_OPEN) {
            said.add("opens at " + outcome.opensAtMs + ", item " + outcome.sku);
        }
        said.add("replayed " + outcome.replayed + ", created " + outcome.created + ", unknown " + outcome.unknown);
        said.add("errors " + (outcome.errors == null ? "none"
                : outcome.errors.stream().map(Outcome.FieldError::pointer).toList()));
        said.add("payment " + outcome.paymentRef + ", orphaned " + outcome.orphanedPaymentRef);
        if (outcome.hasOrder) {
            said.add("order " + outcome.orderNumber + " " + new String(outcome.orderId));
        }
        if (outcome.hasOrder && outcome.accepted()) {
            addOrder(said, outcome);
        }
        said.add("orders " + (outcome.orders == null ? "none asked"
                : outcome.orders.stream().map(Said::by).toList()));
        return said.toString();
    }

    private static void addOrder(List<Object> said, Outcome outcome) {
        said.add(outcome.status + " of " + outcome.sale);
        for (int i = 0; i < outcome.lineCount; i++) {
            said.add(outcome.quantities[i] + " of " + outcome.items[i] + " at " + outcome.unitPrices[i] + ", refunded "
                    + outcome.refunded[i]);
        }
        said.add("total " + outcome.total() + ", paid with " + outcome.paymentRef);
        said.add("buyer " + outcome.buyer + ", channel " + outcome.notes.channel);
        said.add("created " + outcome.createdAtMs + ", expires " + outcome.expiresAtMs + ", seq " + outcome.sequence);
    }
}
