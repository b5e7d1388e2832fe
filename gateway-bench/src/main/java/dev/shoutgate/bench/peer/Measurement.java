package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;

/**
 * One run of one contender.
 *
 * @param contender            its name
 * @param round                which of the interleaved rounds it belongs to, from 1
 * @param load                 what the load generator saw
 * @param cpuUsPerRequest      processor time of the server and of the database behind it until its stores had all of
 *                             the run, microseconds
 * @param pressedUsPerRequest  the part of it that was spent while the crowd pressed
 * @param compilerUsPerRequest the time that its compilers took meanwhile
 * @param heapBytesPerRequest  what the server's JVM allocated until then
 * @param loopBytesPerRequest  the part of it that its event loops allocated
 */
public record Measurement(String contender, int round, LoadResult load, double cpuUsPerRequest,
        double pressedUsPerRequest, double compilerUsPerRequest, double heapBytesPerRequest,
        double loopBytesPerRequest) {}
