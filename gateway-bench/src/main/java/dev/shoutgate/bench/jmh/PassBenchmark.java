package dev.shoutgate.bench.jmh;

import dev.shoutgate.ByteText;
import dev.shoutgate.PassFault;
import dev.shoutgate.gate.pass.PassSeal;
import dev.shoutgate.gate.pass.PassSeal.Kind;
import dev.shoutgate.inventory.memory.Hashing;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a buy's pass costs an event loop: one that counts, one that was made up, and what is none at all. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PassBenchmark {

    private static final long TIME_MS = 1_800_000_000_000L;
    private static final String SALE = "friday-night";

    private final PassSeal seal = new PassSeal(new Hashing(11, 22));
    private final ByteText buyer = new ByteText(64);
    private byte[] real;
    private byte[] forged;
    private byte[] malformed;

    @Setup
    public void make() {
        buyer.set("buyer-4711");
        real = seal.seal(Kind.PASS, SALE, buyer, TIME_MS, 42);
        forged = real.clone();
        forged[forged.length - 1] = (byte) (forged[forged.length - 1] == 'A' ? 'B' : 'A');
        malformed = real.clone();
        malformed[0] = '*';
    }

    @Benchmark
    public PassFault real() {
        return open(real, null);
    }

    @Benchmark
    public PassFault forged() {
        return open(forged, PassFault.FORGED);
    }

    @Benchmark
    public PassFault malformed() {
        return open(malformed, PassFault.MALFORMED);
    }

    private PassFault open(byte[] text, PassFault expected) {
        PassFault fault = seal.open(Kind.PASS, SALE, buyer, text, 0, text.length);
        if (fault != expected) {
            throw new IllegalStateException("expected " + expected + ", was " + fault);
        }
        return fault;
    }
}
