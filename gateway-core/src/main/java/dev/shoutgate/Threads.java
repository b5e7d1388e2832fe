package dev.shoutgate;

/**
 * What everybody does who ends a thread of its own.
 *
 * <p>Threading: any; stateless.
 */
public final class Threads {

    private Threads() {}

    /** Returns once the thread has ended, which somebody told it to; earlier, and interrupted, where the caller is. */
    public static void awaitEnd(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
