package dev.shoutgate.gate;

/**
 * What a shard says of itself to readiness and to the gate.
 *
 * <p>Threading: the shard's own thread tells, any thread asks.
 */
public final class ShardHealth {

    /** Each says more about the disk than the one before. */
    public enum State {
        /** Decides and records. */
        SERVING,
        /** Another process decides, or nobody does. Memory shows what the log has; nothing new is recorded here. */
        FOLLOWING,
        /** The journal has no room for another batch. Memory shows what the disk has; nothing new is recorded. */
        FULL,
        /** A batch could not be forced. Memory is ahead of the disk by that batch; nothing is recorded until it is. */
        FAILING,
        /** The shard stopped for good: nobody knows what its memory is worth. */
        STOPPED
    }

    private volatile State state = State.SERVING;

    /** Nothing comes after a stop. */
    void become(State next) {
        if (state != next && state != State.STOPPED) {
            state = next;
        }
    }

    void stop() {
        state = State.STOPPED;
    }

    public State state() {
        return state;
    }

    /** Whether the shard stopped for good: what memory shows may be more than the disk holds. */
    public boolean isStopped() {
        return state == State.STOPPED;
    }

    /** Whether a batch could not be made durable, and is tried again. */
    public boolean isFailing() {
        return state == State.FAILING;
    }

    /** Whether the journal can take another batch. */
    public boolean hasRoom() {
        return state == State.SERVING;
    }
}
