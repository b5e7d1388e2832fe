package dev.shoutgate.bench.exchange;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.shoutgate.bench.jmh.Presses;
import dev.shoutgate.bench.jmh.StockedShard;
import java.lang.management.ManagementFactory;

/**
 * A program for a JVM of its own: so many buyers take one unit each from a fresh shard, in every round. It prints its
 * figures in a line ({@link OrderRun}). Making the shard is not measured: neither are the users of the other engine.
 */
public final class ShardOrders {

    private ShardOrders() {}

    /** {@code buyers warm-ups rounds}. */
    public static void main(String[] arguments) {
        Presses presses = presses(Integer.parseInt(arguments[0]) / StockedShard.BATCH * StockedShard.BATCH);
        rounds(presses, Integer.parseInt(arguments[1]));
        System.out.println(rounds(presses, Integer.parseInt(arguments[2])).line());
    }

    private static Presses presses(int buyers) {
        // Every stocked shard hashes alike.
        try (StockedShard any = new StockedShard(1)) {
            return new Presses(0, buyers, any.shard().hashing());
        }
    }

    private static OrderRun rounds(Presses presses, int rounds) {
        OrderRun sum = new OrderRun(0, 0, 0, 0, 0);
        for (int round = 0; round < rounds; round++) {
            try (StockedShard shard = new StockedShard(presses.count())) {
                OrderRun one = round(shard, presses);
                sum = new OrderRun(sum.orders() + one.orders(), sum.accepted() + one.accepted(),
                        sum.wallNs() + one.wallNs(), sum.engineNs() + one.engineNs(),
                        sum.processNs() + one.processNs());
            }
        }
        return sum;
    }

    private static OrderRun round(StockedShard shard, Presses presses) {
        long processNs = -processCpuNs();
        long threadNs = -threadCpuNs();
        long startNs = System.nanoTime();
        long accepted = 0;
        for (int from = 0; from < presses.count(); from += StockedShard.BATCH) {
            accepted += shard.decideBatch(presses, from, StockedShard.PHONE);
        }
        long wallNs = System.nanoTime() - startNs;
        return new OrderRun(presses.count(), accepted, wallNs, threadNs + threadCpuNs(), processNs + processCpuNs());
    }

    private static long threadCpuNs() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadCpuTime();
    }

    private static long processCpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
