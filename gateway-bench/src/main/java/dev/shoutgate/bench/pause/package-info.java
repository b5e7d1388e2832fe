/**
 * Whether buyers notice what goes on beside them, with many orders: what the programs {@code SnapshotPause},
 * {@code ExpiryPause}, {@code OutagePause}, {@code FlushRate} and {@code StartTimes} have in common.
 *
 * <p>{@code OrdersFolder} fills a data folder, {@code OrdersGateway} runs a gateway on it, {@code BreakableStore} takes
 * a store away and gives it back.
 */
package dev.shoutgate.bench.pause;
