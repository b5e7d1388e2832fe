package dev.shoutgate;

/**
 * One request to a shard, in a slot of the ring that is used again and again.
 *
 * <p>The frontend fills one of its own (one per event loop), the gate copies it into a slot, the shard reads it there.
 * Only the fields that its {@link Kind} names have a meaning.
 *
 * <p>Threading: one owner at a time; the ring hands it over.
 */
public final class Command {

    /** What is asked. */
    public enum Kind {
        /** {@code saleNumber, lines, buyer, key, channel} and both hashes. */
        BUY(false, true),
        /** {@code orderNumber}, and {@code buyer}, or {@code act, change} of an operator: a hold is given back. */
        CANCEL(true, true),
        /** {@code orderNumber, act, change}: a payment came in. */
        CONFIRM(true, true),
        /** {@code orderNumber, act, change}: a confirmed order is undone. */
        REFUND(true, true),
        /** {@code orderNumber}, and {@code buyer} unless an operator asks: an order as it now is. */
        READ_ORDER(false, false),
        /** {@code definition, act}. */
        DEFINE_SALE(true, true),
        /** {@code saleNumber, target, act}, and {@code change} where it resumes. */
        MOVE_SALE(true, true),
        /** {@code saleNumber, act, change}: units come or go. */
        RESTOCK(true, true),
        /** {@code saleNumber, act, change}: price, limit or status of an item. */
        CHANGE_ITEM(true, true),
        /** {@code saleNumber, act, change}: one more item. */
        ADD_ITEM(true, true),
        /** {@code saleNumber, closedBeforeMs}: let go of a sale that was closed by then. */
        RETIRE_SALE(false, true),
        /** {@code saleNumber}: recount a sale from its orders. */
        AUDIT(true, false),
        /** {@code saleNumber}: what operators, and the clock, did to a sale. */
        READ_HISTORY(true, false),
        /** What a snapshot needs, as it stands between two commands. */
        SNAPSHOT(true, false),
        /** Time passed: windows open and close, holds run out. */
        TICK(true, true);

        private final boolean reserved;
        private final boolean records;

        Kind(boolean reserved, boolean records) {
            this.reserved = reserved;
            this.records = records;
        }

        /** Whether it may change the state, so that it needs a journal that can be written. */
        public boolean records() {
            return records;
        }

        /** Whether it may use the slots of the ring that are kept for payments and operators. */
        public boolean mayUseReservedSlots() {
            return reserved;
        }
    }

    /** Stands for the item of a SKU that the sale has none of: the shard refuses it in its turn. */
    public static final int NO_ITEM = -1;

    public Kind kind;
    public int saleNumber;
    public long orderNumber;
    public int lineCount;
    public final int[] itemNumbers = new int[Limits.LINES_PER_ORDER];
    public final int[] quantities = new int[Limits.LINES_PER_ORDER];
    public final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    public final ByteText key = new ByteText(Limits.KEY_BYTES);
    public final ByteText channel = new ByteText(Limits.CHANNEL_BYTES);
    public long buyerHash;
    public long keyHash;
    public SaleDefinition definition;
    public SaleStatus target;
    public Change change;
    public long closedBeforeMs;
    public Act act;
    public Outcome outcome;

    /**
     * Who of the operators asks.
     *
     * @param by       the name of the token
     * @param merchant whose sales alone the token may touch; null for the platform's
     * @param key      the request's key; empty where a call needs none
     */
    public record Act(String by, String merchant, String key) {

        /** Whether this operator may see that merchant's sales at all. */
        public boolean mayTouch(String ofMerchant) {
            return merchant == null || merchant.equals(ofMerchant);
        }
    }

    /** Takes everything over from another command. */
    public void copyFrom(Command other) {
        kind = other.kind;
        saleNumber = other.saleNumber;
        orderNumber = other.orderNumber;
        lineCount = other.lineCount;
        for (int i = 0; i < lineCount; i++) {
            itemNumbers[i] = other.itemNumbers[i];
            quantities[i] = other.quantities[i];
        }
        buyer.set(other.buyer);
        key.set(other.key);
        channel.set(other.channel);
        buyerHash = other.buyerHash;
        keyHash = other.keyHash;
        definition = other.definition;
        target = other.target;
        change = other.change;
        closedBeforeMs = other.closedBeforeMs;
        act = other.act;
        outcome = other.outcome;
    }

    /** Forgets what it held, so that a slot keeps nothing alive and the next use starts clean. */
    public void clear() {
        kind = null;
        lineCount = 0;
        buyer.clear();
        key.clear();
        channel.clear();
        definition = null;
        target = null;
        change = null;
        act = null;
        outcome = null;
    }
}
