package dev.shoutgate.bench.jmh;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures benchmarks in rounds, each between two calibrations, so that what disturbs the machine for a while disturbs
 * both; what comes and goes within seconds the median over the rounds leaves out.
 *
 * <p>Threading: one owner; it blocks while JMH's own JVMs run.
 */
public final class GateRunner {

    private static final int ITERATIONS = 4;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final int iterationMs;
    private final Map<String, String> parameters;
    private final Consumer<String> progress;

    /** {@code parameters}: take the place of those that a benchmark of the set has. */
    public GateRunner(int iterationMs, Map<String, String> parameters, Consumer<String> progress) {
        this.iterationMs = iterationMs;
        this.parameters = parameters;
        this.progress = progress;
        // Its lock is the machine's, and a run of somebody else is nothing that a gate should fail at.
        System.setProperty("jmh.ignoreLock", "true");
    }

    /** So many rounds of all of them; scores by the name of the entry. */
    public Map<String, List<GateScore>> measure(Collection<GateSet.Entry> entries, int rounds) throws RunnerException {
        Map<String, List<GateScore>> scores = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            double before = nsOf(run(GateSet.CALIBRATION));
            for (GateSet.Entry entry : entries) {
                RunResult result = run(entry);
                double after = nsOf(run(GateSet.CALIBRATION));
                GateScore score = new GateScore(nsOf(result), (before + after) / 2, bytesOf(result));
                scores.computeIfAbsent(entry.name(), name -> new ArrayList<>()).add(score);
                progress.accept(String.format(
                        "round %d  %-20s %,10.1f ns  %8.4f of the calibration's %,.0f to %,.0f ns", round,
                        entry.name(), score.ns(), score.ratio(), before, after));
                before = after;
            }
        }
        return scores;
    }

    private RunResult run(GateSet.Entry entry) throws RunnerException {
        Map<String, String> own = new LinkedHashMap<>(entry.parameters());
        own.replaceAll((name, value) -> parameters.getOrDefault(name, value));
        GateSet.Entry changed = new GateSet.Entry(entry.name(), entry.benchmark(), own, entry.warmUps(), 0);
        TimeValue iteration = TimeValue.milliseconds(iterationMs);
        return new Runner(changed.options().forks(1).measurementIterations(ITERATIONS)
                .warmupTime(iteration).measurementTime(iteration)
                .addProfiler(GCProfiler.class).addProfiler(CpuProfiler.class)
                .verbosity(VerboseMode.SILENT).shouldFailOnError(true).build()).runSingle();
    }

    /** The mean of the iterations: the steps in which processor time is told even out. */
    private static double nsOf(RunResult result) {
        return result.getSecondaryResults().get(CpuProfiler.RESULT).getStatistics().getMean();
    }

    private static double bytesOf(RunResult result) {
        return result.getSecondaryResults().get(ALLOCATED).getStatistics().getPercentile(50);
    }
}
