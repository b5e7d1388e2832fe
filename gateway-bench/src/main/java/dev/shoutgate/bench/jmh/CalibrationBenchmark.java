package dev.shoutgate.bench.jmh;

import dev.shoutgate.bench.RegressionGate;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * How fast this machine is at this moment: a fixed piece of work on processor and memory, of nothing but the JDK, which
 * no change of the project makes faster or slower. {@link RegressionGate} sets all others in relation to it.
 */
@State(Scope.Thread)
public class CalibrationBenchmark extends StageBenchmark {

    /** Two megabytes: past the first two caches of a core, as the indexes of a shard are. */
    private static final int PLACES = 1 << 18;
    private static final int STEPS = 32;
    private static final int TEXT_BYTES = 256;

    private final long[] table = new long[PLACES];
    private final byte[] text = new byte[TEXT_BYTES];
    private long place = 1;

    /** Steps through memory of which each needs the last one's result, and a text written and read by the byte. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public long work() {
        long at = place;
        for (int i = 0; i < STEPS; i++) {
            int index = (int) (at >>> 46);
            at = at * 6_364_136_223_846_793_005L + table[index] + 1_442_695_040_888_963_407L;
            table[index] = at;
        }
        place = at;
        long rest = at;
        long sum = 0;
        for (int i = 0; i < TEXT_BYTES; i++) {
            text[i] = (byte) ('0' + (rest & 7));
            rest = Long.rotateRight(rest, 3);
            sum = sum * 31 + text[i];
        }
        return sum;
    }
}
