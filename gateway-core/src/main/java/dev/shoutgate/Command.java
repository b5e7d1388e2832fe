package dev.shoutgate;

/**
 * One request to a shard, at a place of the ring that is used again and again.
 *
 * <p>The frontend fills one of its own (one per event loop), the gate copies it into one of the ring's, the shard reads
 * it there. Only the fields that its {@link Kind} names have a meaning. What buyers ask lies flat in it and allocates
 * nothing; what operators ask is one {@link Wish}.
 *
 * <p>Threading: one owner at a time; the ring hands it over.
 */
public final class Command {

    /** What is asked. */
    public enum Kind {
        /** {@code saleNumber, load, arrivedNs, lines, buyer, key, notes}, what came of the pass, and both hashes. */
        BUY,
        /** {@code orderNumber, buyer}: the buyer gives a hold back. */
        CANCEL,
        /** {@code orderNumber, buyer}: an order as it now is. */
        READ_ORDER,
        /** {@code saleNumber, buyer, buyerHash}: the buyer's own orders of a sale, as they now are. */
        LIST_ORDERS,
        /** {@code wish}. */
        WISH,
        /** Time passed: windows open and close, holds run out. */
        TICK
    }

    /**
     * What a buyer says with an order and nothing is decided by: it is kept, shown and handed on. One more is a field
     * here with a name and a place in the list.
     */
    public static final class Notes {

        private static final String[] NAMES = {"channel"};
        /** How many there are of each order. */
        public static final int COUNT = NAMES.length;

        public final ByteText channel = new ByteText(Limits.CHANNEL_BYTES);

        private final ByteText[] all = {channel};

        public int count() {
            return all.length;
        }

        public ByteText get(int place) {
            return all[place];
        }

        public String name(int place) {
            return NAMES[place];
        }

        public void set(Notes other) {
            for (int i = 0; i < all.length; i++) {
                all[i].set(other.all[i]);
            }
        }

        public void clear() {
            for (ByteText note : all) {
                note.clear();
            }
        }
    }

    /** Stands for the item of a SKU that the sale has none of: the shard refuses it in its turn. */
    public static final int NO_ITEM = -1;

    public static final long NO_PASS = 0;

    public Kind kind;
    public int saleNumber;
    /** That of the sale's merchant, where the command is counted; null where it is not. */
    public MerchantLoad load;
    /** When it came in, as {@link System#nanoTime} has it; 0 where nobody said so. */
    public long arrivedNs;
    /** Whether it may have waited for long before that; for the gate alone. */
    public boolean late;
    /** Whether many other connections had the same trouble, as more comes than can be read; for the gate alone. */
    public boolean crowded;
    public long orderNumber;
    public int lineCount;
    public final int[] itemNumbers = new int[Limits.LINES_PER_ORDER];
    public final int[] quantities = new int[Limits.LINES_PER_ORDER];
    public final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    public final ByteText key = new ByteText(Limits.KEY_BYTES);
    public final Notes notes = new Notes();
    public long buyerHash;
    /** For the fact alone: older releases make an index of keys from it, and one may go back to them. */
    public long keyHash;
    /** Which pass the buyer has, from 1, where the sale wants one; {@link #NO_PASS} where none counts. */
    public long passNumber;
    /** Why the pass does not count; null where it does, and where the sale wants none. */
    public PassFault passFault;
    public Wish wish;
    public Outcome outcome;

    /** A command that is made for one wish; {@code outcome} is null where nobody waits for it. */
    public static Command of(Wish wish, Outcome outcome) {
        Command command = new Command();
        command.kind = Kind.WISH;
        command.wish = wish;
        command.outcome = outcome;
        return command;
    }

    /** Whether it may use the slots of the ring that are kept for payments and operators. */
    public boolean reserved() {
        return switch (kind) {
            case BUY, READ_ORDER, LIST_ORDERS -> false;
            case WISH -> wish.reserved();
            case CANCEL, TICK -> true;
        };
    }

    /** Whether a buyer asks what there is, and nothing is to be changed. */
    public boolean onlyAsks() {
        return kind == Kind.READ_ORDER || kind == Kind.LIST_ORDERS;
    }

    /** Takes everything over from another command. */
    public void copyFrom(Command other) {
        kind = other.kind;
        saleNumber = other.saleNumber;
        load = other.load;
        arrivedNs = other.arrivedNs;
        orderNumber = other.orderNumber;
        lineCount = other.lineCount;
        for (int i = 0; i < lineCount; i++) {
            itemNumbers[i] = other.itemNumbers[i];
            quantities[i] = other.quantities[i];
        }
        buyer.set(other.buyer);
        key.set(other.key);
        notes.set(other.notes);
        buyerHash = other.buyerHash;
        keyHash = other.keyHash;
        passNumber = other.passNumber;
        passFault = other.passFault;
        wish = other.wish;
        outcome = other.outcome;
    }

    /** Forgets what it held, so that a slot keeps nothing alive and the next use starts clean. */
    public void clear() {
        kind = null;
        load = null;
        arrivedNs = 0;
        lineCount = 0;
        buyer.clear();
        key.clear();
        notes.clear();
        passNumber = NO_PASS;
        passFault = null;
        wish = null;
        outcome = null;
    }
}
