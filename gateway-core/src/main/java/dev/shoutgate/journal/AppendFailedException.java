package dev.shoutgate.journal;

/**
 * A frame could not be made durable. Whether any of it is on a medium is not known until {@link FactLog#repair()} has
 * returned true: till then its orders may be neither acknowledged nor refused.
 */
public final class AppendFailedException extends RuntimeException {

    /** {@code message}: what failed and where, for operators. */
    public AppendFailedException(String message, Throwable cause) {
        super(message, cause);
    }
}
