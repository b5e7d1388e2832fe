package dev.shoutgate.inventory;

/** Figures of one item that belong together, copied out by {@link Item#read}. Units in pieces, price in minor units. */
public final class ItemReading {
    public long total;
    public long held;
    public long sold;
    public long price;
    public int limitPerBuyer;
    public boolean on;

    public long available() {
        return total - held - sold;
    }
}
