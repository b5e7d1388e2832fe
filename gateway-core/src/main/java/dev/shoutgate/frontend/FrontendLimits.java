package dev.shoutgate.frontend;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What one side of the gateway takes from the outside, at the most.
 *
 * @param maxInFlight    requests of one connection that wait for replies; past it nothing more of it is read. What came
 *                       in the same read, 16 KiB at the most, waits as bytes. Of HTTP/2: streams
 * @param requestTimeout by when a request must have come in whole
 * @param idleTimeout    how long a connection may be silent between requests, or not read what is there for it
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
