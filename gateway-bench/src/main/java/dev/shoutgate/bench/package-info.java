/**
 * How fast the gateway is: the programs that anyone can repeat, each with a {@code main}. What they consist of stands
 * in the packages below.
 *
 * <p><b>Stage by stage</b> ({@code jmh}): JMH's own {@code main}, and {@code RegressionGate}.
 *
 * <p><b>Side by side</b> ({@code peer}, {@code load}): {@code SideBySide}, over real sockets.
 *
 * <p><b>As it grows</b> ({@code growth}): {@code Growth}.
 *
 * <p><b>With many orders</b> ({@code pause}): {@code StartTimes} kills and stops a gateway and waits until it is ready
 * again; {@code SnapshotPause}, {@code ExpiryPause} and {@code OutagePause} press on one meanwhile ({@code OpenLoop});
 * {@code FlushRate} empties a journal into a store.
 */
package dev.shoutgate.bench;
