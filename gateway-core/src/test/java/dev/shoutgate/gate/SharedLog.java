package dev.shoutgate.gate;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.journal.LeftBehindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.concurrent.Semaphore;

/** A journal that two shards share: one decides, until the test lets the other do so. */
final class SharedLog implements FactLog {

    private final JournalWriter journal;
    private final JournalFollower others;
    private final Semaphore appends = new Semaphore(0);
    private final boolean gated;
    volatile boolean ours;
    volatile boolean waits;
    volatile boolean leftBehind;

    /** {@code gated}: whether each append waits for the test. */
    SharedLog(JournalWriter journal, long fromSequence, boolean gated) {
        this.journal = journal;
        this.gated = gated;
        others = journal.follow(fromSequence);
    }

    void letThrough() {
        appends.release();
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isOurs() {
        return ours;
    }

    @Override
    public void readOn(long sequence, FactReader reader) {
        try {
            others.seek(sequence + 1);
            while (others.poll(reader, 100) > 0) {
                continue;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public boolean hasRoom() {
        return journal.hasRoom();
    }

    @Override
    public void append(FactFrame frame) {
        waits = true;
        if (gated) {
            appends.acquireUninterruptibly();
        }
        waits = false;
        if (leftBehind) {
            throw new LeftBehindException("Another has that sequence.");
        }
        journal.append(frame);
    }

    @Override
    public boolean repair() {
        return journal.repair();
    }

    @Override
    public long durableSequence() {
        return journal.durableSequence();
    }

    @Override
    public void settle() throws IOException {
        journal.settle();
    }

    @Override
    public JournalFollower follow(long fromSequence) {
        return journal.follow(fromSequence);
    }
}
