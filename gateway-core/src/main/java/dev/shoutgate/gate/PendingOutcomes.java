package dev.shoutgate.gate;

import dev.shoutgate.Outcome;

/**
 * Outcomes that are decided and wait until what they say is durable.
 *
 * <p>Threading: the shard's thread only. Allocates nothing after it was made.
 */
final class PendingOutcomes {

    private final Outcome[] outcomes;
    private final Runnable wakeReplies;
    private int count;

    /** {@code wakeReplies} runs once after each lot of outcomes that went. */
    PendingOutcomes(int capacity, Runnable wakeReplies) {
        outcomes = new Outcome[capacity];
        this.wakeReplies = wakeReplies;
    }

    void add(Outcome outcome) {
        outcomes[count++] = outcome;
    }

    boolean isFull() {
        return count == outcomes.length;
    }

    int count() {
        return count;
    }

    /** Hands each to its receiver. */
    void release() {
        int released = count;
        count = 0;
        for (int i = 0; i < released; i++) {
            Outcome outcome = outcomes[i];
            outcomes[i] = null;
            outcome.receiver.onOutcome(outcome);
        }
        if (released > 0) {
            wakeReplies.run();
        }
    }

    /** Hands each to its receiver as one of which nobody knows what became of it. */
    void releaseUnknown() {
        for (int i = 0; i < count; i++) {
            outcomes[i].unknown = true;
        }
        release();
    }
}
