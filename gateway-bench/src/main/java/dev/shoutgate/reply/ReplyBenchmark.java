package dev.shoutgate.reply;

import dev.shoutgate.Problem;
import dev.shoutgate.bench.jmh.Presses;
import dev.shoutgate.bench.jmh.StageBenchmark;
import dev.shoutgate.bench.jmh.StockedShard;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * The reply: an outcome becomes the bytes that go to the socket, head and body, in direct memory that is used again.
 */
@State(Scope.Thread)
public class ReplyBenchmark extends StageBenchmark {

    /** How often one operation writes its reply; 3 is the slowdown that the regression gate has to see. */
    @Param("1")
    public int times;

    private final ReplyWriter writer = new ReplyWriter();
    private ByteBuf out;
    private StockedShard shard;
    private Exchange order;
    private Exchange refusal;

    @Setup(Level.Trial)
    public void decide() {
        out = ByteBufAllocator.DEFAULT.directBuffer(1024);
        shard = new StockedShard(1_000);
        order = new Exchange(null);
        shard.sellOne(new Presses(0, 1, shard.shard().hashing()), 0, order.outcome);
        order.form = new OrderBody("disk")::created;
        refusal = new Exchange(null);
        refusal.outcome.refuse(Problem.SOLD_OUT);
        refusal.outcome.tellStock("phone", 1, 0, 3);
    }

    /** A 201 with its order. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public ByteBuf order() {
        for (int i = 0; i < times; i++) {
            writer.write(order, out.clear(), System.nanoTime());
        }
        return out;
    }

    /** A refusal whose every byte but the date and the length is made beforehand. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    public ByteBuf soldOut() {
        writer.write(refusal, out.clear(), System.nanoTime());
        return out;
    }

    @TearDown(Level.Trial)
    public void close() {
        out.release();
        shard.close();
    }
}
