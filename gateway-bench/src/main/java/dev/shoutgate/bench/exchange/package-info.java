/**
 * The shard beside another engine that decides and applies in memory: exchange-core, in a JVM and on a class path of
 * its own, because it wants other versions of what we use.
 */
package dev.shoutgate.bench.exchange;
