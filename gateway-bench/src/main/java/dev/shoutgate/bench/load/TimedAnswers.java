package dev.shoutgate.bench.load;

import java.util.Arrays;
import org.HdrHistogram.Histogram;

/**
 * What became of every press of an open-loop run, each from the moment at which it was meant to be sent.
 *
 * <p>Threading: each place is written by one thread, once; read when all have ended.
 */
public final class TimedAnswers {

    /** Tells whether something went on in a span of time; milliseconds since 1970 UTC. */
    @FunctionalInterface
    public interface Spans {
        boolean overlap(long fromMs, long toMs);
    }

    /** A latency of a minute, in nanoseconds, is as long as any; it is far past what anybody waits. */
    private static final long LONGEST_NS = 60_000_000_000L;

    private final long[] intendedNs;
    private final long[] answeredNs;
    private final long epochMsAtZero;

    /** {@code intendedNs}: ascending, as {@link System#nanoTime()} counts; {@code epochMsAtZero}: its 0 since 1970. */
    public TimedAnswers(long[] intendedNs, long epochMsAtZero) {
        this.intendedNs = intendedNs;
        this.epochMsAtZero = epochMsAtZero;
        answeredNs = new long[intendedNs.length];
    }

    /** A schedule of so many presses a second, from a moment on. */
    public static TimedAnswers scheduled(long firstNs, int perSecond, int count) {
        long[] intendedNs = new long[count];
        Arrays.setAll(intendedNs, i -> firstNs + i * 1_000_000_000L / perSecond);
        return new TimedAnswers(intendedNs, System.currentTimeMillis() - System.nanoTime() / 1_000_000);
    }

    public int count() {
        return intendedNs.length;
    }

    public long intendedNs(int press) {
        return intendedNs[press];
    }

    public void answered(int press, long atNs) {
        answeredNs[press] = atNs;
    }

    /** Adds the latency of each press after the first so many to one of the two; nanoseconds. */
    public void sort(Spans spans, int skip, Histogram during, Histogram besides) {
        for (int i = skip; i < intendedNs.length; i++) {
            long fromMs = epochMsAtZero + intendedNs[i] / 1_000_000;
            long toMs = epochMsAtZero + answeredNs[i] / 1_000_000;
            Histogram histogram = spans.overlap(fromMs, toMs) ? during : besides;
            histogram.recordValue(Math.min(Math.max(0, answeredNs[i] - intendedNs[i]), LONGEST_NS));
        }
    }

    /** When the press of the longest latency was meant to be sent, of those after the first so many; ms since 1970. */
    public long longestSentAtMs(int skip) {
        int longest = skip;
        for (int i = skip; i < intendedNs.length; i++) {
            if (answeredNs[i] - intendedNs[i] > answeredNs[longest] - intendedNs[longest]) {
                longest = i;
            }
        }
        return epochMsAtZero + intendedNs[longest] / 1_000_000;
    }

    public static Histogram histogram() {
        return new Histogram(LONGEST_NS, 3);
    }
}
