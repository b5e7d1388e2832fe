package dev.shoutgate.storage;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** Facts to make batches of, as the journal would. Fact {@code n} became one at {@link #timeMs}. */
public final class FactList {

    public static final long FIRST_MS = 1_795_305_600_000L; // 2026-11-22T00:00:00.000Z
    private final List<byte[]> facts = new ArrayList<>();

    public static long timeMs(long sequence) {
        return FIRST_MS + sequence;
    }

    public FactList add(byte[]... more) {
        facts.addAll(List.of(more));
        return this;
    }

    public long size() {
        return facts.size();
    }

    /** A batch of the facts after {@code from}, up to and with {@code to}. */
    public FactBatch batch(int shard, long from, long to) {
        FactBatch batch = new FactBatch(shard);
        batch.restartAfter(from);
        for (long sequence = from + 1; sequence <= to; sequence++) {
            byte[] fact = facts.get((int) sequence - 1);
            // At an offset, as in a frame: whoever forgets it reads nonsense.
            UnsafeBuffer buffer = new UnsafeBuffer(new byte[fact.length + 7]);
            buffer.putBytes(7, fact);
            batch.onFact(sequence, timeMs(sequence), buffer, 7, fact.length);
        }
        return batch;
    }
}
