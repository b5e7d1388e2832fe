package dev.shoutgate.sim.press;

import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * The figures of a run as they grow. Latencies run from the intended time of the press, not from when it was sent, so a
 * stall of the gateway, or of this client, is in the figures of every press that it delayed.
 *
 * <p>Threading: the event loop; others once the load is done. Histograms in nanoseconds.
 */
public final class Tally {
    private static final int DIGITS = 3;

    private final Histogram accepted = new Histogram(DIGITS);
    private final Histogram refused = new Histogram(DIGITS);
    private final Histogram sendLag = new Histogram(DIGITS);
    private final Histogram thisSecond = new Histogram(2);
    private final List<Second> seconds = new ArrayList<>();
    private final long lagThresholdNs;
    private long late;
    private long lateForWantOfConnection;
    private long lostTries;
    private long secondSent;
    private long secondAccepted;
    private long secondRefused;
    private long secondWorstLagNs;

    public Tally(long lagThresholdNs) {
        this.lagThresholdNs = lagThresholdNs;
    }

    void sent(long lagNs, boolean waitedForConnection) {
        sendLag.recordValue(Math.max(0, lagNs));
        secondSent++;
        secondWorstLagNs = Math.max(secondWorstLagNs, lagNs);
        countIfLate(lagNs, waitedForConnection);
    }

    /** A press that was due and never left is late by as much as we waited. */
    void neverSent(long lagNs) {
        sendLag.recordValue(Math.max(0, lagNs));
        countIfLate(lagNs, true);
    }

    private void countIfLate(long lagNs, boolean waitedForConnection) {
        if (lagNs > lagThresholdNs) {
            late++;
            lateForWantOfConnection += waitedForConnection ? 1 : 0;
        }
    }

    void accepted(long latencyNs) {
        accepted.recordValue(latencyNs);
        thisSecond.recordValue(latencyNs);
        secondAccepted++;
    }

    void refused(long latencyNs) {
        refused.recordValue(latencyNs);
        thisSecond.recordValue(latencyNs);
        secondRefused++;
    }

    void lost() {
        lostTries++;
    }

    Second closeSecond(long offered, long waiting) {
        Second second = new Second(seconds.size(), offered, secondSent, secondAccepted + secondRefused, secondAccepted,
                secondRefused, waiting, secondWorstLagNs / 1e6, thisSecond.getValueAtPercentile(50) / 1e6,
                thisSecond.getValueAtPercentile(99) / 1e6);
        seconds.add(second);
        thisSecond.reset();
        secondSent = 0;
        secondAccepted = 0;
        secondRefused = 0;
        secondWorstLagNs = 0;
        return second;
    }

    public Histogram accepted() {
        return accepted;
    }

    public Histogram refused() {
        return refused;
    }

    /** From the intended time of each press to its first byte on the wire. */
    public Histogram sendLag() {
        return sendLag;
    }

    public List<Second> seconds() {
        return List.copyOf(seconds);
    }

    /** Presses that left later than the threshold. */
    public long late() {
        return late;
    }

    /** Those of the late ones for which no connection was free. */
    public long lateForWantOfConnection() {
        return lateForWantOfConnection;
    }

    /** Tries whose connection broke before the answer. */
    public long lostTries() {
        return lostTries;
    }
}
