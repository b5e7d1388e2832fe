package dev.shoutgate.storage;

/**
 * Hears from a store how far it has come within a batch, and may let it rest there. So a batch may be large, with one
 * commit and one force of the disk for all of it, and yet keep no processor for longer than a few rows take.
 *
 * <p>Threading: the thread that stores.
 */
@FunctionalInterface
public interface WritePace {

    /** A store says so after about so many facts. */
    int FACTS = 64;

    /** One that never rests. */
    WritePace FULL_SPEED = facts -> { };

    /** So many more facts are written, and not committed yet; returns when the store should go on. */
    void wrote(int facts);

    /** Whether there is a crowd at the door, so that what can wait until it has passed should wait. */
    default boolean isCrowd() {
        return false;
    }
}
