package dev.shoutgate.bench.jmh;

import dev.shoutgate.bench.RegressionGate;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The short set of benchmarks that {@link RegressionGate} runs: the stages that have no disk in them, because a disk of
 * a shared machine is anybody's guess, and the whole pipeline, which goes to the disk but does not wait for it.
 *
 * <p>Threading: immutable, any thread.
 */
public final class GateSet {

    /**
     * A benchmark and how it is run.
     *
     * @param name       as the baseline calls it
     * @param benchmark  class and method
     * @param parameters as {@code -p} sets them
     * @param warmUps    iterations before those that count
     * @param margin     how far its ratio may grow, where the baseline does not say; 0.3 is by 30 %
     */
    public record Entry(String name, String benchmark, Map<String, String> parameters, int warmUps, double margin) {

        /** For JMH: this benchmark alone. */
        ChainedOptionsBuilder options() {
            ChainedOptionsBuilder options = new OptionsBuilder()
                    .include(Pattern.quote(benchmark) + "$").warmupIterations(warmUps);
            parameters.forEach((name, value) -> options.param(name, value));
            return options;
        }
    }

    static final Entry CALIBRATION = new Entry("calibration", "dev.shoutgate.bench.jmh.CalibrationBenchmark.work",
            Map.of(), 3, 0);

    public static final List<Entry> ENTRIES = List.of(
            new Entry("body", "dev.shoutgate.frontend.RequestParserBenchmark.body", Map.of(), 3, 0.3),
            new Entry("refusal", "dev.shoutgate.frontend.RequestParserBenchmark.soldOut", Map.of(), 10, 0.3),
            new Entry("reply", "dev.shoutgate.reply.ReplyBenchmark.order", Map.of("times", "1"), 3, 0.3),
            new Entry("shard accepted", "dev.shoutgate.bench.jmh.ShardBenchmark.accepted",
                    Map.of("ordersBefore", "0"), 3, 0.3),
            new Entry("shard sold out", "dev.shoutgate.bench.jmh.ShardBenchmark.soldOut", Map.of("orders", "10000"), 4,
                    0.3),
            new Entry("shard repeated key", "dev.shoutgate.bench.jmh.ShardBenchmark.repeatedKey",
                    Map.of("orders", "10000"), 4, 0.3),
            // Two threads and a disk: on two cores that others use too, it swings more than the rest.
            new Entry("pipeline", "dev.shoutgate.reply.PipelineBenchmark.buys",
                    Map.of("connections", "64", "durability", "os"), 4, 0.5));

    private GateSet() {}
}
