package dev.shoutgate.reply;

import dev.shoutgate.bench.jmh.Presses;
import dev.shoutgate.bench.jmh.StageBenchmark;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All of a buy but its socket: published by an event loop, decided and journalled by the shard's thread, handed back,
 * and written as the bytes of a reply by the event loop. Buyers are distinct, and each connection waits for its answer
 * before it presses again. The score is the time of one buy; {@code -prof gc} shows what one leaves on the heap, with
 * all threads counted.
 */
@State(Scope.Benchmark)
public class PipelineBenchmark extends StageBenchmark {

    private static final int BUYS = 1 << 17;

    /** Presses under way: as many as there are connections. */
    @Param("64")
    public int connections;

    /** What an answer promises: {@code disk} is forced, {@code os} is written. */
    @Param({"disk", "os"})
    public String durability;

    private Presses presses;
    private Pipeline pipeline;

    @Setup(Level.Trial)
    public void makeBuyers() {
        presses = Pipeline.presses(BUYS);
    }

    /** A fresh one for every measurement: each sells from no order on, and disk and memory stay bounded. */
    @Setup(Level.Iteration)
    public void open() {
        pipeline = new Pipeline(connections, durability.equals("disk"), presses);
    }

    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(BUYS)
    @Warmup(iterations = 5)
    @Measurement(iterations = 5)
    public long buys() {
        return pipeline.pressAll();
    }

    @TearDown(Level.Iteration)
    public void close() {
        pipeline.close();
    }
}
