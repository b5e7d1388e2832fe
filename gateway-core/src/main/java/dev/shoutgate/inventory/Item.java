package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Outcome;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView;
import java.nio.charset.StandardCharsets;

/**
 * One item of a sale: what was said of it, and its live figures off the heap.
 *
 * <p>Threading: the shard's own thread changes it. Any thread may take a {@link #view} of it, or ask
 * {@link #availableNow}.
 */
public final class Item {

    /** Later than any time. */
    static final long NOT_DUE = Long.MAX_VALUE;

    private final int number;
    private final int saleNumber;
    private final ItemDefinition first;
    /** Changed with the figures. */
    private volatile ItemDefinition definition;
    /** Volatile, because it is another one once the item has left the table. */
    private volatile ItemValue figures;
    /** When somebody last said whether it is on, or when it is to be: times up to then are done with. */
    private long saidAtMs = SaleDefinition.NEVER;
    private volatile long appearsAtMs = SaleDefinition.NEVER;
    private volatile long dueAtMs = NOT_DUE;
    final byte[] skuBytes;

    Item(int number, int saleNumber, ItemDefinition definition, ItemValue figures) {
        this.number = number;
        this.saleNumber = saleNumber;
        this.first = definition;
        this.definition = definition;
        this.figures = figures;
        this.skuBytes = definition.sku().getBytes(StandardCharsets.US_ASCII);
        restore(definition.stock(), definition.terms());
    }

    /** The item's place in the shard's table: dense, never used again for another. */
    public int number() {
        return number;
    }

    public int saleNumber() {
        return saleNumber;
    }

    /** As it was defined, but with what buyers now see of it. Any thread. */
    public ItemDefinition definition() {
        return definition;
    }

    /** As it was defined. */
    ItemDefinition firstDefinition() {
        return first;
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

    /** Whether fewer units are for sale than asked for; if so, the outcome has figures of one moment. Any thread. */
    public boolean lacksNow(long asked, Outcome outcome) {
        while (true) {
            ItemValue now = figures;
            long version = now.beginRead();
            long available = available(now);
            long held = now.getHeld();
            if (now.unchangedSince(version)) {
                if (available < asked) {
                    outcome.tellStock(definition.sku(), asked, available, held);
                }
                return available < asked;
            }
            Thread.onSpinWait();
        }
    }

    /** When it is still to appear by the clock; {@link SaleDefinition#NEVER} where it is not. Any thread. */
    public long appearsAtMs() {
        return appearsAtMs;
    }

    /** Whether its time to appear or to go has come, and the shard has not said so yet. Any thread. */
    public boolean isDue(long nowMs) {
        return nowMs >= dueAtMs;
    }

    /** When it appears or goes next; {@link #NOT_DUE} for never. */
    long dueAtMs() {
        return dueAtMs;
    }

    /** Where it is due: whether it is to be on. The later of its times rules, if both have come. */
    boolean isToBeOn(long nowMs) {
        long offAtMs = definition.terms().description().offAtMs();
        return offAtMs == SaleDefinition.NEVER || nowMs < offAtMs;
    }

    /** Says when somebody said whether it is on, or when it is to be; {@link SaleDefinition#NEVER}: at no time yet. */
    void said(long atMs) {
        saidAtMs = atMs;
        schedule();
    }

    private void schedule() {
        Description said = definition.terms().description();
        // What was never set is before anything that was said.
        appearsAtMs = said.onAtMs() > saidAtMs ? said.onAtMs() : SaleDefinition.NEVER;
        long goesAtMs = said.offAtMs() > saidAtMs ? said.offAtMs() : NOT_DUE;
        dueAtMs = appearsAtMs == SaleDefinition.NEVER ? goesAtMs : Math.min(appearsAtMs, goesAtMs);
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
            boolean soon = now.getStatus() == ItemValue.OFF && appearsAtMs != SaleDefinition.NEVER;
            SaleView.ItemView view =
                    new SaleView.ItemView(definition, terms(now), now.getTotal(), now.getHeld(), now.getSold(), soon);
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
        put(terms(), last);
        figures = last;
        table.leave(number);
    }

    /** Puts it where it stood when a snapshot was made, but for what buyers hold and own: their orders come after. */
    void restore(long total, Terms terms) {
        figures.beginChange();
        figures.setTotal(total);
        put(terms, figures);
        definition = definition.with(terms.description());
        figures.endChange();
        schedule();
    }

    /** On what it is sold now, for whoever may allocate; one of them alone needs none. */
    Terms terms() {
        return terms(figures);
    }

    private Terms terms(ItemValue of) {
        return new Terms(of.getPrice(), of.getLimitPerBuyer(), of.getStatus() == ItemValue.ON,
                definition.terms().description());
    }

    private static void put(Terms terms, ItemValue to) {
        to.setPrice(terms.price());
        to.setLimitPerBuyer(terms.limitPerBuyer());
        to.setStatus(terms.on() ? ItemValue.ON : ItemValue.OFF);
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

    /** Whether one buyer may have that many. */
    boolean allows(long units) {
        return units <= limit();
    }

    /** The most that one buyer may have. */
    int limit() {
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

    void change(ItemDefinition.Change to) {
        restore(total(), terms().with(to));
    }

    void describe(ItemDefinition.Description as) {
        restore(total(), terms().with(as));
    }
}
