package dev.shoutgate.sim.plan;

import java.util.List;

/**
 * The times at which presses fire, in nanoseconds from the start: a pure function of the phases.
 *
 * <p>A phase of n presses cuts the area under its rate line into n equal slices and fires in the middle of each, so the
 * count is exact, the times rise, and every stretch has the rate that the line has there. Nothing that the gateway does
 * can move a time: that is what makes the load open-loop. Threading: immutable.
 */
public final class FireTimes {
    private final List<Phase> phases;
    private final int[] firstIndex;
    private final long[] startNs;

    /** Lays the phases one after the other. */
    public FireTimes(List<Phase> phases) {
        this.phases = List.copyOf(phases);
        firstIndex = new int[phases.size() + 1];
        startNs = new long[phases.size() + 1];
        double seconds = 0;
        for (int i = 0; i < phases.size(); i++) {
            seconds += phases.get(i).seconds();
            firstIndex[i + 1] = Math.addExact(firstIndex[i], Math.toIntExact(phases.get(i).count()));
            startNs[i + 1] = Math.round(seconds * 1e9);
        }
    }

    /** How many presses fire in all. */
    public int count() {
        return firstIndex[phases.size()];
    }

    /** The end of the last phase. */
    public long lengthNs() {
        return startNs[phases.size()];
    }

    /** Where a phase begins. */
    public long startNs(int phase) {
        return startNs[phase];
    }

    /** When the press with this index fires; rises with the index. */
    public long atNs(int index) {
        if (index < 0 || index >= count()) {
            throw new IndexOutOfBoundsException("wanted 0.." + (count() - 1) + ", came " + index);
        }
        int phase = 0;
        while (index >= firstIndex[phase + 1]) {
            phase++;
        }
        int presses = firstIndex[phase + 1] - firstIndex[phase];
        double slice = (index - firstIndex[phase] + 0.5) / presses;
        long insideNs = (long) (secondsToArea(phases.get(phase), slice) * 1e9);
        return Math.min(startNs[phase] + insideNs, startNs[phase + 1] - 1);
    }

    /** Solves rate × t + slope / 2 × t² = slice × area for t, in the form that does not cancel for small slopes. */
    private static double secondsToArea(Phase phase, double slice) {
        double area = slice * phase.area();
        double slope = (phase.toRate() - phase.rate()) / phase.seconds();
        double root = Math.sqrt(Math.max(0, phase.rate() * phase.rate() + 2 * slope * area));
        return 2 * area / (phase.rate() + root);
    }
}
