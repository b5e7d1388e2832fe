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
     * <p>The reference is good until {@link #leave} or {@link #close()} and means this item: two threads may share it.
     *
     * @throws IllegalStateException if the table holds {@link #capacity()} items, or holds this one already
     */
    ItemValue enter(int itemNumber);

    /**
     * Gives the room of an item back. Whoever is just reading its figures learns from their version that what was read
     * does not belong together: none that is entered afterwards ever has a version that these had.
     *
     * @throws IllegalStateException if the table does not hold it
     */
    void leave(int itemNumber);

    /** Returns the number of items that it holds. Any thread; may be a moment old. */
    int size();

    /** Returns the number of items that it has room for. */
    int capacity();

    /**
     * Gives the memory back. Whoever reads or writes figures in other threads has stopped before this is called.
     * Figures read afterwards are the last ones; closing twice is harmless.
     */
    @Override
    void close();
}
