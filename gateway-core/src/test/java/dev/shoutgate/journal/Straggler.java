package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.journal.Batches.Fact;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A follower that nobody waits for: what it has not read yet may be let go under it, and the file that it has open be
 * used again. It must read on or be refused, and never hear anything else than what was written.
 *
 * <p>Threading: one thread.
 */
final class Straggler {

    private JournalFollower follower;
    private long next;
    private long kept;

    void start(JournalFollower follower, long from) {
        this.follower = follower;
        next = from;
        kept = from;
    }

    /** Facts below the sequence may be gone. */
    void mayBeRefusedBelow(long sequence) {
        kept = sequence;
    }

    /** Reads a little of the facts, of which all are settled. */
    void poll(int maxFacts, List<Fact> facts) throws IOException {
        List<Fact> read = new ArrayList<>();
        try {
            follower.poll(Batches.into(read), maxFacts);
        } catch (JournalRefusedException e) {
            assertThat(e).isNotInstanceOf(JournalDamagedException.class);
            assertThat(next).as("refused: %s", e.getMessage()).isLessThan(kept);
            next = kept;
            follower.seek(next);
        }
        long end = next + read.size();
        assertThat(read).isEqualTo(facts.subList((int) next - 1, (int) end - 1));
        next = end;
    }
}
