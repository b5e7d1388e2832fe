package dev.shoutgate.inventory;

import dev.shoutgate.AuditCheck;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import dev.shoutgate.inventory.walk.StateDifference;
import dev.shoutgate.inventory.walk.StateDigest;
import dev.shoutgate.inventory.walk.StateReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/**
 * Recounts a whole state from the orders that its twin keeps, and holds the two inventories against each other. Goes
 * over the twin once for both, for that takes longest.
 *
 * <p>Threading: the audit's.
 */
final class StateChecks implements StateReader {

    private final AuditCheck agree =
            new AuditCheck("both inventories, folded from the same facts, have the same state hash");
    private final AuditCheck recount =
            new AuditCheck("in every item the figures equal a recount from all orders, and none is negative");
    private final SaleShard shard;
    private final Inventory twin;
    private final StateDigest ofTwin = new StateDigest();
    private final Map<Integer, KeptSale> sales = new HashMap<>();
    private final List<KeptSale.Item> items = new ArrayList<>();
    private final Map<OrderStatus, Long> orders = new EnumMap<>(OrderStatus.class);
    private final Map<String, Long> revenue = new TreeMap<>();
    private long[] held;
    private long[] sold;
    private long stateHash;

    StateChecks(SaleShard shard, Inventory twin) {
        this.shard = shard;
        this.twin = twin;
        for (OrderStatus status : OrderStatus.values()) {
            orders.put(status, 0L);
        }
    }

    /** Compares everything. */
    void check() {
        twin.walk(this);
        items.forEach(item -> check(shard.state().sales.item(item.number()), item));
        StateDigest ofShard = StateDigest.of(shard::walk);
        stateHash = ofShard.sum();
        agree.expect(stateHash == ofTwin.sum(), () -> "the shard's is " + Long.toHexString(stateHash)
                + ", its twin's is " + Long.toHexString(ofTwin.sum()) + "; "
                + StateDifference.first(shard::walk, twin::walk, ofShard.firstDifference(ofTwin)));
    }

    /** Says that nothing can be compared, because only a part of the facts was folded. */
    void giveUp() {
        twin.walk(this);
        agree.differs(() -> "not compared, since not all facts could be folded");
        recount.differs(() -> "not counted, since not all facts could be folded");
    }

    @Override
    public void shard(KeptShard head) {
        ofTwin.shard(head);
        held = new long[head.nextItemNumber()];
        sold = new long[head.nextItemNumber()];
    }

    @Override
    public void sale(KeptSale sale) {
        ofTwin.sale(sale);
        sales.put(sale.number(), sale);
        items.addAll(sale.items());
    }

    @Override
    public void order(KeptOrder order) {
        ofTwin.order(order);
        orders.merge(order.status, 1L, Long::sum);
        for (int i = 0; i < order.lineCount; i++) {
            if (order.status == OrderStatus.HELD) {
                held[order.itemNumbers[i]] += order.unitsLeft(i);
            } else if (order.status == OrderStatus.CONFIRMED) {
                sold[order.itemNumbers[i]] += order.unitsLeft(i);
                revenue.merge(sales.get(order.saleNumber).definition().currency(),
                        order.unitsLeft(i) * order.unitPrices[i], Long::sum);
            }
        }
    }

    private void check(Item item, KeptSale.Item twins) {
        int number = twins.number();
        boolean same = item.total() == twins.total() && item.held() == held[number] && item.sold() == sold[number];
        recount.expect(same && FactChecks.isSound(item), () -> twins + " of " + sales.get(twins.saleNumber())
                + " has total " + item.total() + ", available " + item.available() + ", held " + item.held() + ", sold "
                + item.sold() + ", but its orders come to held " + held[number] + ", sold " + sold[number]
                + " of a total of " + twins.total());
    }

    ShardFigures figures() {
        long totalUnits = items.stream().mapToLong(KeptSale.Item::total).sum();
        return new ShardFigures(twin.lastSequence(), twin.lastTimeMs(), Map.copyOf(orders), totalUnits,
                LongStream.of(held).sum(), LongStream.of(sold).sum(), Map.copyOf(revenue), stateHash);
    }

    AuditCheck inventoriesAgree() {
        return agree;
    }

    AuditCheck recount() {
        return recount;
    }
}
