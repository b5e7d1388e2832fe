package dev.shoutgate.inventory;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The sales of one shard by id and by number, and their items by number.
 *
 * <p>Threading: the shard's own thread enters; event loops look up by id. Numbers are the shard's own.
 */
public final class SaleDirectory {

    private final Map<String, Sale> byId = new ConcurrentHashMap<>();
    private Sale[] byNumber = new Sale[16];
    private Item[] items = new Item[64];
    private int saleCount;
    private int itemCount;

    /** The sale that now has this id, or null. Any thread. */
    public Sale find(String saleId) {
        return byId.get(saleId);
    }

    /** All sales as they now stand, by id. Any thread. */
    public Collection<Sale> all() {
        return new TreeMap<>(byId).values();
    }

    void enter(Sale sale) {
        if (sale.number() != saleCount) {
            throw new IllegalStateException("sale number " + saleCount + " is next, " + sale.number() + " came");
        }
        if (saleCount == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, saleCount * 2);
        }
        byNumber[saleCount++] = sale;
        for (int i = 0; i < sale.itemCount(); i++) {
            enter(sale.item(i));
        }
        Sale before = byId.put(sale.definition().saleId(), sale);
        if (before != null) {
            before.replaced = true;
        }
    }

    private void enter(Item item) {
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, itemCount * 2);
        }
        items[itemCount++] = item;
    }

    /** Whether it is what its id now means: a sale that was defined anew before its first order is not. */
    boolean isCurrent(Sale sale) {
        return !sale.replaced;
    }

    /** What the id of that sale now means: itself, or the sale that was defined in its place. */
    Sale currentOf(int number) {
        return byId.get(byNumber[number].definition().saleId());
    }

    Sale sale(int number) {
        return byNumber[number];
    }

    Item item(int number) {
        return items[number];
    }

    int saleCount() {
        return saleCount;
    }

    int itemCount() {
        return itemCount;
    }
}
