package dev.shoutgate;

import java.util.List;

/**
 * A sale as it stood at one moment. Each item's figures belong together; two items may be a press apart.
 *
 * @param version grows with every change of the sale
 * @param items   all of them, in the order of the definition, those that are off too
 */
public record SaleView(SaleDefinition definition, SaleStatus status, long version, List<ItemView> items) {

    /** Units in pieces; the terms are those of the moment. {@code soon}: it is off, and will appear by the clock. */
    public record ItemView(ItemDefinition definition, ItemDefinition.Terms terms, long total, long held, long sold,
            boolean soon) {

        /** One that waits for no time. */
        public ItemView(ItemDefinition definition, ItemDefinition.Terms terms, long total, long held, long sold) {
            this(definition, terms, total, held, sold, false);
        }

        public long available() {
            return total - held - sold;
        }

        /** Whether buyers see it. */
        public boolean isShown() {
            return soon || terms.on();
        }

        /** Its status in the API's word. */
        public String status() {
            return soon ? "SOON" : terms.on() ? "ON" : "OFF";
        }

        /** The same in a sale that is over, where nothing appears any more. */
        public ItemView over() {
            return soon ? new ItemView(definition, terms, total, held, sold) : this;
        }
    }

    /** Counts a sale again from its orders. Any thread, once. */
    @FunctionalInterface
    public interface Recount {

        /** One line an item, in the order of the definition. */
        List<ItemCount> count();
    }

    /** Figures of an item as they are kept, and as the orders add up. Units in pieces. */
    public record ItemCount(
            String sku, long total, long available, long held, long sold, long heldByOrders, long soldByOrders) {

        public boolean isRight() {
            return held == heldByOrders && sold == soldByOrders && available >= 0 && held >= 0 && sold >= 0
                    && total == available + held + sold;
        }
    }

    /** What is done to a sale or to one of its items. Snapshots and the API know an act by its word. */
    public enum Act {
        DEFINE("define", null, null),
        OPEN("open", null, SaleStatus.OPEN),
        PAUSE("pause", null, SaleStatus.PAUSED),
        RESUME("resume", null, SaleStatus.OPEN),
        CLOSE("close", null, SaleStatus.CLOSED),
        ADD_ITEM("add-item", "stock", null),
        RESTOCK("restock", "quantity", null),
        PRICE("price", "price", null),
        LIMIT("limit", "limitPerBuyer", null),
        ON("on", null, null),
        OFF("off", null, null),
        DESCRIBE("describe", null, null),
        CHANGE("change", null, null);

        private static final Act[] ALL = values();

        private final String word;
        private final String figure;
        private final SaleStatus target;

        Act(String word, String figure, SaleStatus target) {
            this.word = word;
            this.figure = figure;
            this.target = target;
        }

        /** The act of a word. */
        public static Act of(String word) {
            for (Act act : ALL) {
                if (act.word.equals(word)) {
                    return act;
                }
            }
            throw new IllegalStateException("the act \"" + word + "\" is unknown; was it written by a newer version?");
        }

        public String word() {
            return word;
        }

        /** What the API calls the value that goes with it; null where none does. */
        public String figure() {
            return figure;
        }

        /** The status that it moves a sale to; null where it moves none. */
        public SaleStatus target() {
            return target;
        }
    }

    /**
     * What an operator, or (by empty) the clock, did to a sale.
     *
     * @param key    the request's; empty where it had none
     * @param sku    of the item that it was done to; empty where it was the whole sale
     * @param value  units of a restock or a new item's stock, a price in minor units, a limit in pieces; else 0
     * @param fields what it changed of what is said, by the API's names, with spaces in between; else empty
     */
    public record PastAct(
            long sequence, long atMs, String by, String key, Act act, String sku, long value, String fields) {

        /** An act that changed nothing of what is said. */
        public PastAct(long sequence, long atMs, String by, String key, Act act, String sku, long value) {
            this(sequence, atMs, by, key, act, sku, value, "");
        }

        /** An act on the whole sale. */
        public PastAct(long sequence, long atMs, String by, String key, Act act) {
            this(sequence, atMs, by, key, act, "", 0);
        }
    }

    /**
     * What was done to a sale.
     *
     * @param acts  oldest first, those on the sales that it was defined in place of too
     * @param items as they were defined or added
     */
    public record History(List<PastAct> acts, List<ItemDefinition> items) {

        public History {
            acts = List.copyOf(acts);
            items = List.copyOf(items);
        }
    }
}
