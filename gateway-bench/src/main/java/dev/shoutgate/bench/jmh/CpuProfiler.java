package dev.shoutgate.bench.jmh;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * Processor time of an operation: of all threads of its JVM, so that what a benchmark hands to another thread counts,
 * and what others do with the cores does not. Linux says it in steps of 10 ms.
 *
 * <p>Threading: JMH's, one at a time.
 */
public final class CpuProfiler implements InternalProfiler {

    /** The name of the secondary result; nanoseconds. */
    static final String RESULT = "cpu.norm";

    private final OperatingSystemMXBean system =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private long beforeNs;

    @Override
    public String getDescription() {
        return "Processor time of an operation, of all threads";
    }

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        beforeNs = system.getProcessCpuTime();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double ns = system.getProcessCpuTime() - beforeNs;
        return List.of(new ScalarResult(
                RESULT, ns / Math.max(1, result.getMetadata().getAllOps()), "ns/op", AggregationPolicy.AVG));
    }
}
