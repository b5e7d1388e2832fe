package dev.shoutgate.journal;

import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Hands every fact to several readers, in their order, so that one pass over a journal serves them all.
 *
 * <p>Threading: the reader's.
 */
public final class FactFan implements FactReader {

    private final List<FactReader> readers;

    public FactFan(List<FactReader> readers) {
        this.readers = List.copyOf(readers);
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        for (FactReader reader : readers) {
            reader.onFact(sequence, timeMs, buffer, offset, length);
        }
    }
}
