package dev.shoutgate.frontend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one side of the gateway takes from the outside, at the most.
 *
 * @param maxInFlight    requests of one connection that wait for replies; past it the connection is not read.
 *                       Those that came in the same read, 16 KiB at the most, may wait besides
 * @param requestTimeout by when a request must have come in whole
 * @param idleTimeout    how long a connection may be silent between requests
 */
record FrontendLimits(
        int maxUriBytes,
        int maxHeaderBytes,
        int maxBodyBytes,
        int maxInFlight,
        int maxConnections,
        int maxConnectionsPerAddress,
        Duration requestTimeout,
        Duration idleTimeout) {

    /** How long the other side has, after our last reply on a connection, to read it and close. */
    long lingerNs() {
        return TimeUnit.SECONDS.toNanos(2);
    }
}
