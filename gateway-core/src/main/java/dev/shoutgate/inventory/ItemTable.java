package dev.shoutgate.inventory;

/**
 * Where the live figures of a shard's items are kept.
 *
 * <p>Threading: one thread enters; the references that it got may then be read by any thread (see {@link ItemValue}).
 * An item is looked up never: whoever needs it keeps the reference that {@link #enter(int)} returned.
 */
public interface ItemTable extends AutoCloseable {

    /**
     * Makes room for an item and returns its figures, all zero.
     *
     * <p>The reference is good until {@link #close()} and always means this item: two threads may share it.
     *
     * @throws IllegalStateException if the table holds {@link #capacity()} items, or holds this one already
     */
    ItemValue enter(int itemNumber);

    /** Returns the number of items entered so far. */
    int size();

    /** Returns the number of items that may be entered in all. */
    int capacity();

    /**
     * Gives the memory back. Whoever reads or writes figures in other threads has stopped before this is called.
     * Figures read afterwards are the last ones; closing twice is harmless.
     */
    @Override
    void close();
}
