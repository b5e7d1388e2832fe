package dev.shoutgate.journal;

import org.agrona.DirectBuffer;

/**
 * Receives facts in the order of their sequence: a shard that folds them, a store that keeps them, a printer.
 *
 * <p>Threading: whoever reads the journal calls, from its own thread. The bytes are valid during the call only.
 */
@FunctionalInterface
public interface FactReader {

    /**
     * Takes one fact.
     *
     * @param sequence the fact's place in its shard, from 1, without gaps
     * @param timeMs   when it became one, milliseconds since 1970 UTC
     * @param buffer   holds the fact: a message header, then the body ({@code facts.xml})
     * @param offset   where the message header starts
     * @param length   bytes of header and body together
     */
    void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length);
}
