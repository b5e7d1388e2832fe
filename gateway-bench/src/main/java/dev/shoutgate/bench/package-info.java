/**
 * How fast the gateway is, in four ways that anyone can repeat.
 *
 * <p><b>Stage by stage</b>, with JMH: {@code ShardBenchmark}, {@code RingBenchmark}, {@code JournalAppendBenchmark},
 * and
 * beside the package-private code that they measure {@code dev.shoutgate.frontend.RequestParserBenchmark} and
 * {@code dev.shoutgate.reply.ReplyBenchmark}. All of them extend {@code StageBenchmark}, which says how they are run.
 *
 * <p><b>Side by side</b>, over real sockets: {@code SideBySide} gives every {@code Contender} its turn in a JVM of
 * its own
 * ({@code ServerProcess}), under the same load ({@code Wrk}, {@code PressScript}), and sets the rest in relation to the
 * first ({@code Comparison}). Another server is another {@code Contender}.
 *
 * <p><b>Beside itself</b>: {@code RegressionGate} holds a short set of the stages to a committed baseline.
 *
 * <p><b>With many orders</b>, in a folder that {@code OrdersFolder} fills: {@code StartTimes} kills and stops a gateway
 * and waits until it is ready again; {@code SnapshotPause} presses on one ({@code OpenLoop}) while it takes snapshots.
 */
package dev.shoutgate.bench;
