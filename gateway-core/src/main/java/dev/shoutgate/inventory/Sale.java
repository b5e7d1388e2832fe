package dev.shoutgate.inventory;

import dev.shoutgate.MerchantLoad;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.PriorityQueue;

/**
 * One sale as its shard knows it.
 *
 * <p>Threading: the shard's own thread changes it; the public methods may be called from any thread.
 */
public final class Sale {

    private static final VarHandle VERSION;

    static {
        try {
            VERSION = MethodHandles.lookup().findVarHandle(Sale.class, "version", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final int number;
    private final SaleDefinition first;
    private volatile SaleDefinition definition;
    private volatile Item[] items;
    private volatile SkuTable bySku;
    /** Of its merchant; set before anybody else sees the sale. */
    MerchantLoad load;
    final byte[] idBytes;
    final byte[] merchantBytes;
    final byte[] currencyBytes;
    private volatile SaleStatus status = SaleStatus.SCHEDULED;
    private volatile long version;

    /** The sale's orders, linked through the ledger in the order of their numbers. */
    long firstOrder = OrderLedger.NONE;

    long lastOrder = OrderLedger.NONE;

    /**
     * The oldest order that may still be held and was not extended: all before it are past that. Holds of one sale are
     * of one length, so it ends first of them.
     */
    long firstMaybeHeld = OrderLedger.NONE;

    /** Those that were extended: the first is held, others may have ended meanwhile. */
    final PriorityQueue<ExtendedHold> extendedHolds = new PriorityQueue<>();

    /** Orders that it has, whatever became of them. */
    long orderCount;

    final List<PastAct> acts = new ArrayList<>();

    private volatile long lastActAtMs;

    private long itemDueAtMs = Item.NOT_DUE;

    Sale(int number, SaleDefinition definition, Item[] items) {
        this.number = number;
        this.first = definition;
        this.definition = definition;
        this.items = items;
        this.idBytes = definition.saleId().getBytes(StandardCharsets.US_ASCII);
        this.merchantBytes = definition.merchant().getBytes(StandardCharsets.US_ASCII);
        this.currencyBytes = definition.currency().getBytes(StandardCharsets.US_ASCII);
        this.bySku = new SkuTable(items);
    }

    public int number() {
        return number;
    }

    /** How much of its merchant's is under way on this shard. Any thread. */
    public MerchantLoad load() {
        return load;
    }

    /** What is said of it now; its items as they were defined. Any thread. */
    public SaleDefinition definition() {
        return definition;
    }

    /** What was said of it when it was defined. */
    SaleDefinition firstDefinition() {
        return first;
    }

    /** Whether it sells to bearers of a pass alone. Any thread. */
    public boolean wantsPass() {
        return first.passes().required();
    }

    void change(SaleDefinition.Terms to) {
        definition = definition.with(to);
    }

    public SaleStatus status() {
        return status;
    }

    /** The sale as it stands at this moment. Any thread. */
    public SaleView view() {
        // The version first: a view may show more than its version says, never less.
        long seen = version;
        SaleStatus ofNow = status;
        boolean over = ofNow == SaleStatus.CLOSED;
        Item[] now = items;
        List<SaleView.ItemView> views = new ArrayList<>(now.length);
        for (Item item : now) {
            views.add(over ? item.view().over() : item.view());
        }
        return new SaleView(definition, ofNow, seen, views);
    }

    public boolean isOpen() {
        return status == SaleStatus.OPEN;
    }

    /** What a buyer hears while it is not open. */
    public Problem whyNotOpen() {
        return switch (status) {
            case PAUSED -> Problem.SALE_PAUSED;
            case CLOSED -> Problem.SALE_CLOSED;
            // Open: it opened since the caller looked. The truth of the moment before is as good as any.
            case SCHEDULED, OPEN -> Problem.SALE_NOT_OPEN;
        };
    }

    /** Grows with every change of the sale: the sequence of the newest fact that touched it. */
    public long version() {
        return version;
    }

    public int itemCount() {
        return items.length;
    }

    public Item item(int index) {
        return items[index];
    }

    /** The item whose SKU these bytes are, or null. Any thread. */
    public Item item(byte[] text, int offset, int length) {
        return bySku.find(text, offset, length);
    }

    /** The item of a SKU, or null. Any thread. */
    Item item(String sku) {
        byte[] bytes = sku.getBytes(StandardCharsets.US_ASCII);
        return bySku.find(bytes, 0, bytes.length);
    }

    /** One more item, from now on. */
    void add(Item item) {
        Item[] more = Arrays.copyOf(items, items.length + 1);
        more[items.length] = item;
        items = more;
        bySku = new SkuTable(more);
    }

    void moveTo(SaleStatus next) {
        status = next;
    }

    /** What an operator calls the move to a status from the present one. */
    Act actTo(SaleStatus next) {
        return switch (next) {
            case OPEN -> status == SaleStatus.PAUSED ? Act.RESUME : Act.OPEN;
            case PAUSED -> Act.PAUSE;
            case CLOSED -> Act.CLOSE;
            case SCHEDULED -> throw new IllegalArgumentException("no sale goes back to SCHEDULED");
        };
    }

    /** What an operator did with this key before, or null. */
    PastAct actOf(String key) {
        for (PastAct act : acts) {
            if (!key.isEmpty() && act.key().equals(key)) {
                return act;
            }
        }
        return null;
    }

    void note(PastAct act) {
        acts.add(act);
        lastActAtMs = act.atMs();
        switch (act.act()) {
            // Anew: what was said of the items before is nothing to those that it has now.
            case DEFINE -> schedule("", SaleDefinition.NEVER);
            case ADD_ITEM -> schedule(act.sku(), SaleDefinition.NEVER);
            case ON, OFF, DESCRIBE -> schedule(act.sku(), act.atMs());
            default -> { }
        }
    }

    private void schedule(String sku, long saidAtMs) {
        itemDueAtMs = Item.NOT_DUE;
        for (Item item : items) {
            if (sku.isEmpty() || item.definition().sku().equals(sku)) {
                item.said(saidAtMs);
            }
            itemDueAtMs = Math.min(itemDueAtMs, item.dueAtMs());
        }
    }

    /** Whether an item's time to appear or to go has come: of a sale that is over none comes any more. */
    boolean isItemDue(long nowMs) {
        return nowMs >= itemDueAtMs && status != SaleStatus.CLOSED;
    }

    /** Whether it was closed by that moment, and nothing was done to it since. Any thread. */
    public boolean isClosedSince(long timeMs) {
        return status == SaleStatus.CLOSED && lastActAtMs <= timeMs;
    }

    /** The same, and no hold is left that may still end. */
    boolean isOverSince(long timeMs) {
        return isClosedSince(timeMs) && firstMaybeHeld == OrderLedger.NONE && extendedHolds.isEmpty();
    }

    void touch(long sequence) {
        // Released and no more: the figures that it says are seen with it, and the shard waits for nobody to see it.
        VERSION.setRelease(this, sequence);
    }

    boolean hasOrders() {
        return firstOrder != OrderLedger.NONE;
    }

    /** Whether its window says that it should be open by now. */
    public boolean isDueToOpen(long nowMs) {
        return status == SaleStatus.SCHEDULED && isReached(definition.opensAtMs(), nowMs);
    }

    /** Whether its window says that it should be closed by now. */
    public boolean isDueToClose(long nowMs) {
        return status != SaleStatus.CLOSED && isReached(definition.closesAtMs(), nowMs);
    }

    private static boolean isReached(long timeMs, long nowMs) {
        return timeMs != SaleDefinition.NEVER && nowMs >= timeMs;
    }
}
