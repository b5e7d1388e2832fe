package dev.shoutgate.sim.press;

/**
 * An order as its buyer read it after the run: the body of a 200, or what came instead.
 *
 * @param status 0 when no answer came
 */
public record ReadBack(int status, String body) {
}
