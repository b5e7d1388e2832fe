package dev.shoutgate.sim;

/** What the user asked for cannot be done as asked; the message says what was wanted and what came. Exit status 64. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
