/**
 * The simulator: loads a running gateway as a live room would, and checks its promises from outside.
 *
 * <p>The way of the data is the alphabetical order of the packages:
 *
 * <pre>
 *   gateway  the API as an outsider calls it, and the sale that the run is about
 *   plan     who presses what and when: pure, computed ahead
 *   press    the open-loop client: one event loop, keep-alive connections
 *   proof    the promises, each checked against what came back
 *   report   text, JSON and HTML
 *   show     a scripted evening: the host's acts, and what must be true of it afterwards
 * </pre>
 *
 * <p>Threads: the event loop of {@code press} sends and receives; the main thread does everything else.
 */
package dev.shoutgate.sim;
