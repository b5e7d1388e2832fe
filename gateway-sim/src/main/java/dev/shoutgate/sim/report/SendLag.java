package dev.shoutgate.sim.report;

import dev.shoutgate.sim.press.LoadSettings;
import dev.shoutgate.sim.press.Tally;
import org.HdrHistogram.Histogram;

/**
 * How well the generator kept to its schedule: from the intended time of a press to its first byte.
 *
 * @param late                 presses later than the threshold
 * @param forWantOfConnection  those of them for which no connection was free
 * @param fellBehind           whether the share of late ones is above the allowed one
 */
public record SendLag(double thresholdMs, double allowedShare, long presses, long late, double lateShare,
                      long forWantOfConnection, double p50Ms, double p99Ms, double maxMs, boolean fellBehind) {

    /** Judges a run. */
    public static SendLag of(Tally tally, LoadSettings settings) {
        Histogram lag = tally.sendLag();
        double share = lag.getTotalCount() == 0 ? 0 : (double) tally.late() / lag.getTotalCount();
        return new SendLag(settings.lagThreshold().toNanos() / 1e6, settings.lagShare(), lag.getTotalCount(),
                tally.late(), share, tally.lateForWantOfConnection(), lag.getValueAtPercentile(50) / 1e6,
                lag.getValueAtPercentile(99) / 1e6, lag.getMaxValue() / 1e6, share > settings.lagShare());
    }
}
