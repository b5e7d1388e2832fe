package dev.shoutgate.sim.show;

/**
 * An act of the script and how it went, between two moments of {@link System#nanoTime}.
 *
 * @param failure why the gateway did not do it, or null when it did
 */
public record Performed(Cue cue, long startNs, long endNs, String failure) {

    boolean done() {
        return failure == null;
    }
}
