package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.SaleView;
import java.nio.charset.StandardCharsets;

/**
 * One item of a sale: what was said of it, and its live figures off the heap.
 *
 * <p>Threading: the shard's own thread changes it. Any thread may take a {@link #view} of it, or ask
 * {@link #availableNow}.
 */
public final class Item {

    private final int number;
    private final int saleNumber;
    private final ItemDefinition definition;
    /** Volatile, because it is another one once the item has left the table. */
    private volatile ItemValue figures;
    final byte[] skuBytes;

    Item(int number, int saleNumber, ItemDefinition definition, ItemValue figures) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.definition = definition;
        this.figures = figures;
        this.skuBytes = definition.sku().getBytes(StandardCharsets.US_ASCII);
        figures.beginChange();
        figures.setTotal(definition.stock());
        figures.setPrice(definition.price());
        figures.setLimitPerBuyer(definition.limitPerBuyer());
        figures.setStatus(definition.on() ? ItemValue.ON : ItemValue.OFF);
        figures.endChange();
    }

    /** The item's place in the shard's table: dense, never used again for another. */
    public int number() {
        return number;
    }

    public int saleNumber() {
        return saleNumber;
    }

    public ItemDefinition definition() {
        return definition;
    }

    /** Units for sale at this moment. Any thread; each figure is read once, and none of them is older than the call. */
    public long availableNow() {
        while (true) {
            ItemValue now = figures;
            long version = now.beginRead();
            long available = available(now);
            if (now.unchangedSince(version)) {
                return available;
            }
            Thread.onSpinWait();
        }
    }

    /** Whether buyers may see it. Any thread. */
    public boolean isOnNow() {
        return figures.getVolatileStatus() == ItemValue.ON;
    }

    /** Units that one buyer may have. Any thread. */
    public int limitNow() {
        return figures.getVolatileLimitPerBuyer();
    }

    /** Figures that belong together. Any thread. */
    public SaleView.ItemView view() {
        while (true) {
            ItemValue now = figures;
            long version = now.beginRead();
            SaleView.ItemView view = new SaleView.ItemView(definition, now.getPrice(), now.getTotal(), now.getHeld(),
                    now.getSold(), now.getLimitPerBuyer(), now.getStatus() == ItemValue.ON);
            if (now.unchangedSince(version)) {
                return view;
            }
            Thread.onSpinWait();
        }
    }

    long available() {
        return available(figures);
    }

    private static long available(ItemValue of) {
        return of.getTotal() - of.getHeld() - of.getSold();
    }

    /** Keeps the last figures for whoever still has the item in hand, and gives its place in the table back. */
    void leave(ItemTable table) {
        ItemValue last = new HeapItemValue();
        last.setTotal(figures.getTotal());
        last.setHeld(figures.getHeld());
        last.setSold(figures.getSold());
        last.setPrice(figures.getPrice());
        last.setLimitPerBuyer(figures.getLimitPerBuyer());
        last.setStatus(figures.getStatus());
        figures = last;
        table.leave(number);
    }

    /** Puts it where it stood when a snapshot was made, but for what buyers hold and own: their orders come after. */
    void restore(long price, long total, int limitPerBuyer, boolean on) {
        figures.beginChange();
        figures.setTotal(total);
        figures.setPrice(price);
        figures.setLimitPerBuyer(limitPerBuyer);
        figures.setStatus(on ? ItemValue.ON : ItemValue.OFF);
        figures.endChange();
    }

    long total() {
        return figures.getTotal();
    }

    long held() {
        return figures.getHeld();
    }

    long sold() {
        return figures.getSold();
    }

    long price() {
        return figures.getPrice();
    }

    int limitPerBuyer() {
        return figures.getLimitPerBuyer();
    }

    boolean isOn() {
        return figures.getStatus() == ItemValue.ON;
    }

    /** Moves units from available to held. */
    void hold(long units) {
        ItemValue now = figures;
        now.beginChange();
        now.setHeld(now.getHeld() + units);
        now.endChange();
    }

    /** Moves units from available to sold. */
    void sell(long units) {
        figures.beginChange();
        figures.setSold(figures.getSold() + units);
        figures.endChange();
    }

    /** Moves units from held to sold. */
    void sellHeld(long units) {
        figures.beginChange();
        figures.setHeld(figures.getHeld() - units);
        figures.setSold(figures.getSold() + units);
        figures.endChange();
    }

    /** Takes units off held or sold; {@code restock}: for sale again, otherwise they leave the stock. */
    void giveBack(long units, boolean held, boolean restock) {
        figures.beginChange();
        if (held) {
            figures.setHeld(figures.getHeld() - units);
        } else {
            figures.setSold(figures.getSold() - units);
        }
        figures.setTotal(figures.getTotal() - (restock ? 0 : units));
        figures.endChange();
    }

    /** Puts units up for sale; negative takes unsold ones away. */
    void addStock(long units) {
        figures.beginChange();
        figures.setTotal(figures.getTotal() + units);
        figures.endChange();
    }

    void price(long price) {
        figures.beginChange();
        figures.setPrice(price);
        figures.endChange();
    }

    void limitPerBuyer(int limit) {
        figures.beginChange();
        figures.setLimitPerBuyer(limit);
        figures.endChange();
    }

    void turn(boolean on) {
        figures.beginChange();
        figures.setStatus(on ? ItemValue.ON : ItemValue.OFF);
        figures.endChange();
    }
}
