package dev.shoutgate.inventory;

import java.util.concurrent.Callable;

/** Reads an item while another thread moves its units, until it has seen enough different states or a torn one. */
final class SequenceLockReader implements Callable<String> {

    static final String NONE_TORN = "none of 20000 readings was torn";
    private static final int WANTED = 20_000;
    private static final long ATTEMPTS = 2_000_000_000L;

    private final ItemValue item;

    SequenceLockReader(ItemValue item) {
        this.item = item;
    }

    @Override
    public String call() {
        int seen = 0;
        long last = 0;
        for (long attempt = 0; attempt < ATTEMPTS && seen < WANTED; attempt++) {
            long version = item.beginRead();
            long held = item.getHeld();
            long total = item.getTotal();
            long price = item.getPrice();
            long sold = item.getSold();
            if (!item.unchangedSince(version) || version == last) {
                continue;
            }
            if (total != held + sold || price != 3 * held) {
                return "at version " + version + " total " + total + ", held " + held + ", sold " + sold
                        + ", price " + price;
            }
            last = version;
            seen++;
        }
        return seen == WANTED ? NONE_TORN : "only " + seen + " readings succeeded";
    }
}
