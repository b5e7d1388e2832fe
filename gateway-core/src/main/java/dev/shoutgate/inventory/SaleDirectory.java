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
    private final MerchantLoads merchants = new MerchantLoads();
    private Sale[] byNumber = new Sale[16];
    /** By number, of sales that were replaced too: a command may be on its way that means them. */
    private String[] ids = new String[16];
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

    /** Those that have a sale. */
    public MerchantLoads merchants() {
        return merchants;
    }

    /** Leaves the numbers before these free: those that had them are retired. */
    void skipTo(int nextSaleNumber, int nextItemNumber) {
        saleCount = Math.max(saleCount, nextSaleNumber);
        itemCount = Math.max(itemCount, nextItemNumber);
        byNumber = Arrays.copyOf(byNumber, Math.max(byNumber.length, saleCount));
        ids = Arrays.copyOf(ids, byNumber.length);
        items = Arrays.copyOf(items, Math.max(items.length, itemCount));
    }

    /** Forgets a sale: nobody finds it by its id any more, nor by its number. */
    void retire(Sale sale) {
        String saleId = sale.definition().saleId();
        byId.remove(saleId);
        forget(sale);
        for (int i = 0; i < saleCount; i++) {
            ids[i] = saleId.equals(ids[i]) ? null : ids[i];
        }
    }

    private void forget(Sale sale) {
        merchants.leave(sale.definition().merchant());
        byNumber[sale.number()] = null;
        for (int i = 0; i < sale.itemCount(); i++) {
            items[sale.item(i).number()] = null;
        }
    }

    void enter(Sale sale) {
        if (sale.number() != saleCount) {
            throw new IllegalStateException("sale number " + saleCount + " is next, " + sale.number() + " came");
        }
        if (saleCount == byNumber.length) {
            byNumber = Arrays.copyOf(byNumber, saleCount * 2);
            ids = Arrays.copyOf(ids, saleCount * 2);
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
        String saleId = sale.definition().saleId();
        ids[sale.number()] = saleId;
        // Before anybody finds it: its presses are counted from the first on.
        sale.load = merchants.enter(sale.definition().merchant());
        Sale before = byId.put(saleId, sale);
        if (before != null) {
            forget(before);
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

    /** Whether a sale of this number was defined anew, and its id still means something. */
    boolean isReplaced(int number) {
        return byNumber[number] == null && currentOf(number) != null;
    }

    /** What the id of that sale now means: itself, or the sale that was defined in its place; null once retired. */
    Sale currentOf(int number) {
        return ids[number] == null ? null : byId.get(ids[number]);
    }

    /** Null where it is retired, or was replaced. */
    Sale sale(int number) {
        return byNumber[number];
    }

    /** Null where its sale is retired, or was replaced. */
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
