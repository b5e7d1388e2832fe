package dev.shoutgate.storage;

import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.JournalDisk;
import dev.shoutgate.journal.JournalFollower;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.LongSupplier;

/**
 * The journal on disk as a source of facts. Each store has its own, since each has its own position.
 *
 * <p>Threading: as {@link FactSource} says. A disk that fails surfaces as an {@link UncheckedIOException}, which the
 * flusher treats like any other outage.
 */
public final class JournalSource implements FactSource {

    private final JournalFollower follower;
    private final LongSupplier durableSequence;

    public JournalSource(JournalDisk disk, int shard, LongSupplier durableSequence) {
        this.follower = new JournalFollower(disk, shard, durableSequence);
        this.durableSequence = durableSequence;
    }

    @Override
    public long durableSequence() {
        return durableSequence.getAsLong();
    }

    @Override
    public void seek(long sequence) {
        try {
            follower.seek(sequence + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int poll(FactReader reader, int maxFacts) {
        try {
            return follower.poll(reader, maxFacts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
