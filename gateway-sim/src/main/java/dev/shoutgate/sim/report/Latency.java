package dev.shoutgate.sim.report;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Percentiles in milliseconds, from the intended times.
 *
 * @param curve the whole distribution, for a chart whose axis counts nines
 */
public record Latency(long count, double p50Ms, double p90Ms, double p99Ms, double p999Ms, double maxMs,
                      List<Point> curve) {
    private static final int POINTS_A_NINE = 10;
    private static final int MOST_NINES = 5;

    public Latency {
        curve = List.copyOf(curve);
    }

    /** At {@code percentile} percent the latency is {@code ms}. */
    public record Point(double percentile, double ms) {
    }

    /** Takes a histogram of nanoseconds. */
    public static Latency of(Histogram histogram) {
        return new Latency(histogram.getTotalCount(), ms(histogram, 50), ms(histogram, 90), ms(histogram, 99),
                ms(histogram, 99.9), histogram.getMaxValue() / 1e6, curve(histogram));
    }

    private static double ms(Histogram histogram, double percentile) {
        return histogram.getValueAtPercentile(percentile) / 1e6;
    }

    private static List<Point> curve(Histogram histogram) {
        List<Point> points = new ArrayList<>();
        // Beyond one press in count there is nothing to tell apart.
        double nines = Math.min(MOST_NINES, Math.log10(Math.max(1, histogram.getTotalCount())));
        for (int i = 0; histogram.getTotalCount() > 0 && i <= nines * POINTS_A_NINE; i++) {
            double percentile = 100 * (1 - Math.pow(10, -(double) i / POINTS_A_NINE));
            points.add(new Point(percentile, ms(histogram, percentile)));
        }
        return points;
    }
}
