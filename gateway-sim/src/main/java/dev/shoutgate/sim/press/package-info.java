/**
 * The open-loop client. One event loop owns everything here: it sends what is due, reads the answers, writes the log.
 * Presses wait for nothing but a free connection, and that wait is part of their latency and of the admitted send lag.
 */
package dev.shoutgate.sim.press;
