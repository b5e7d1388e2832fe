package dev.shoutgate.inventory.twin;

import dev.shoutgate.Change;
import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.ShardCapacity;
import java.util.List;

/**
 * The twin's rules for payments and for what operators do to items: a part of {@link TwinShard}, with nothing of
 * {@code PaymentDecision} and {@code ItemDecision}.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinActs {

    private final TwinShard twin;
    private final TwinBooks books;
    private final TwinRecorder facts;
    private final ShardCapacity capacity;

    TwinActs(TwinShard twin, TwinBooks books, TwinRecorder facts, ShardCapacity capacity) {
        this.twin = twin;
        this.books = books;
        this.facts = facts;
        this.capacity = capacity;
    }

    void confirm(Command command, TwinOrder order) {
        String ref = ((Change.Payment) command.change).ref();
        boolean confirms = switch (order.status) {
            case HELD -> true;
            case CONFIRMED -> order.paymentRef == null;
            case EXPIRED -> !order.orphans.contains(ref) && mayComeBack(order);
            case CANCELLED, REFUNDED -> false;
        };
        if (confirms) {
            facts.confirmed(order, ref, order.status == OrderStatus.EXPIRED, command.act);
            twin.tell(order, command);
            return;
        }
        switch (order.status) {
            case CONFIRMED, REFUNDED -> {
                if (ref.equals(order.paymentRef)) {
                    twin.tell(order, command);
                } else {
                    if (order.paymentRef == null && !order.orphans.contains(ref)) {
                        facts.orphaned(order, ref, command.act);
                    }
                    command.outcome.refuse(order.status == OrderStatus.CONFIRMED
                            ? Problem.ALREADY_CONFIRMED : Problem.ORDER_NOT_HELD);
                }
            }
            default -> {
                if (!order.orphans.contains(ref)) {
                    facts.orphaned(order, ref, command.act);
                }
                command.outcome.refuse(order.status == OrderStatus.EXPIRED
                        ? Problem.ORDER_EXPIRED : Problem.ORDER_NOT_HELD);
            }
        }
    }

    private boolean mayComeBack(TwinOrder order) {
        return books.sales.get(order.saleNumber).definition.latePayment() == LatePayment.RECLAIM
                && order.lines.stream().allMatch(line -> {
                    TwinItem item = books.items.get(line.itemNumber());
                    return books.available(item) >= line.quantity()
                            && books.bought(order.buyer, item) + line.quantity() <= item.limitPerBuyer;
                });
    }

    void refund(Command command, TwinOrder order) {
        switch (order.status) {
            case CONFIRMED -> {
                facts.refunded(order, isForSaleAgain(command), command.act);
                twin.tell(order, command);
            }
            case REFUNDED -> twin.tell(order, command);
            case EXPIRED -> command.outcome.refuse(Problem.ORDER_EXPIRED);
            case HELD, CANCELLED -> command.outcome.refuse(Problem.ORDER_NOT_CONFIRMED);
        }
    }

    static boolean isForSaleAgain(Command command) {
        return !(command.change instanceof Change.GiveBack back) || back.restock();
    }

    void restock(Command command, TwinSale sale, long nowMs) {
        Change.Restock wish = (Change.Restock) command.change;
        if (isSettled(command, sale, nowMs, Act.RESTOCK, wish.sku(), wish.quantity())) {
            return;
        }
        TwinItem item = itemOf(sale, wish.sku());
        if (item == null) {
            command.outcome.refuse(Problem.UNKNOWN_ITEM);
        } else if (-wish.quantity() > books.available(item)) {
            command.outcome.refuse(Problem.INSUFFICIENT_STOCK);
        } else if (item.total + wish.quantity() > Limits.STOCK_PER_ITEM) {
            invalid(command.outcome, "/quantity");
        } else {
            facts.restocked(sale, item, wish.quantity(), command.act);
        }
    }

    void change(Command command, TwinSale sale, long nowMs) {
        Change.ItemChange wish = (Change.ItemChange) command.change;
        twin.keepWindow(sale, nowMs);
        TwinItem item = itemOf(sale, wish.sku());
        if (sale.status == SaleStatus.CLOSED) {
            command.outcome.refuse(Problem.SALE_CLOSED);
        } else if (item == null) {
            command.outcome.refuse(Problem.UNKNOWN_ITEM);
        } else {
            if (wish.price() != null && item.price != wish.price()) {
                facts.repriced(sale, item, wish.price(), command.act);
            }
            if (wish.limitPerBuyer() != null && item.limitPerBuyer != wish.limitPerBuyer()) {
                facts.limited(sale, item, wish.limitPerBuyer(), command.act);
            }
            if (wish.on() != null && item.on != wish.on()) {
                facts.turned(sale, item, wish.on(), command.act);
            }
        }
    }

    void add(Command command, TwinSale sale, long nowMs) {
        ItemDefinition wish = ((Change.NewItem) command.change).item();
        if (isSettled(command, sale, nowMs, Act.ADD_ITEM, wish.sku(), wish.stock())) {
            return;
        }
        TwinItem there = itemOf(sale, wish.sku());
        if (there != null && there.definition.equals(wish)) {
            command.outcome.replayed = true;
        } else if (there != null || books.itemsOf(sale).size() >= Limits.ITEMS_PER_SALE) {
            invalid(command.outcome, "/sku");
        } else if (TwinBooks.kept(books.items).count() >= capacity.items()) {
            command.outcome.refuse(Problem.STORAGE_UNAVAILABLE);
        } else {
            facts.added(sale, wish, command.act);
            command.outcome.created = true;
        }
    }

    void move(Command command, TwinSale sale, long nowMs) {
        Outcome outcome = command.outcome;
        PastAct earlier = earlier(command, sale);
        if (earlier != null) {
            outcome.replayed = earlier.act().target() == command.target;
            if (!outcome.replayed) {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            }
            return;
        }
        twin.keepWindow(sale, nowMs);
        boolean slip = command.target == SaleStatus.PAUSED || command.change instanceof Change.Resume;
        if (sale.status == SaleStatus.CLOSED && command.target != SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
        } else if (slip && sale.status == SaleStatus.SCHEDULED) {
            TwinShard.refuseNotOpen(sale, outcome);
        } else if (sale.status != command.target || !command.act.key().isEmpty()) {
            facts.moved(sale, command.target, command.act.by(), command.act.key());
        }
    }

    private static PastAct earlier(Command command, TwinSale sale) {
        return sale.acts.stream()
                .filter(act -> !act.key().isEmpty() && act.key().equals(command.act.key()))
                .findFirst().orElse(null);
    }

    /** Whether an earlier act with the key, or the end of the sale, is the answer. */
    private boolean isSettled(Command command, TwinSale sale, long nowMs, Act act, String sku, long value) {
        PastAct past = earlier(command, sale);
        if (past != null) {
            if (past.act() == act && past.sku().equals(sku) && past.value() == value) {
                command.outcome.replayed = true;
            } else {
                command.outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            }
            return true;
        }
        twin.keepWindow(sale, nowMs);
        if (sale.status == SaleStatus.CLOSED) {
            command.outcome.refuse(Problem.SALE_CLOSED);
            return true;
        }
        return false;
    }

    private TwinItem itemOf(TwinSale sale, String sku) {
        return books.itemsOf(sale).stream().filter(item -> item.definition.sku().equals(sku)).findFirst().orElse(null);
    }

    /** What is wanted is prose, which the twin leaves out. */
    private static void invalid(Outcome outcome, String pointer) {
        outcome.errors = List.of(new Outcome.FieldError(pointer, ""));
        outcome.refuse(Problem.INVALID_REQUEST);
    }
}
