package dev.shoutgate.bench.jmh;

import java.util.ArrayDeque;
import java.util.Deque;
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
import org.openjdk.jmh.infra.BenchmarkParams;

/**
 * The shard: decide and apply on one thread, in batches with a frame each, without the disk. The score is the time of
 * one
 * press. With {@code -prof gc} the norm is 0 bytes: what is left is JMH's own, spread over the presses.
 */
public class ShardBenchmark extends StageBenchmark {

    /** Buys of one measurement, each by another buyer. */
    private static final int BUYS = 1 << 20;

    /** Whole batches come out even, and whatever number of orders there is to walk through is walked through. */
    private static int nextBatch(int from, int count) {
        int next = from + StockedShard.BATCH;
        return next + StockedShard.BATCH <= count ? next : 0;
    }

    private static int wholeBatches(int count) {
        return (count + StockedShard.BATCH - 1) / StockedShard.BATCH * StockedShard.BATCH;
    }

    /**
     * A shard for every measurement, so that each of them sells from the same number of orders on and memory stays
     * bounded. They are made before the first one, so that their making is not counted as the presses' garbage.
     */
    @State(Scope.Thread)
    public static class FreshShard {

        /** Orders that the shard holds before the first buy that is measured. */
        @Param("0")
        public int ordersBefore;

        private final Deque<StockedShard> fresh = new ArrayDeque<>();
        private Presses before;
        private Presses presses;
        private StockedShard current;

        @Setup(Level.Trial)
        public void make(BenchmarkParams run) {
            int shards = run.getWarmup().getCount() + run.getMeasurement().getCount();
            int filled = wholeBatches(ordersBefore);
            for (int i = 0; i < shards; i++) {
                fresh.add(new StockedShard(BUYS + filled));
            }
            before = new Presses(BUYS, filled, fresh.peek().shard().hashing());
            presses = new Presses(0, BUYS, fresh.peek().shard().hashing());
        }

        @Setup(Level.Iteration)
        public void take() {
            current = fresh.remove().sellTo(before);
        }

        @TearDown(Level.Iteration)
        public void giveBack() {
            long wanted = BUYS + wholeBatches(ordersBefore);
            if (current.shard().orderCount() != wanted) {
                throw new IllegalStateException(current.shard().orderCount() + " orders, " + wanted + " presses");
            }
            current.close();
        }

        @TearDown(Level.Trial)
        public void giveBackTheRest() {
            fresh.forEach(StockedShard::close);
        }
    }

    /** A shard that has sold a phone to each of so many buyers. */
    @State(Scope.Thread)
    public static class SoldShard {

        @Param({"10000", "1000000"})
        public int orders;

        private StockedShard shard;
        private Presses buyers;
        private Presses strangers;
        private int next;

        @Setup(Level.Trial)
        public void make() {
            int count = wholeBatches(orders);
            shard = new StockedShard(count);
            buyers = new Presses(0, count, shard.shard().hashing());
            strangers = new Presses(count, count, shard.shard().hashing());
            shard.sellTo(buyers);
        }

        private int decideNext(Presses presses, int item) {
            int accepted = shard.decideBatch(presses, next, item);
            next = nextBatch(next, presses.count());
            return accepted;
        }

        @TearDown(Level.Trial)
        public void close() {
            boolean grown = shard.shard().orderCount() != buyers.count();
            shard.close();
            if (grown) {
                throw new IllegalStateException("a press that should have been refused or repeated made an order");
            }
        }
    }

    /** A million buyers get a unit each. */
    @Benchmark
    @BenchmarkMode(Mode.SingleShotTime)
    @OperationsPerInvocation(BUYS)
    @Warmup(iterations = 8)
    @Measurement(iterations = 8)
    public int accepted(FreshShard state) {
        int accepted = 0;
        for (int from = 0; from < BUYS; from += StockedShard.BATCH) {
            accepted += state.current.decideBatch(state.presses, from, StockedShard.PHONE);
        }
        return accepted;
    }

    /** New buyers press on what is sold out, and the gate had let them through. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(StockedShard.BATCH)
    public int soldOut(SoldShard state) {
        return state.decideNext(state.strangers, StockedShard.LIPSTICK);
    }

    /** Buyers send again what made them their order. */
    @Benchmark
    @BenchmarkMode(Mode.AverageTime)
    @OperationsPerInvocation(StockedShard.BATCH)
    public int repeatedKey(SoldShard state) {
        return state.decideNext(state.buyers, StockedShard.PHONE);
    }
}
