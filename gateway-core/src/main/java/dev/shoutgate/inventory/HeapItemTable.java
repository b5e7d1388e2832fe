package dev.shoutgate.inventory;

import java.util.HashMap;
import java.util.Map;

/**
 * The heap twin of {@link ChronicleItemTable}: the same contract with plain objects, for tests that compare the two
 * and for whoever needs a table without a file.
 *
 * <p>Threading: as {@link ItemTable} says.
 */
public final class HeapItemTable implements ItemTable {

    private final Map<Integer, ItemValue> items = new HashMap<>();
    private final int capacity;

    /** Makes an empty table for {@code capacity} items, at least 1. */
    public HeapItemTable(int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("an item table holds at least 1 item, not " + capacity);
        }
        this.capacity = capacity;
    }

    @Override
    public ItemValue enter(int itemNumber) {
        if (items.containsKey(itemNumber)) {
            throw new IllegalStateException("item " + itemNumber + " is in the table already");
        }
        if (items.size() == capacity) {
            throw new IllegalStateException("no place for item " + itemNumber + ": all " + capacity + " are taken");
        }
        ItemValue figures = new HeapItemValue();
        items.put(itemNumber, figures);
        return figures;
    }

    @Override
    public void leave(int itemNumber) {
        if (items.remove(itemNumber) == null) {
            throw new IllegalStateException("item " + itemNumber + " is not in the table");
        }
    }

    @Override
    public int size() {
        return items.size();
    }

    @Override
    public int capacity() {
        return capacity;
    }

    @Override
    public void close() {
        // The figures are the collector's to take back, once nobody holds them.
    }
}
