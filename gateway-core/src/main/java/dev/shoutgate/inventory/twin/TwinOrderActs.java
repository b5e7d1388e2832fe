package dev.shoutgate.inventory.twin;

import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The twin's rules for what operators wish of orders: a part of {@link TwinShard}, with nothing of
 * {@code OrderDecision}, {@code PaymentDecision} and {@code RefundDecision}.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinOrderActs implements Wish.OrderHandler {

    private final TwinShard twin;
    private final TwinBooks books;
    private final TwinRecorder facts;

    TwinOrderActs(TwinShard twin, TwinBooks books, TwinRecorder facts) {
        this.twin = twin;
        this.books = books;
        this.facts = facts;
    }

    @Override
    public void read(Wish.ReadOrder wish, Outcome outcome) {
        ofOrder(wish, outcome, order -> tell(order, outcome));
    }

    @Override
    public void list(Wish.ListOrders wish, Outcome outcome) {
        TwinSale sale = books.saleMeantBy(wish.saleNumber());
        TwinOrder before = books.order(wish.after());
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else if (wish.after() >= 0 && (before == null || before.saleNumber != sale.number)) {
            outcome.refuse(Problem.MALFORMED_REQUEST);
        } else {
            Object buyer = wish.filter().buyer();
            list(books.ordersOf(sale).stream().filter(order -> order.number > wish.after()
                    && (buyer == null || buyer.toString().equals(order.buyer))).toList(), wish);
        }
    }

    private void list(List<TwinOrder> orders, Wish.ListOrders wish) {
        List<Outcome> told = new ArrayList<>();
        int looked = 0;
        while (looked < orders.size() && looked < Limits.ORDERS_LOOKED_AT && told.size() < wish.most()) {
            TwinOrder order = orders.get(looked++);
            if (isMeant(order, wish.filter())) {
                told.add(new Outcome(null));
                tell(order, told.get(told.size() - 1));
            }
        }
        long last = looked == 0 ? wish.after() : orders.get(looked - 1).number;
        wish.receiver().accept(new Wish.OrderSlice(told, last, looked == orders.size()));
    }

    private static boolean isMeant(TwinOrder order, Wish.OrderFilter filter) {
        return (filter.status() == null || filter.status() == order.status)
                && (filter.channel() == null || filter.channel().toString().equals(order.notes.channel()));
    }

    @Override
    public void cancel(Wish.Cancel wish, Outcome outcome) {
        ofOrder(wish, outcome, order -> cancel(order, wish.restock(), wish.operator(), outcome));
    }

    void cancel(TwinOrder order, boolean restock, Operator by, Outcome outcome) {
        switch (order.status) {
            case HELD -> {
                facts.cancelled(order, restock, by);
                twin.tell(order, outcome);
            }
            case CANCELLED -> twin.tell(order, outcome);
            case EXPIRED -> outcome.refuse(Problem.ORDER_EXPIRED);
            case CONFIRMED, REFUNDED -> outcome.refuse(Problem.ORDER_NOT_HELD);
        }
    }

    @Override
    public void confirm(Wish.Confirm wish, Outcome outcome) {
        ofOrder(wish, outcome, order -> confirm(order, wish.paymentRef(), wish.operator(), outcome));
    }

    private void confirm(TwinOrder order, String ref, Operator by, Outcome outcome) {
        boolean confirms = switch (order.status) {
            case HELD -> true;
            case CONFIRMED -> order.paymentRef == null && !order.orphans.contains(ref);
            case EXPIRED -> !order.orphans.contains(ref) && mayComeBack(order);
            case CANCELLED, REFUNDED -> false;
        };
        if (confirms) {
            facts.confirmed(order, ref, order.status == OrderStatus.EXPIRED, by);
            tell(order, outcome);
            return;
        }
        if (ref.equals(order.paymentRef)) {
            tell(order, outcome);
            return;
        }
        if (!order.orphans.contains(ref)) {
            facts.orphaned(order, ref, by);
        }
        outcome.paymentRef = order.paymentRef;
        outcome.orphanedPaymentRef = ref;
        outcome.refuse(order.status == OrderStatus.CONFIRMED ? Problem.ALREADY_CONFIRMED
                : order.status == OrderStatus.EXPIRED ? Problem.ORDER_EXPIRED : Problem.ORDER_NOT_HELD);
    }

    private boolean mayComeBack(TwinOrder order) {
        return books.sales.get(order.saleNumber).definition.latePayment() == LatePayment.RECLAIM
                && order.lines.stream().allMatch(line -> {
                    TwinItem item = books.items.get(line.itemNumber());
                    return books.available(item) >= line.quantity()
                            && item.allows(books.bought(order.buyer, item) + line.quantity());
                });
    }

    @Override
    public void refund(Wish.Refund wish, Outcome outcome) {
        ofOrder(wish, outcome, order -> refund(order, wish, outcome));
    }

    private void refund(TwinOrder order, Wish.Refund wish, Outcome outcome) {
        List<Integer> asked = unitsAsked(order, wish);
        boolean whole = wish.items().isEmpty();
        String key = wish.operator().key();
        TwinOrder.Refund past = order.refunds.stream()
                .filter(refund -> !key.isEmpty() && refund.key().equals(key)).findFirst().orElse(null);
        if (past != null) {
            boolean same = asked.equals(past.units()) && wish.restock() == past.restock()
                    && asked.stream().filter(units -> units > 0).count() == wish.items().size();
            if (same) {
                tell(order, outcome);
                outcome.replayed = true;
            } else {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            }
        } else if (order.status == OrderStatus.REFUNDED && whole) {
            tell(order, outcome);
        } else if (order.status != OrderStatus.CONFIRMED) {
            outcome.refuse(order.status == OrderStatus.EXPIRED ? Problem.ORDER_EXPIRED : Problem.ORDER_NOT_CONFIRMED);
        } else {
            List<FieldError> wrong = wrongItems(order, wish);
            if (wrong.isEmpty()) {
                facts.refunded(order, whole ? order.left() : asked, whole, wish.restock(), wish.operator());
                tell(order, outcome);
            } else {
                outcome.errors = wrong;
                outcome.refuse(Problem.INVALID_REQUEST);
            }
        }
    }

    private List<Integer> unitsAsked(TwinOrder order, Wish.Refund wish) {
        return order.lines.stream().map(line -> wish.items().stream()
                .filter(units -> units.sku().equals(books.items.get(line.itemNumber()).definition.sku()))
                .mapToInt(Wish.Units::quantity).sum()).toList();
    }

    private List<FieldError> wrongItems(TwinOrder order, Wish.Refund wish) {
        List<String> skus =
                order.lines.stream().map(line -> books.items.get(line.itemNumber()).definition.sku()).toList();
        List<FieldError> wrong = new ArrayList<>();
        for (int i = 0; i < wish.items().size(); i++) {
            int line = skus.indexOf(wish.items().get(i).sku());
            if (line < 0 || wish.items().get(i).quantity() > order.left().get(line)) {
                wrong.add(new FieldError("/items/" + i + (line < 0 ? "/sku" : "/quantity"), ""));
            }
        }
        return wrong;
    }

    @Override
    public void extend(Wish.Extend wish, Outcome outcome) {
        ofOrder(wish, outcome, order -> {
            int hold = books.sales.get(order.saleNumber).definition.holdSeconds();
            int seconds = wish.seconds() == 0 ? hold : wish.seconds();
            long toMs = order.expiresAtMs + 1000L * seconds;
            String key = wish.operator().key();
            if (order.extendedToMs != null && !key.isEmpty() && order.extensionKey.equals(key)) {
                if (order.extendedToMs != toMs) {
                    outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
                    return;
                }
                tell(order, outcome);
                outcome.replayed = true;
            } else if (!order.isHeld()) {
                outcome.refuse(Problem.ORDER_NOT_HELD);
            } else if (order.extendedToMs != null) {
                outcome.refuse(Problem.ALREADY_EXTENDED);
            } else if (seconds > hold) {
                TwinActs.invalid(outcome, "/seconds");
            } else {
                facts.extended(order, toMs, wish.operator());
                tell(order, outcome);
            }
        });
    }

    private void tell(TwinOrder order, Outcome outcome) {
        twin.tell(order, outcome);
        outcome.paymentRef = order.paymentRef;
    }

    private void ofOrder(Wish.OfOrder wish, Outcome outcome, Consumer<TwinOrder> rule) {
        TwinOrder order = books.order(wish.orderNumber());
        if (order == null || !wish.operator().mayTouch(books.sales.get(order.saleNumber).definition.merchant())) {
            outcome.refuse(Problem.UNKNOWN_ORDER);
        } else {
            twin.tellState(order, outcome);
            rule.accept(order);
        }
    }
}
