/**
 * The scripted live show: a host's acts at their times while a crowd presses, and what must be true of it afterwards.
 *
 * <p>Threads: the acts are performed by a thread of their own, so that a slow one delays neither the load nor the next.
 */
package dev.shoutgate.sim.show;
