package dev.shoutgate.sim;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C, and SIGTERM, into an early but orderly end: the load stops, and the report of what was done is printed
 * before the process goes.
 */
final class Interruption implements AutoCloseable {
    private static final int LONGEST_REPORT_SECONDS = 60;

    private final CountDownLatch reported = new CountDownLatch(1);
    private final Thread hook;

    private Interruption(Runnable stop) {
        hook = new Thread(() -> {
            stop.run();
            awaitReport();
        }, "sim-interruption");
    }

    /** From now on an interruption calls {@code stop}, and then waits for {@link #close}. */
    static Interruption of(Runnable stop) {
        Interruption interruption = new Interruption(stop);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** The report is out. */
    @Override
    public void close() {
        reported.countDown();
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException alreadyGoing) {
            // The hook runs and has just been released.
        }
    }

    private void awaitReport() {
        try {
            reported.await(LONGEST_REPORT_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
