package dev.shoutgate.replica;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.JournalFollower;
import java.io.IOException;
import org.agrona.DirectBuffer;

/**
 * What a member's journal had when it started, to be held against what the cluster's log says. A member that differs
 * has told somebody what the others never knew, or lost what they know.
 *
 * <p>Threading: that of the log's service.
 */
final class KnownFacts implements FactReader {

    private final JournalFollower journal;
    private final long lastSequence;
    private final FactFrame own = new FactFrame();
    private boolean passed;

    /** {@code journal}: from its first fact on that there still is, up to {@code lastSequence}. */
    KnownFacts(JournalFollower journal, long lastSequence) {
        this.journal = journal;
        this.lastSequence = lastSequence;
    }

    /**
     * Whether the journal has the frame already.
     *
     * @throws IllegalStateException if it has another one there
     */
    boolean has(FactFrame frame) throws IOException {
        if (frame.firstSequence() > lastSequence) {
            if (!passed) {
                passed = true;
                journal.close();
            }
            return false;
        }
        // What was let go of was compared once, when it came.
        if (frame.lastSequence() >= journal.position()) {
            read(frame.firstSequence());
            if (!own.isSameAs(frame)) {
                throw new IllegalStateException("The journal and the cluster's log differ: at sequence "
                        + frame.firstSequence() + " the log has " + describe(frame) + ", the journal "
                        + describe(own) + ". Nothing was changed. Look at both before this member is started again.");
            }
        }
        return true;
    }

    private void read(long firstSequence) throws IOException {
        own.reset(firstSequence, 0);
        // One frame a call: the first one always comes, and none after it.
        journal.poll(this, 1);
    }

    @Override
    public void onFact(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        if (own.isEmpty()) {
            own.reset(sequence, timeMs);
        }
        own.buffer().putBytes(own.begin(), buffer, offset, length);
        own.commit(length);
    }

    private static String describe(FactFrame frame) {
        return frame.count() + " facts from " + frame.firstSequence() + " on, " + frame.lengthBytes() + " bytes of "
                + frame.timeMs();
    }
}
