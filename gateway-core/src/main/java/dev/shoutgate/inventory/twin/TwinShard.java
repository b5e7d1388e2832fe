package dev.shoutgate.inventory.twin;

import dev.shoutgate.Command;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Limits;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.inventory.Inventory;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.inventory.walk.StateReader;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.fact.SnapshotDispatch;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.DirectBuffer;

/**
 * The naive twin of {@code SaleShard}: the contract's rules in plain Java collections, as slow as they are plain. What
 * it says is what the shard must say; {@code gateway audit} folds the journal into both and compares.
 *
 * <p>It says the same outcomes and writes the same facts, byte for byte. Only the prose is missing
 * ({@link Outcome#detail}).
 *
 * <p>Threading: one thread at a time. A decision costs a walk over all orders: not for serving.
 */
public final class TwinShard implements Inventory {

    private final ShardCapacity capacity;
    private final TwinBooks books = new TwinBooks();
    private final TwinFold fold;
    private final TwinRecorder facts;
    private final TwinOrderActs orders;
    private final Wish.Handlers wishes;

    public TwinShard(int shard, ShardCapacity capacity) {
        this.capacity = capacity;
        this.fold = new TwinFold(shard, books);
        this.facts = new TwinRecorder(shard, books, fold);
        this.orders = new TwinOrderActs(this, books, facts);
        TwinActs acts = new TwinActs(this, books, facts, capacity);
        this.wishes = new Wish.Handlers(acts, acts, orders);
    }

    @Override
    public void decide(Command command, long nowMs, FactFrame frame) {
        facts.into(frame);
        switch (command.kind) {
            case BUY -> buy(command, nowMs);
            case CANCEL -> ofBuyer(command, order -> orders.cancel(order, true, Operator.NONE, command.outcome));
            case READ_ORDER -> ofBuyer(command, order -> tell(order, command.outcome));
            case LIST_ORDERS -> list(command);
            case WISH -> command.wish.accept(wishes, nowMs, command.outcome);
            case TICK -> tick(nowMs);
        }
    }

    private void buy(Command buy, long nowMs) {
        TwinSale sale = books.sales.get(buy.saleNumber);
        if (sale == null) {
            boolean replaced = books.saleMeantBy(buy.saleNumber) != null;
            buy.outcome.refuse(replaced ? Problem.NOT_READY : Problem.UNKNOWN_SALE);
            return;
        }
        TwinOrder earlier = books.madeWith(buy.key.toString(), buy.buyer.toString(), sale);
        if (earlier != null) {
            repeat(buy, earlier);
        } else {
            keepWindow(sale, nowMs);
            buyAnew(buy, sale, nowMs);
        }
    }

    private void repeat(Command buy, TwinOrder earlier) {
        boolean same = earlier.notes.equals(TwinOrder.Notes.of(buy.notes)) && earlier.lines.size() == buy.lineCount;
        for (int i = 0; same && i < buy.lineCount; i++) {
            TwinOrder.Line line = earlier.lines.get(i);
            same = line.itemNumber() == buy.itemNumbers[i] && line.quantity() == buy.quantities[i];
        }
        if (same) {
            tell(earlier, buy.outcome);
            buy.outcome.replayed = true;
        } else {
            buy.outcome.refuse(Problem.IDEMPOTENCY_KEY_REUSED);
            name(earlier, buy.outcome);
        }
    }

    /** Sale state, then pass, then item, then limit, then stock; each over all lines before the next. */
    private void buyAnew(Command buy, TwinSale sale, long nowMs) {
        Outcome outcome = buy.outcome;
        if (sale.status != SaleStatus.OPEN) {
            refuseNotOpen(sale, outcome);
            return;
        }
        if (sale.definition.passes().required() && refusePass(buy, sale)) {
            return;
        }
        List<TwinItem> items = new ArrayList<>();
        for (int i = 0; i < buy.lineCount; i++) {
            if (buy.itemNumbers[i] == Command.NO_ITEM) {
                outcome.refuse(Problem.UNKNOWN_ITEM);
                outcome.sku = outcome.unknownSku;
                return;
            }
            TwinItem item = books.items.get(buy.itemNumbers[i]);
            keepItem(sale, item, nowMs);
            if (!item.terms.on()) {
                refuseOff(sale, item, outcome);
                return;
            }
            items.add(item);
        }
        for (int i = 0; i < items.size(); i++) {
            TwinItem item = items.get(i);
            if (!item.allows(books.bought(buy.buyer.toString(), item) + buy.quantities[i])) {
                outcome.asked = buy.quantities[i];
                refuseOverLimit(buy.buyer.toString(), item, outcome);
                return;
            }
        }
        for (int i = 0; i < items.size(); i++) {
            if (buy.quantities[i] > books.available(items.get(i))) {
                outcome.refuse(Problem.SOLD_OUT);
                outcome.tellStock(items.get(i).definition.sku(), buy.quantities[i], books.available(items.get(i)),
                        books.held(items.get(i)));
                return;
            }
        }
        if (TwinBooks.kept(books.orders).count() >= capacity.orders()) {
            outcome.refuse(Problem.STORAGE_UNAVAILABLE);
            return;
        }
        facts.taken(buy, sale, items, nowMs);
        tell(books.orders.get(books.orders.size() - 1), outcome);
    }

    static void refuseNotOpen(TwinSale sale, Outcome outcome) {
        outcome.opensAtMs = sale.definition.opensAtMs();
        outcome.refuse(sale.status == SaleStatus.SCHEDULED ? Problem.SALE_NOT_OPEN
                : sale.status == SaleStatus.PAUSED ? Problem.SALE_PAUSED : Problem.SALE_CLOSED);
    }

    /** Whether the pass is none that counts, or one that served an order. */
    private boolean refusePass(Command buy, TwinSale sale) {
        Long number = buy.passNumber == 0 ? null : (Long) buy.passNumber;
        TwinOrder earlier = number == null || buy.passFault != null ? null
                : books.boughtWith(number, buy.buyer.toString(), sale);
        PassFault fault = buy.passFault != null ? buy.passFault
                : number == null ? PassFault.MISSING : earlier != null ? PassFault.USED : null;
        if (fault != null) {
            buy.outcome.refuse(fault);
        }
        if (earlier != null) {
            name(earlier, buy.outcome);
        }
        return fault != null;
    }

    private static void refuseOff(TwinSale sale, TwinItem item, Outcome outcome) {
        long onAtMs = item.terms.description().onAtMs();
        outcome.sku = item.definition.sku();
        outcome.opensAtMs = onAtMs;
        outcome.refuse(onAtMs > sale.spokenOf(outcome.sku) ? Problem.SALE_NOT_OPEN : Problem.UNKNOWN_ITEM);
    }

    private void refuseOverLimit(String buyer, TwinItem item, Outcome outcome) {
        outcome.refuse(Problem.LIMIT_REACHED);
        outcome.sku = item.definition.sku();
        outcome.limit = item.limit();
        outcome.bought = books.bought(buyer, item);
        TwinOrder hold = books.holdOf(buyer, item);
        if (hold != null) {
            name(hold, outcome);
        }
    }

    /** The newest of a buyer's orders in a sale, which comes first. */
    private void list(Command command) {
        TwinSale sale = books.saleMeantBy(command.saleNumber);
        if (sale == null) {
            command.outcome.refuse(Problem.UNKNOWN_SALE);
            return;
        }
        List<Outcome> own = new ArrayList<>();
        for (TwinOrder order : books.ordersOf(sale)) {
            if (order.buyer.equals(command.buyer.toString())) {
                Outcome one = new Outcome(null);
                tell(order, one);
                own.add(0, one);
            }
        }
        command.outcome.orders = own.subList(0, Math.min(own.size(), 100));
    }

    private void ofBuyer(Command command, Consumer<TwinOrder> rule) {
        TwinOrder order = books.order(command.orderNumber);
        if (order == null || !order.buyer.equals(command.buyer.toString())) {
            command.outcome.refuse(Problem.UNKNOWN_ORDER);
        } else {
            tellState(order, command.outcome);
            rule.accept(order);
        }
    }

    /** Sales in the order of their numbers: the window first, then the holds that ran out, as they ended. */
    private void tick(long nowMs) {
        int left = Limits.EXPIRIES_PER_TICK;
        for (TwinSale sale : TwinBooks.kept(books.sales).toList()) {
            if (!facts.isFull()) {
                keepWindow(sale, nowMs);
                for (TwinItem item : sale.status == SaleStatus.CLOSED ? List.<TwinItem>of() : books.itemsOf(sale)) {
                    if (left > 0 && !facts.isFull() && keepItem(sale, item, nowMs)) {
                        left--;
                    }
                }
                List<TwinOrder> byEnd = new ArrayList<>(books.ordersOf(sale));
                byEnd.sort(Comparator.comparingLong(TwinOrder::endMs));
                for (TwinOrder order : byEnd) {
                    if (order.isHeld() && order.endMs() <= nowMs && left > 0 && !facts.isFull()) {
                        facts.expired(order);
                        left--;
                    }
                }
            }
        }
    }

    /** A sale opens and closes at its times by itself, whether or not a tick came by since. */
    void keepWindow(TwinSale sale, long nowMs) {
        boolean closingTime = hasCome(sale.definition.closesAtMs(), nowMs);
        if (closingTime && sale.status != SaleStatus.CLOSED) {
            facts.moved(sale, SaleStatus.CLOSED, "", "");
        }
        if (sale.status == SaleStatus.SCHEDULED && hasCome(sale.definition.opensAtMs(), nowMs)) {
            facts.moved(sale, SaleStatus.OPEN, "", "");
        }
    }

    /** The clock speaks at each of an item's times that has come since the item was last spoken of. */
    boolean keepItem(TwinSale sale, TwinItem item, long nowMs) {
        ItemDefinition.Description times = item.terms.description();
        long since = sale.spokenOf(item.definition.sku());
        boolean appears = hasCome(times.onAtMs(), nowMs) && times.onAtMs() > since;
        boolean goes = hasCome(times.offAtMs(), nowMs) && times.offAtMs() > since;
        if (appears || goes) {
            facts.switched(sale, item, !goes, "");
        }
        return appears || goes;
    }

    static boolean hasCome(long timeMs, long nowMs) {
        return timeMs != SaleDefinition.NEVER && timeMs <= nowMs;
    }

    private void name(TwinOrder order, Outcome outcome) {
        outcome.hasOrder = true;
        tellState(order, outcome);
    }

    /** What a refusal that is about an order says of it. */
    void tellState(TwinOrder order, Outcome outcome) {
        outcome.orderNumber = order.number;
        System.arraycopy(facts.orderId(order.number), 0, outcome.orderId, 0, outcome.orderId.length);
        outcome.status = order.status;
        outcome.expiresAtMs = order.endMs();
    }

    /** Says what an order is; operators learn its payment besides. */
    void tell(TwinOrder order, Outcome outcome) {
        name(order, outcome);
        outcome.status = order.status;
        outcome.sale = books.sales.get(order.saleNumber).definition;
        outcome.buyer.set(order.buyer);
        order.notes.copyTo(outcome.notes);
        outcome.createdAtMs = order.createdAtMs;
        outcome.expiresAtMs = order.endMs();
        outcome.sequence = order.sequence;
        outcome.lineCount = order.lines.size();
        for (int i = 0; i < order.lines.size(); i++) {
            TwinOrder.Line line = order.lines.get(i);
            TwinItem item = books.items.get(line.itemNumber());
            outcome.items[i] = item.definition.with(item.terms.description());
            outcome.quantities[i] = line.quantity();
            outcome.unitPrices[i] = line.unitPrice();
            outcome.refunded[i] = order.status == OrderStatus.REFUNDED ? line.quantity() : order.refunded(i);
        }
    }

    TwinBooks books() {
        return books;
    }

    @Override
    public void found(long hashKey0, long hashKey1, FactFrame frame) {
        facts.into(frame);
        facts.founded(hashKey0, hashKey1);
    }

    @Override
    public FactReader snapshot() {
        return new SnapshotDispatch(new TwinSnapshotFold(books));
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        fold.onFact(sequence, timeMs, buffer, offset, length);
    }

    @Override
    public long lastSequence() {
        return books.lastSequence;
    }

    @Override
    public long lastTimeMs() {
        return books.lastTimeMs;
    }

    @Override
    public void walk(StateReader reader) {
        TwinWalk.over(books, reader);
    }

    @Override
    public void close() {
        // Everything is the collector's.
    }
}
