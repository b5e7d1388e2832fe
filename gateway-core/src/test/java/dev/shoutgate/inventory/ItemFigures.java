package dev.shoutgate.inventory;

import java.util.stream.LongStream;

/** All figures of an item at once, each field with a number of its own, so that no two can be mistaken. */
final class ItemFigures {

    static final int FIELDS = 7;

    private ItemFigures() {
    }

    /** What the reading methods return once {@code first} was set: first, first + 1 … in the order of the fields. */
    static long[] row(int first) {
        return LongStream.range(first, (long) first + FIELDS).toArray();
    }

    static long[] plain(ItemValue item) {
        return new long[] {item.getVersion(), item.getTotal(), item.getHeld(), item.getSold(), item.getPrice(),
            item.getLimitPerBuyer(), item.getStatus()};
    }

    static void set(ItemValue item, int first) {
        item.setVersion(first);
        item.setTotal(first + 1);
        item.setHeld(first + 2);
        item.setSold(first + 3);
        item.setPrice(first + 4);
        item.setLimitPerBuyer(first + 5);
        item.setStatus(first + 6);
    }
}
