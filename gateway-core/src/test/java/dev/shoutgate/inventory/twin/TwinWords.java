package dev.shoutgate.inventory.twin;

/** What the twin answers, in words: nobody else knows its types. */
public final class TwinWords {

    private TwinWords() {}

    /** A sale of the twin's as the shard's is put into words; null for anything else. */
    public static String ofSale(Object value) {
        return value instanceof TwinSale sale
                ? sale.number + " " + sale.definition + " " + sale.status + " " + sale.version : null;
    }
}
