package dev.shoutgate;

import io.netty.util.ResourceLeakDetector;

/**
 * What Netty tells of memory that nobody gave back: here it ends the JVM of the tests, and so fails the build. A line in
 * a log of thousands would be seen by nobody.
 *
 * <p>Named by the settings of the tests; Netty makes one for each kind of memory. Any thread.
 */
public final class LeakIsAFailure<T> extends ResourceLeakDetector<T> {

    private static final int EXIT_CODE = 86;

    /** As Netty makes it. */
    public LeakIsAFailure(Class<?> kind, int samplingInterval) {
        super(kind, samplingInterval);
    }

    /** As Netty looks for it first, and complains where it is not there. */
    public LeakIsAFailure(Class<?> kind, int samplingInterval, long unused) {
        this(kind, samplingInterval);
    }

    @Override
    protected void reportTracedLeak(String kind, String records) {
        end(kind, records);
    }

    @Override
    protected void reportUntracedLeak(String kind) {
        end(kind, "");
    }

    private static void end(String kind, String records) {
        new AssertionError("LEAK of a " + kind + records).printStackTrace();
        Runtime.getRuntime().halt(EXIT_CODE);
    }
}
