/**
 * How the cost of an order grows, one {@code GrowthAxis} at a time: connections, buyers, stock, items, threads.
 *
 * <p>A {@code GrowthTurn} measures one {@code GrowthPoint}; {@code GrowthReport} draws what came of it.
 */
package dev.shoutgate.bench.growth;
