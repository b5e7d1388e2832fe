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

    /** Leaves the numbers before these free: those that had them are retired. */
    void skipTo(int nextSaleNumber, int nextItemNumber) {
        saleCount = Math.max(saleCount, nextSaleNumber);
        itemCount = Math.max(itemCount, nextItemNumber);
        byNumber = Arrays.copyOf(byNumber, Math.max(byNumber.length, saleCount));
        items = Arrays.copyOf(items, Math.max(items.length, itemCount));
    }

    /** Forgets a sale, its items, and whatever was defined under its id before. */
    void retire(Sale sale) {
        byId.remove(sale.definition().saleId());
        for (int i = 0; i < saleCount; i++) {
            Sale other = byNumber[i];
            if (other != null && other.definition().saleId().equals(sale.definition().saleId())) {
                byNumber[i] = null;
                for (int item = 0; item < other.itemCount(); item++) {
                    items[other.item(item).number()] = null;
                }
            }
        }
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
        name(sale);
    }

    /** Enters a sale from a snapshot: its number and those of its items may leave gaps, and be below others'. */
    void restore(Sale sale) {
        int most = itemCount;
        for (int i = 0; i < sale.itemCount(); i++) {
            most = Math.max(most, sale.item(i).number() + 1);
        }
        skipTo(sale.number() + 1, most);
        byNumber[sale.number()] = sale;
        for (int i = 0; i < sale.itemCount(); i++) {
            items[sale.item(i).number()] = sale.item(i);
        }
        name(sale);
    }

    private void name(Sale sale) {
        Sale before = byId.put(sale.definition().saleId(), sale);
        if (before != null) {
            before.replaced = true;
        }
    }

    /** Enters one more item, of a sale that is there. */
    void enter(Item item) {
        if (item.number() != itemCount) {
            throw new IllegalStateException("item number " + itemCount + " is next, " + item.number() + " came");
        }
        if (itemCount == items.length) {
            items = Arrays.copyOf(items, itemCount * 2);
        }
        items[itemCount++] = item;
    }

    /** Whether it is what its id now means: a sale that was defined anew before its first order is not. */
    boolean isCurrent(Sale sale) {
        return !sale.replaced;
    }

    /** What the id of that sale now means: itself, or the sale that was defined in its place; null once retired. */
    Sale currentOf(int number) {
        return byNumber[number] == null ? null : byId.get(byNumber[number].definition().saleId());
    }

    /** Null where it is retired. */
    Sale sale(int number) {
        return byNumber[number];
    }

    /** Null where it is retired. */
    Item item(int number) {
        return items[number];
    }

    /** Numbers given to sales so far. */
    int saleCount() {
        return saleCount;
    }

    /** Numbers given to items so far. */
    int itemCount() {
        return itemCount;
    }
}
