package dev.shoutgate.storage;

import dev.shoutgate.journal.FactReader;

/**
 * One shard's journal, as a store's flusher follows it.
 *
 * <p>Threading: {@link #durableSequence} from any thread, the rest from the flusher's thread only.
 */
public interface FactSource {

    /** The last fact that will not be lost: on disk, or whatever the gateway's durability setting means. */
    long durableSequence();

    /** Goes on after the given sequence with the next {@link #poll}. */
    void seek(long sequence);

    /** Hands over the facts after the position up to what is durable, at most so many; returns how many, never waits. */
    int poll(FactReader reader, int maxFacts);
}
