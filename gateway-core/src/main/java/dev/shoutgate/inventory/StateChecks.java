package dev.shoutgate.inventory;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.twin.TwinBooks;
import dev.shoutgate.inventory.twin.TwinHash;
import dev.shoutgate.inventory.twin.TwinItem;
import dev.shoutgate.inventory.twin.TwinOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Recounts a whole state from the orders that its twin keeps, and holds the two inventories against each other.
 *
 * <p>Threading: the audit's.
 */
final class StateChecks {

    private final AuditCheck agree =
            new AuditCheck("both inventories, folded from the same facts, have the same state hash");
    private final AuditCheck recount =
            new AuditCheck("in every item the figures equal a recount from all orders, and none is negative");
    private final ShardState state;
    private final TwinBooks books;
    private final Map<OrderStatus, Long> orders = new EnumMap<>(OrderStatus.class);
    private final Map<String, Long> revenue = new TreeMap<>();
    private long[] held;
    private long[] sold;
    private long stateHash;

    StateChecks(ShardState state, TwinBooks books) {
        this.state = state;
        this.books = books;
    }

    /** Compares everything. */
    void check() {
        count();
        for (TwinItem item : TwinBooks.kept(books.items).toList()) {
            check(state.sales.item(item.number), item);
        }
        stateHash = StateHash.of(state);
        long twinHash = TwinHash.of(books);
        agree.expect(stateHash == twinHash, () -> "the shard's is " + Long.toHexString(stateHash) + ", its twin's is "
                + Long.toHexString(twinHash) + "; " + new StateDifference(state, books).first());
    }

    /** Says that nothing can be compared, because only a part of the facts was folded. */
    void giveUp() {
        count();
        agree.differs(() -> "not compared, since not all facts could be folded");
        recount.differs(() -> "not counted, since not all facts could be folded");
    }

    private void count() {
        held = new long[books.items.size()];
        sold = new long[books.items.size()];
        for (OrderStatus status : OrderStatus.values()) {
            orders.put(status, 0L);
        }
        for (TwinOrder order : TwinBooks.kept(books.orders).toList()) {
            orders.merge(order.status, 1L, Long::sum);
            for (TwinOrder.Line line : order.lines) {
                if (order.status == OrderStatus.HELD) {
                    held[line.itemNumber()] += line.quantity();
                } else if (order.status == OrderStatus.CONFIRMED) {
                    sold[line.itemNumber()] += line.quantity();
                    revenue.merge(books.sales.get(order.saleNumber).definition.currency(),
                            line.quantity() * line.unitPrice(), Long::sum);
                }
            }
        }
    }

    private void check(Item item, TwinItem twin) {
        boolean same = item.total() == twin.total && item.held() == held[twin.number]
                && item.sold() == sold[twin.number];
        recount.expect(same && FactChecks.isSound(item), () -> "item " + twin.definition.sku() + " of sale "
                + books.sales.get(twin.saleNumber).definition.saleId() + " has total " + item.total() + ", available "
                + item.available() + ", held " + item.held() + ", sold " + item.sold() + ", but its orders come to"
                + " held " + held[twin.number] + ", sold " + sold[twin.number] + " of a total of " + twin.total);
    }

    ShardFigures figures() {
        long total = TwinBooks.kept(books.items).mapToLong(item -> item.total).sum();
        long heldUnits = 0;
        long soldUnits = 0;
        for (int i = 0; i < held.length; i++) {
            heldUnits += held[i];
            soldUnits += sold[i];
        }
        return new ShardFigures(books.lastSequence, books.lastTimeMs, Map.copyOf(orders), total, heldUnits, soldUnits,
                Map.copyOf(revenue), stateHash);
    }

    AuditCheck inventoriesAgree() {
        return agree;
    }

    AuditCheck recount() {
        return recount;
    }
}
