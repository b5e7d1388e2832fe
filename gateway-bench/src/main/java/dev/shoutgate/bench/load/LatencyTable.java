package dev.shoutgate.bench.load;

import java.util.List;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/**
 * Latencies of one run beside each other, as text. Histograms are in nanoseconds, the table is in microseconds.
 *
 * <p>Threading: any; stateless.
 */
public final class LatencyTable {

    private LatencyTable() {}

    /** A line of titles and a line for each of the two. */
    public static String of(String first, Histogram firstNs, String second, Histogram secondNs) {
        return titles() + row(first, firstNs) + row(second, secondNs);
    }

    public static String titles() {
        return "%-18s %10s %10s %10s %10s %10s%n".formatted("", "presses", "p50 us", "p99 us", "p99.9 us", "max us");
    }

    static String row(String name, Histogram ns) {
        return "%-18s %,10d %,10d %,10d %,10d %,10d%n".formatted(name, ns.getTotalCount(),
                ns.getValueAtPercentile(50) / 1_000, ns.getValueAtPercentile(99) / 1_000,
                ns.getValueAtPercentile(99.9) / 1_000, ns.getMaxValue() / 1_000);
    }

    /** The medians of several rounds, at least one, of each figure by itself. */
    public static String medians(String name, List<Histogram> rounds) {
        return "%-18s %,10d %,10d %,10d %,10d %,10d%n".formatted(name, median(rounds, Histogram::getTotalCount),
                median(rounds, ns -> ns.getValueAtPercentile(50)) / 1_000,
                median(rounds, ns -> ns.getValueAtPercentile(99)) / 1_000,
                median(rounds, ns -> ns.getValueAtPercentile(99.9)) / 1_000,
                median(rounds, Histogram::getMaxValue) / 1_000);
    }

    private static long median(List<Histogram> rounds, ToLongFunction<Histogram> figure) {
        return (long) Spread.of(rounds, figure::applyAsLong).median();
    }
}
