package dev.shoutgate.storage;

import java.util.List;

/**
 * A home for orders outside the gateway: a database, a topic.
 *
 * <p>A store holds the facts of each shard up to a position and nothing after it. It is told facts in sequence, often
 * more than once, and each counts once.
 *
 * <p>{@code toString()} says which store it is and where, without secrets, for messages to operators.
 *
 * <p>Threading: one thread at a time; its {@link OrderFlusher}'s.
 */
public interface OrderStore extends AutoCloseable {

    /** What metrics and logs call it, for instance {@code sqlite}. Needs no connection. */
    String name();

    /**
     * Does ahead what makes the first opening slow, such as loading a driver or finding a broker. Changes no fact that
     * the store holds and none of its files, so that it does no harm where a start is refused. Any thread, while nobody
     * else uses it.
     */
    default void rehearse() {}

    /** Whom to tell how far a batch has come while it is written. A store that takes a batch whole need not. */
    default void keepTo(WritePace pace) {}

    /**
     * The sequence of the last fact of the shard that is held here for good, 0 for none yet.
     *
     * @throws StoreException when the store cannot be asked; asking again later may work
     */
    long position(int shard);

    /**
     * The sequence of the newest fact of the shard that is known to be here, at least the position: a store that takes
     * a batch piece by piece may have facts after it. Whoever finds it beyond the journal's end has another's store.
     *
     * @throws StoreException as {@link #position}; a {@link StoreAheadException} where it is another journal's for sure
     */
    default long newest(int shard) {
        return position(shard);
    }

    /**
     * Takes a batch and moves the shard's position to its end, both or neither. Facts up to the position are skipped,
     * so that a batch may come twice, in part, or late. The end is the batch's last sequence, also where the facts at
     * its end, or all of them, are left out.
     *
     * @throws UnstorableException when a fact of the batch is refused for what stands in it; nothing of it is held
     * @throws StoreException when it is not certain that the batch is held; ask for the position and go on from there
     */
    void store(FactBatch batch);

    /**
     * Takes facts, in sequence, that it refused before, all or none, and leaves the position alone. They may be held
     * already; then nothing changes.
     *
     * @throws UnstorableException when one of them is refused again
     * @throws StoreException when it is not certain that they are held
     */
    default void storeAgain(int shard, List<StoredFact> facts) {
        throw new StoreException(this + " cannot take single facts again");
    }

    /** Lets go of connections and files; never throws. */
    @Override
    void close();
}
