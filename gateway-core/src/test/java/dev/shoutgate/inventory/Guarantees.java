package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.Command;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import dev.shoutgate.inventory.walk.StateReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract's guarantees, checked on a shard's figures against the plain orders that its twin has. */
final class Guarantees implements StateReader {

    private final SaleShard shard;
    private final Inventory twin;
    private final List<KeptSale.Item> items = new ArrayList<>();
    private final Map<Integer, Integer> limits = new HashMap<>();
    private final Set<List<Object>> keys = new HashSet<>();
    /** Sales that want passes. */
    private final Set<Integer> guarded = new HashSet<>();
    private long[] held;
    private long[] sold;
    private Map<List<Object>, Integer> bought = Map.of();
    private Map<List<Object>, Integer> boughtBefore = Map.of();

    /** What was bought before the first look is not known. */
    private boolean isFirst = true;

    Guarantees(SaleShard shard, Inventory twin) {
        this.shard = shard;
        this.twin = twin;
    }

    /** One order a key is seen to on the way. */
    void check() {
        boughtBefore = bought;
        bought = new HashMap<>();
        items.clear();
        keys.clear();
        twin.walk(this);
        neverOversoldNorUndersold();
        limitsHold();
        isFirst = false;
    }

    @Override
    public void shard(KeptShard head) {
        held = new long[head.nextItemNumber()];
        sold = new long[head.nextItemNumber()];
    }

    @Override
    public void sale(KeptSale sale) {
        items.addAll(sale.items());
        if (sale.definition().passes().required()) {
            guarded.add(sale.number());
        }
        sale.items().forEach(item -> limits.put(item.number(), item.terms().limitPerBuyer()));
    }

    @Override
    public void order(KeptOrder order) {
        boolean isHeld = order.status == OrderStatus.HELD;
        boolean counts = isHeld || order.status == OrderStatus.CONFIRMED;
        for (int i = 0; counts && i < order.lineCount; i++) {
            (isHeld ? held : sold)[order.itemNumbers[i]] += order.unitsLeft(i);
            bought.merge(List.of(order.buyer.toString(), order.itemNumbers[i]), order.unitsLeft(i), Integer::sum);
        }
        assertThat(keys.add(List.of(order.saleNumber, order.buyer.toString(), order.key.toString())))
                .as("%s is the first of its sale, buyer and key", order).isTrue();
        assertThat(order.passNumber != Command.NO_PASS).as("%s has a pass", order)
                .isEqualTo(guarded.contains(order.saleNumber));
        assertThat(order.passNumber == Command.NO_PASS
                || keys.add(List.of(order.saleNumber, order.buyer.toString(), order.passNumber)))
                .as("%s is the first of its sale, buyer and pass", order).isTrue();
    }

    private void neverOversoldNorUndersold() {
        for (KeptSale.Item item : items) {
            Item live = shard.sales().item(item.number());
            assertThat(new long[] {live.total(), live.held(), live.sold()})
                    .as("total, held and sold of item %d, as its orders say", item.number())
                    .containsExactly(item.total(), held[item.number()], sold[item.number()]);
            assertThat(live.availableNow()).as("available of item %d", item.number()).isNotNegative();
        }
    }

    /** A limit that was lowered since takes nothing from those who have more, but lets nobody have yet more. */
    private void limitsHold() {
        bought.forEach((of, units) -> {
            int before = boughtBefore.getOrDefault(of, isFirst ? Integer.MAX_VALUE : 0);
            assertThat(units).as("units of item %s that %s has", of.get(1), of.get(0))
                    .isLessThanOrEqualTo(Math.max(limits.get(of.get(1)), before));
        });
    }
}
