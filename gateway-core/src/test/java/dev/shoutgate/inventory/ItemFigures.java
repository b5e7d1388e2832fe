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

    static long[] inVolatile(ItemValue item) {
        return new long[] {item.getVolatileVersion(), item.getVolatileTotal(), item.getVolatileHeld(),
            item.getVolatileSold(), item.getVolatilePrice(), item.getVolatileLimitPerBuyer(),
            item.getVolatileStatus()};
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

    static void setOrdered(ItemValue item, int first) {
        item.setOrderedVersion(first);
        item.setOrderedTotal(first + 1);
        item.setOrderedHeld(first + 2);
        item.setOrderedSold(first + 3);
        item.setOrderedPrice(first + 4);
        item.setOrderedLimitPerBuyer(first + 5);
        item.setOrderedStatus(first + 6);
    }

    static void setVolatile(ItemValue item, int first) {
        item.setVolatileVersion(first);
        item.setVolatileTotal(first + 1);
        item.setVolatileHeld(first + 2);
        item.setVolatileSold(first + 3);
        item.setVolatilePrice(first + 4);
        item.setVolatileLimitPerBuyer(first + 5);
        item.setVolatileStatus(first + 6);
    }
}
