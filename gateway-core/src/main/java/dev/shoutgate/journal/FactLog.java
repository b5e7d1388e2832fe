package dev.shoutgate.journal;

import java.io.IOException;

/**
 * Where a shard's facts become durable before anybody is told of them. Whoever decides and whoever follows the facts
 * knows nothing else of it; on one machine it is the {@link JournalWriter}.
 *
 * <p>A shard asks {@link #hasRoom()} before it decides a batch, so that a full disk is a refusal and not a loss. Where
 * {@link #append} throws all the same, the frame is kept: call {@link #repair()} until it returns true, then append the
 * same frame again, or drop it and its decisions. Before that nobody knows whether a crash would bring it back, so it
 * may be neither acknowledged nor refused.
 *
 * <p>Threading: append and repair by the shard's own thread alone, and it is never interrupted; the rest by any.
 * Appending allocates nothing.
 */
public interface FactLog {

    /**
     * Whether any frame, however large, can be appended now. Never blocks. Comes back by itself when space does, but
     * after a failure only with {@link #repair()}.
     */
    boolean hasRoom();

    /**
     * Makes a batch durable, and returns once it is, as far as the durability in force promises.
     *
     * @throws AppendFailedException    if that is not certain; the frame does not count, and the log refuses everything
     *                                  until it is repaired
     * @throws IllegalArgumentException if the frame is empty, or does not begin with the sequence after the durable one
     * @throws IllegalStateException    if there is no room, or if the log failed and was not repaired
     * @throws LeftBehindException      if the log went on without this frame
     */
    void append(FactFrame frame);

    /**
     * After a failure: makes the frame that failed void for good, so that it may be appended again.
     *
     * @return true when the log works (again); false if it does not yet: ask again later
     * @throws LeftBehindException if the log went on without that frame
     */
    boolean repair();

    /**
     * Whether other processes write this log too, one at a time: then what was appended here and is not durable yet may
     * turn out never to have been.
     */
    default boolean isShared() {
        return false;
    }

    /** Whether it is this process that decides what comes next; never blocks. */
    default boolean isOurs() {
        return true;
    }

    /**
     * Hands out all facts after the sequence that are durable and were decided elsewhere. By the shard's own thread,
     * with nothing appended that is not durable.
     */
    default void readOn(long sequence, FactReader reader) {
    }

    /** The sequence up to which every fact is as durable as promised; 0 before the first. */
    long durableSequence();

    /**
     * Brings what is durable as promised to where it outlives the machine as well.
     *
     * @throws IOException if the disk would not; after that a later success proves less than it says
     */
    void settle() throws IOException;

    /**
     * Hands out the facts from the given sequence on, once they outlive the machine: a store that knew more would be
     * ahead of the log after a power cut. Whoever asks owns the follower.
     */
    JournalFollower follow(long fromSequence);
}
