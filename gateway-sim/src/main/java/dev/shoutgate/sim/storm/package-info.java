/** Seeded lives on a simulated disk that tears, loses, flips and fails: needs no gateway and no disk. */
package dev.shoutgate.sim.storm;
