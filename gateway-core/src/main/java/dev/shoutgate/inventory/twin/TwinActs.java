package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.ItemCount;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.inventory.ShardCapacity;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * The twin's rules for what operators wish of sales and items: a part of {@link TwinShard}, with nothing of
 * {@code OperatorDecision} and {@code ItemDecision}.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinActs implements Wish.SaleHandler, Wish.ItemHandler {

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

    @Override
    public void restock(Wish.Restock wish, long nowMs, Outcome outcome) {
        ofSale(wish, outcome, sale -> {
            if (isSettled(wish, sale, nowMs, Act.RESTOCK, wish.sku(), wish.quantity(), outcome)) {
                return;
            }
            TwinItem item = itemOf(sale, wish.sku());
            if (item == null) {
                outcome.refuse(Problem.UNKNOWN_ITEM);
                outcome.sku = wish.sku();
            } else if (-wish.quantity() > books.available(item)) {
                outcome.refuse(Problem.INSUFFICIENT_STOCK);
                outcome.tellStock(wish.sku(), -wish.quantity(), books.available(item), books.held(item));
            } else if (item.total + wish.quantity() > Limits.STOCK_PER_ITEM) {
                invalid(outcome, "/quantity");
            } else {
                facts.restocked(sale, item, wish.quantity(), wish.operator());
            }
        });
    }

    @Override
    public void change(Wish.ChangeItem wish, long nowMs, Outcome outcome) {
        ofSale(wish, outcome, sale -> {
            twin.keepWindow(sale, nowMs);
            TwinItem item = itemOf(sale, wish.sku());
            if (sale.status == SaleStatus.CLOSED) {
                outcome.refuse(Problem.SALE_CLOSED);
            } else if (item == null) {
                outcome.refuse(Problem.UNKNOWN_ITEM);
                outcome.sku = wish.sku();
            } else {
                twin.keepItem(sale, item, nowMs);
                List<String> wrong = wrong(item, wish.change(), nowMs);
                if (wrong.isEmpty()) {
                    facts.changed(sale, item, timed(item, wish.change(), nowMs), wish.operator());
                } else {
                    invalid(outcome, wrong);
                }
            }
        });
    }

    /** A new time to appear says by itself whether the item is up now. */
    private static ItemDefinition.Change timed(TwinItem item, ItemDefinition.Change change, long nowMs) {
        Long onAtMs = change.onAtMs();
        if (change.on() != null || onAtMs == null || onAtMs == SaleDefinition.NEVER
                || onAtMs == item.terms.description().onAtMs()) {
            return change;
        }
        long offAtMs = item.terms.with(change).description().offAtMs();
        return change.withStatus(TwinShard.hasCome(onAtMs, nowMs) && !TwinShard.hasCome(offAtMs, nowMs));
    }

    private static List<String> wrong(TwinItem item, ItemDefinition.Change change, long nowMs) {
        ItemDefinition.Terms after = item.terms.with(change);
        ItemDefinition.Description said = after.description();
        List<String> wrong = new ArrayList<>();
        if (said.listPrice() != ItemDefinition.Description.NO_LIST_PRICE && said.listPrice() < after.price()) {
            wrong.add("/listPrice");
        }
        boolean both = said.onAtMs() != SaleDefinition.NEVER && said.offAtMs() != SaleDefinition.NEVER;
        if (both && said.offAtMs() <= said.onAtMs()) {
            wrong.add("/offAt");
        }
        boolean moved = said.offAtMs() != item.terms.description().offAtMs();
        if (moved && TwinShard.hasCome(said.offAtMs(), nowMs)) {
            wrong.add("/offAt");
        }
        return wrong;
    }

    @Override
    public void change(Wish.ChangeSale wish, long nowMs, Outcome outcome) {
        ofSale(wish, outcome, sale -> {
            twin.keepWindow(sale, nowMs);
            List<String> wrong = wrong(sale, wish.change(), nowMs);
            if (sale.status == SaleStatus.CLOSED) {
                outcome.refuse(Problem.SALE_CLOSED);
            } else if (!wrong.isEmpty()) {
                invalid(outcome, wrong);
            } else {
                facts.changed(sale, wish.change(), wish.operator());
            }
        });
    }

    private List<String> wrong(TwinSale sale, SaleDefinition.Change change, long nowMs) {
        SaleDefinition.Terms before = sale.definition.terms();
        SaleDefinition.Terms after = before.with(change);
        List<String> wrong = new ArrayList<>();
        boolean window = after.opensAtMs() != SaleDefinition.NEVER && after.closesAtMs() != SaleDefinition.NEVER;
        if (sale.status == SaleStatus.SCHEDULED && window && after.closesAtMs() <= after.opensAtMs()) {
            wrong.add("/closesAt");
        }
        if (sale.status != SaleStatus.SCHEDULED && after.opensAtMs() != before.opensAtMs()) {
            wrong.add("/opensAt");
        }
        if (after.closesAtMs() != before.closesAtMs() && TwinShard.hasCome(after.closesAtMs(), nowMs)) {
            wrong.add("/closesAt");
        }
        if (!after.featured().isEmpty() && itemOf(sale, after.featured()) == null) {
            wrong.add("/featured");
        }
        return wrong;
    }

    @Override
    public void add(Wish.AddItem wish, long nowMs, Outcome outcome) {
        ofSale(wish, outcome, sale -> {
            ItemDefinition wished = wish.item();
            if (isSettled(wish, sale, nowMs, Act.ADD_ITEM, wished.sku(), wished.stock(), outcome)) {
                return;
            }
            TwinItem there = itemOf(sale, wished.sku());
            if (there != null && there.definition.equals(wished)) {
                outcome.replayed = true;
            } else if (there == null && TwinShard.hasCome(wished.terms().description().offAtMs(), nowMs)) {
                invalid(outcome, "/offAt");
            } else if (there != null || books.itemsOf(sale).size() >= Limits.ITEMS_PER_SALE) {
                invalid(outcome, "/sku");
            } else if (TwinBooks.kept(books.items).count() >= capacity.items()) {
                outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            } else {
                facts.added(sale, wished, wish.operator());
                outcome.created = true;
            }
        });
    }

    @Override
    public void move(Wish.Move wish, long nowMs, Outcome outcome) {
        ofSale(wish, outcome, sale -> move(sale, wish, nowMs, outcome));
    }

    private void move(TwinSale sale, Wish.Move wish, long nowMs, Outcome outcome) {
        SaleStatus target = wish.act().target();
        Operator by = wish.operator();
        PastAct earlier = earlier(by, sale);
        if (earlier != null) {
            outcome.replayed = earlier.act().target() == target;
            if (!outcome.replayed) {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            }
            return;
        }
        twin.keepWindow(sale, nowMs);
        boolean slip = target == SaleStatus.PAUSED || wish.act() == Act.RESUME;
        if (sale.status == SaleStatus.CLOSED && target != SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
        } else if (slip && sale.status == SaleStatus.SCHEDULED) {
            TwinShard.refuseNotOpen(sale, outcome);
        } else if (sale.status != target || !by.key().isEmpty()) {
            facts.moved(sale, target, by.by(), by.key());
        }
    }

    private void ofSale(Wish.OfSale wish, Outcome outcome, Consumer<TwinSale> rule) {
        TwinSale sale = books.saleMeantBy(wish.saleNumber());
        if (sale == null || !wish.operator().mayTouch(sale.definition.merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            rule.accept(sale);
        }
    }

    private static PastAct earlier(Operator by, TwinSale sale) {
        return sale.acts.stream()
                .filter(act -> !act.key().isEmpty() && act.key().equals(by.key()))
                .findFirst().orElse(null);
    }

    /** Whether an earlier act with the key, or the end of the sale, is the answer. */
    private boolean isSettled(Wish.OfSale wish, TwinSale sale, long nowMs, Act act, String sku, long value,
            Outcome outcome) {
        PastAct past = earlier(wish.operator(), sale);
        if (past != null) {
            if (past.act() == act && past.sku().equals(sku) && past.value() == value) {
                outcome.replayed = true;
            } else {
                outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            }
            return true;
        }
        twin.keepWindow(sale, nowMs);
        if (sale.status == SaleStatus.CLOSED) {
            outcome.refuse(Problem.SALE_CLOSED);
            return true;
        }
        return false;
    }

    private TwinItem itemOf(TwinSale sale, String sku) {
        return books.itemsOf(sale).stream().filter(item -> item.definition.sku().equals(sku)).findFirst().orElse(null);
    }

    /** What is wanted is prose, which the twin leaves out. */
    static void invalid(Outcome outcome, String pointer) {
        invalid(outcome, List.of(pointer));
    }

    private static void invalid(Outcome outcome, List<String> pointers) {
        outcome.errors = pointers.stream().map(pointer -> new FieldError(pointer, "")).toList();
        outcome.refuse(Problem.INVALID_REQUEST);
    }

    @Override
    public void define(Wish.Define wish, long nowMs, Outcome outcome) {
        SaleDefinition definition = wish.definition();
        TwinSale sale = books.saleNow(definition.saleId());
        if (!wish.operator().mayTouch(definition.merchant())
                || sale != null && !wish.operator().mayTouch(sale.definition.merchant())) {
            outcome.refuse(Problem.UNKNOWN_SALE);
            return;
        }
        if (sale != null) {
            if (sale.first.equals(definition)) {
                return;
            }
        }
        List<String> past = new ArrayList<>();
        if (TwinShard.hasCome(definition.closesAtMs(), nowMs)) {
            past.add("/closesAt");
        }
        for (int i = 0; i < definition.items().size(); i++) {
            if (TwinShard.hasCome(definition.items().get(i).terms().description().offAtMs(), nowMs)) {
                past.add("/items/" + i + "/offAt");
            }
        }
        if (!past.isEmpty()) {
            invalid(outcome, past);
            return;
        }
        if (sale != null && !books.ordersOf(sale).isEmpty()) {
            outcome.refuse(Problem.SALE_HAS_ORDERS);
            return;
        }
        int others = (int) TwinBooks.kept(books.items).count() - (sale == null ? 0 : books.itemsOf(sale).size());
        if (others + definition.items().size() > capacity.items()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            return;
        }
        facts.defined(definition, wish.operator().by());
        outcome.created = true;
    }

    @Override
    public void readHistory(Wish.ReadHistory wish, Outcome outcome) {
        TwinSale sale = books.saleMeantBy(wish.saleNumber());
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            wish.receiver().accept(new History(sale.acts,
                    books.itemsOf(sale).stream().map(item -> item.definition).toList()));
        }
    }

    @Override
    public void audit(Wish.Audit wish, Outcome outcome) {
        TwinSale sale = books.saleMeantBy(wish.saleNumber());
        if (sale == null) {
            outcome.refuse(Problem.UNKNOWN_SALE);
        } else {
            List<ItemCount> counts = books.itemsOf(sale).stream().map(this::recount).toList();
            wish.receiver().accept(() -> counts);
        }
    }

    private ItemCount recount(TwinItem item) {
        long held = books.held(item);
        long sold = books.sold(item);
        return new ItemCount(item.definition.sku(), item.total, item.total - held - sold, held, sold, held, sold);
    }

    @Override
    public void takeSnapshot(Wish.Snapshot wish) {
        wish.receiver().run();
    }

    @Override
    public void retire(Wish.Retire wish) {
        TwinSale sale = books.sales.get(wish.saleNumber());
        if (sale == null || sale.status != SaleStatus.CLOSED
                || books.ordersOf(sale).stream().anyMatch(TwinOrder::isHeld)) {
            return;
        }
        if (sale.acts.get(sale.acts.size() - 1).atMs() <= wish.closedBeforeMs()) {
            facts.retired(sale);
        }
    }
}
