package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.inventory.twin.TwinBooks;
import dev.shoutgate.inventory.twin.TwinItem;
import dev.shoutgate.inventory.twin.TwinOrder;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The contract's guarantees, checked on a shard's figures against the plain list of orders that its twin has. */
final class Guarantees {

    private final SaleShard shard;
    private final TwinBooks books;
    private Map<List<Object>, Integer> boughtBefore = Map.of();

    /** What was bought before the first look is not known. */
    private boolean isFirst = true;

    Guarantees(SaleShard shard, TwinBooks books) {
        this.shard = shard;
        this.books = books;
    }

    void check() {
        neverOversoldNorUndersold();
        limitsHold();
        oneOrderPerKey();
    }

    private void neverOversoldNorUndersold() {
        long[] held = new long[books.items.size()];
        long[] sold = new long[books.items.size()];
        for (TwinOrder order : TwinBooks.kept(books.orders).toList()) {
            long[] counted = order.isHeld() ? held : sold;
            for (TwinOrder.Line line : order.counts() ? order.lines : List.<TwinOrder.Line>of()) {
                counted[line.itemNumber()] += line.quantity();
            }
        }
        for (TwinItem item : TwinBooks.kept(books.items).toList()) {
            Item live = shard.sales().item(item.number);
            assertThat(new long[] {live.total(), live.held(), live.sold()})
                    .as("total, held and sold of item %d, as its orders say", item.number)
                    .containsExactly(item.total, held[item.number], sold[item.number]);
            assertThat(live.availableNow()).as("available of item %d", item.number).isNotNegative();
        }
    }

    /** A limit that was lowered since takes nothing from those who have more, but lets nobody have yet more. */
    private void limitsHold() {
        Map<List<Object>, Integer> bought = new HashMap<>();
        for (TwinOrder order : TwinBooks.kept(books.orders).toList()) {
            for (TwinOrder.Line line : order.counts() ? order.lines : List.<TwinOrder.Line>of()) {
                bought.merge(List.of(order.buyer, line.itemNumber()), line.quantity(), Integer::sum);
            }
        }
        bought.forEach((of, units) -> {
            int before = boughtBefore.getOrDefault(of, isFirst ? Integer.MAX_VALUE : 0);
            int limit = books.items.get((int) of.get(1)).limitPerBuyer;
            assertThat(units).as("units of item %s that %s has", of.get(1), of.get(0))
                    .isLessThanOrEqualTo(Math.max(limit, before));
        });
        boughtBefore = bought;
        isFirst = false;
    }

    private void oneOrderPerKey() {
        Set<List<Object>> seen = new HashSet<>();
        for (TwinOrder order : TwinBooks.kept(books.orders).toList()) {
            assertThat(seen.add(List.of(order.saleNumber, order.buyer, order.key)))
                    .as("order %d is the first of its sale, buyer and key", order.number).isTrue();
        }
    }
}
