/**
 * The stages one by one, with JMH, and the gate that holds a short set of them to a committed baseline.
 *
 * <p>All benchmarks extend {@code StageBenchmark}, which says how they are run. Those of package-private code stand
 * beside it: {@code dev.shoutgate.frontend.RequestParserBenchmark}, {@code dev.shoutgate.reply.ReplyBenchmark}. {@code
 * GateRunner} measures each between two calibrations, and {@code GateVerdict} compares with {@code GateBaseline}.
 */
package dev.shoutgate.bench.jmh;
