package dev.shoutgate.gate;

/**
 * What a shard says of itself to readiness and to the gate.
 *
 * <p>Threading: the shard's own thread tells, any thread asks.
 */
public final class ShardHealth {

    private volatile boolean stopped;
    private volatile boolean hasRoom = true;

    void stop() {
        stopped = true;
    }

    void hasRoom(boolean hasRoom) {
        if (this.hasRoom != hasRoom) {
            this.hasRoom = hasRoom;
        }
    }

    /** Whether the shard stopped for good: what memory shows may be more than the disk holds. */
    public boolean isStopped() {
        return stopped;
    }

    /** Whether the journal can take another batch. */
    public boolean hasRoom() {
        return hasRoom;
    }
}
