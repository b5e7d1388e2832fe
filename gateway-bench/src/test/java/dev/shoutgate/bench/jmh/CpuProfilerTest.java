package dev.shoutgate.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.IterationResultMetaData;

class CpuProfilerTest {

    private static final int OPERATIONS = 1_000;
    private static final long PART_NS = TimeUnit.MILLISECONDS.toNanos(500);

    /** Linux's steps, and those of the thread's own clock. */
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(20);

    private static double nsOf(Runnable work) {
        CpuProfiler profiler = new CpuProfiler();
        profiler.beforeIteration(null, null);
        work.run();
        IterationResult iteration =
                new IterationResult(null, null, new IterationResultMetaData(OPERATIONS, OPERATIONS));
        return profiler.afterIteration(null, null, iteration).iterator().next().getScore() * OPERATIONS;
    }

    private static void compute() {
        long endNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() + PART_NS;
        while (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() < endNs) {
            Thread.onSpinWait();
        }
    }

    private static void computeElsewhere() {
        Thread thread = new Thread(CpuProfilerTest::compute, "elsewhere");
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void countsTheProcessorTimeOfEveryThreadOneThatHasEndedToo() {
        assertThat(nsOf(CpuProfilerTest::computeElsewhere)).isBetween((double) PART_NS - STEP_NS, PART_NS * 2.0);
    }

    @Test
    void doesNotCountWaiting() {
        assertThat(nsOf(() -> LockSupport.parkNanos(PART_NS))).isLessThan(PART_NS / 2.0);
    }
}
