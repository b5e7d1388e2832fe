package dev.shoutgate.bench.load;

/**
 * Whether a JVM under load is warm. Its compilers are quiet once they took next to nothing of several slices of load
 * that follow each other: a single quiet slice may lie between two of their levels.
 *
 * <p>Threading: one owner.
 */
public final class QuietCompilers {

    /**
     * Of a slice's time. The last small methods come in for minutes, those among them that our own questions need; and
     * the time that a JVM gives holds what its compilers wait for a core that others use.
     */
    private static final double NEXT_TO_NOTHING = 0.05;
    private static final int SLICES = 3;

    private long totalMs;
    private int quiet;

    /** @param totalMs what the compilers took until now */
    public QuietCompilers(long totalMs) {
        this.totalMs = totalMs;
    }

    /**
     * A slice of load is over.
     *
     * @param newTotalMs what the compilers took until now
     */
    public void slice(long newTotalMs, long sliceMs) {
        quiet = newTotalMs - totalMs <= sliceMs * NEXT_TO_NOTHING ? quiet + 1 : 0;
        totalMs = newTotalMs;
    }

    public boolean areQuiet() {
        return quiet >= SLICES;
    }
}
