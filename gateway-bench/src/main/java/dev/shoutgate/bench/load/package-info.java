/**
 * What presses, and what is seen of it: wrk with a script, loads of our own (closed and open loop), latencies,
 * processor time, memory, tables and charts.
 *
 * <p>It knows no server: the other packages of the bench do.
 */
package dev.shoutgate.bench.load;
