package dev.shoutgate.storage;

/** A store that keeps nothing, is told the pace, and says how far it is. */
abstract class PacedStore implements OrderStore {

    volatile WritePace pace = WritePace.FULL_SPEED;
    volatile long position;

    @Override
    public String name() {
        return "paced";
    }

    @Override
    public void keepTo(WritePace writePace) {
        pace = writePace;
    }

    @Override
    public long position(int shard) {
        return position;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
