package dev.shoutgate.sim.report;

import static dev.shoutgate.sim.report.Sentences.format;

import dev.shoutgate.sim.report.Chart.Scale;
import dev.shoutgate.sim.report.Chart.Tick;
import java.util.ArrayList;
import java.util.List;

/** The axes of the page's charts. */
final class Scales {
    private static final double[] NICE = {1, 2, 2.5, 5, 10};
    private static final int LINES = 5;

    private Scales() {
    }

    /** From 0 to the next round number above {@code most}. */
    static Scale fromZero(double most) {
        double step = niceStep(Math.max(most, 1) / LINES);
        double top = Math.ceil(Math.max(most, 1) / step) * step;
        List<Tick> ticks = new ArrayList<>();
        for (double value = 0; value <= top * 1.0001; value += step) {
            ticks.add(new Tick(value, format(step < 1 ? "%.1f" : "%,.0f", value)));
        }
        return new Scale(value -> value / top, ticks);
    }

    /** From 0 to just so many seconds. */
    static Scale seconds(int count) {
        double most = Math.max(1, count);
        List<Tick> ticks = fromZero(most).ticks().stream().filter(tick -> tick.value() <= most).toList();
        return new Scale(value -> value / most, ticks);
    }

    /** Milliseconds by decades, since a tail is told by its factors. */
    static Scale decades(double leastMs, double mostMs) {
        int low = (int) Math.floor(Math.log10(Math.max(leastMs, 0.01)));
        int high = Math.max(low + 1, (int) Math.ceil(Math.log10(Math.max(mostMs, 0.01))));
        List<Tick> ticks = new ArrayList<>();
        for (int decade = low; decade <= high; decade++) {
            double value = Math.pow(10, decade);
            ticks.add(new Tick(value, format(decade < 0 ? "%." + -decade + "f" : "%,.0f", value)));
        }
        return new Scale(value -> (Math.log10(Math.max(value, Math.pow(10, low))) - low) / (high - low), ticks);
    }

    /** Percentiles by nines: p90, p99 and p99.9 are as far apart as they are rare. */
    static Scale nines(double mostPercentile) {
        double most = Math.max(1, nine(mostPercentile));
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(0, "p0"), new Tick(50, "p50")));
        for (int nines = 1; nines <= most + 0.0001; nines++) {
            String digits = "9".repeat(nines);
            String label = nines == 1 ? "p90" : nines == 2 ? "p99" : "p99." + digits.substring(2);
            ticks.add(new Tick(100 * (1 - Math.pow(10, -nines)), label));
        }
        return new Scale(percentile -> nine(percentile) / most, ticks);
    }

    private static double nine(double percentile) {
        return -Math.log10(Math.max(1e-9, 1 - percentile / 100));
    }

    private static double niceStep(double least) {
        double decade = Math.pow(10, Math.floor(Math.log10(least)));
        for (double nice : NICE) {
            if (nice * decade >= least * 0.9999) {
                return nice * decade;
            }
        }
        return 10 * decade;
    }
}
