package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;

/**
 * One run of one contender.
 *
 * @param contender       its name
 * @param round           which of the interleaved rounds it belongs to, from 1
 * @param load            what the load generator saw
 * @param cpuUsPerRequest processor time of the server and of the database behind it, microseconds
 * @param heapBytesPerRequest what the server's JVM allocated
 */
public record Measurement(String contender, int round, LoadResult load, double cpuUsPerRequest,
        double heapBytesPerRequest) {}
