package dev.shoutgate.sim.gateway;

/**
 * The gateway did not answer, or answered with something other than what was asked for. Exit status 69 before a run.
 */
public final class GatewayException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int status;

    GatewayException(String message, int status, Throwable cause) {
        super(message, cause);
        this.status = status;
    }

    /** The HTTP status that came, or 0 when no answer came. */
    public int status() {
        return status;
    }
}
