package dev.shoutgate.sim.press;

/**
 * What happened in one second of the run. Counts of that second alone; times in milliseconds.
 *
 * @param offered   presses that the schedule had due
 * @param waiting   presses that were due and still unsent at its end
 * @param worstLagMs the longest that a press of this second left after its intended time
 */
public record Second(int second, long offered, long sent, long answered, long accepted, long refused, long waiting,
                     double worstLagMs, double p50Ms, double p99Ms) {
}
