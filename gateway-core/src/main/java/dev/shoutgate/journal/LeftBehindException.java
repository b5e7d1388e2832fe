package dev.shoutgate.journal;

/**
 * A log that others write too went on without a frame that was decided here. Memory has what never was: it must be made
 * anew, from the log. What was in the frame may be neither acknowledged nor refused.
 */
public final class LeftBehindException extends RuntimeException {

    /** {@code message}: which frame, and what the log has in its place, for operators. */
    public LeftBehindException(String message) {
        super(message);
    }
}
