package dev.shoutgate.inventory;

/**
 * What one shard may grow to; past it new orders, or new items, are refused and all else goes on.
 *
 * @param orders orders kept, whatever their status
 * @param items  items ever defined since the start
 */
public record ShardCapacity(long orders, int items) {}
