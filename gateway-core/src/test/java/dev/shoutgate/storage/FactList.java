package dev.shoutgate.storage;

import dev.shoutgate.journal.FactReader;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A journal that is a list, for tests that need to hold facts back or make them up by the million. Fact {@code n} became
 * one at {@link #timeMs}. Any thread may add while the flusher follows.
 */
final class FactList implements FactSource {

    static final long FIRST_MS = 1_795_305_600_000L; // 2026-11-22T00:00:00.000Z
    private final List<byte[]> facts = new ArrayList<>();
    private long position;

    static long timeMs(long sequence) {
        return FIRST_MS + sequence;
    }

    synchronized FactList add(byte[]... more) {
        facts.addAll(List.of(more));
        return this;
    }

    @Override
    public synchronized long durableSequence() {
        return facts.size();
    }

    @Override
    public synchronized void seek(long sequence) {
        position = sequence;
    }

    @Override
    public synchronized int poll(FactReader reader, int maxFacts) {
        int count = (int) Math.min(maxFacts, facts.size() - position);
        for (int i = 0; i < count; i++) {
            byte[] fact = facts.get((int) position);
            // At an offset, as in a frame: whoever forgets it reads nonsense.
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[fact.length + 7]);
            buffer.putBytes(7, fact);
            position++;
            reader.onFact(position, timeMs(position), buffer, 7, fact.length);
        }
        return count;
    }

    /** A batch of the facts after {@code from}, up to and with {@code to}. */
    synchronized FactBatch batch(int shard, long from, long to) {
        FactBatch batch = new FactBatch(shard);
        batch.restartAfter(from);
        long before = position;
        position = from;
        poll(batch, (int) (to - from));
        position = before;
        return batch;
    }
}
