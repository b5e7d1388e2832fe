/**
 * The gateway as an outsider calls it: targets, the two APIs' reads and the few operator calls that a run needs, and
 * the sale that the run is about. Blocking calls, for the main thread; nothing of this is on the path of the load.
 */
package dev.shoutgate.sim.gateway;
