package dev.shoutgate.bench;

import dev.shoutgate.bench.jmh.GateBaseline;
import dev.shoutgate.bench.jmh.GateRunner;
import dev.shoutgate.bench.jmh.GateScore;
import dev.shoutgate.bench.jmh.GateSet;
import dev.shoutgate.bench.jmh.GateVerdict;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Fails a build that made the hot path slower. A machine that is slow today, or busy with something else, does not fool
 * it: every time is divided by that of a calibration right before and after, the median of several rounds decides, and
 * what looks slower gets further rounds before it is said to be.
 *
 * <p>Exit codes: 0 as fast as it was, 1 slower or allocating more, 2 it could not be told.
 */
@Command(name = "regression-gate", mixinStandardHelpOptions = true,
        description = "Compares the speed of the stages with the baseline that is committed.")
public final class RegressionGate implements Callable<Integer> {

    private static final int NOT_TOLD = 2;

    @Option(names = "--baseline", paramLabel = "FILE", description = "Default: ${DEFAULT-VALUE}.")
    private File file = new File("gateway-bench/baseline.json");

    @Option(names = "--update", description = "Writes the baseline anew with what is measured now.")
    private boolean update;

    @Option(names = "--only", split = ",", paramLabel = "NAME", description = "Leave the other benchmarks out.")
    private List<String> only = List.of();

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}; what looks slower gets as many once more.")
    private int rounds = 3;

    @Option(names = "--iteration-ms", description = "Length of one iteration; default: ${DEFAULT-VALUE}.")
    private int iterationMs = 250;

    @Option(names = "--parameter", paramLabel = "NAME=VALUE",
            description = "Of a benchmark, as JMH's -p: 'times=3' writes a reply three times, which must fail.")
    private Map<String, String> parameters = Map.of();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new RegressionGate()).execute(arguments));
    }

    @Override
    public Integer call() {
        List<GateSet.Entry> entries =
                GateSet.ENTRIES.stream().filter(entry -> only.isEmpty() || only.contains(entry.name())).toList();
        try {
            GateBaseline baseline = file.exists() || !update ? GateBaseline.read(file) : GateBaseline.empty();
            List<String> unknown = entries.stream().map(GateSet.Entry::name)
                    .filter(name -> !update && !baseline.benchmarks().containsKey(name)).toList();
            if (entries.isEmpty() || !unknown.isEmpty()) {
                System.err.println("Nothing to compare in " + file + " for " + (entries.isEmpty() ? only : unknown)
                        + ". Run it with --update and commit the file.");
                return NOT_TOLD;
            }
            GateRunner runner = new GateRunner(iterationMs, parameters, System.out::println);
            Map<String, List<GateScore>> scores = runner.measure(entries, rounds);
            if (update) {
                baseline.updated(scores, entries).write(file);
                System.out.println("Wrote " + file + ".");
                return 0;
            }
            lookAgain(runner, entries, baseline, scores);
            return report(verdicts(entries, baseline, scores));
        } catch (IOException e) {
            System.err.println("The baseline cannot be used: " + e.getMessage()
                    + "\nRun it from the top folder, or name the file with --baseline.");
            return NOT_TOLD;
        } catch (RunnerException e) {
            System.err.println("A benchmark failed: " + e.getMessage());
            return NOT_TOLD;
        }
    }

    private void lookAgain(GateRunner runner, List<GateSet.Entry> entries, GateBaseline baseline,
            Map<String, List<GateScore>> scores) throws RunnerException {
        List<String> suspects = verdicts(entries, baseline, scores).stream().filter(GateVerdict::fails)
                .map(GateVerdict::name).toList();
        if (!suspects.isEmpty()) {
            System.out.println("looking again at " + suspects);
            runner.measure(entries.stream().filter(entry -> suspects.contains(entry.name())).toList(), rounds)
                    .forEach((name, further) -> scores.get(name).addAll(further));
        }
    }

    private static List<GateVerdict> verdicts(List<GateSet.Entry> entries, GateBaseline baseline,
            Map<String, List<GateScore>> scores) {
        List<GateVerdict> verdicts = new ArrayList<>();
        for (GateSet.Entry entry : entries) {
            verdicts.add(GateVerdict.of(entry.name(), baseline.benchmarks().get(entry.name()),
                    scores.get(entry.name())));
        }
        return verdicts;
    }

    private static int report(List<GateVerdict> verdicts) {
        System.out.print("\n" + GateVerdict.heading());
        verdicts.forEach(verdict -> System.out.print(verdict.text()));
        List<String> failed = verdicts.stream().filter(GateVerdict::fails).map(GateVerdict::name).toList();
        if (failed.isEmpty()) {
            return 0;
        }
        System.err.println("Slower than the baseline, or allocating more: " + failed + ".\nFind what made it so: the "
                + "same command on the commit before, then JMH with '-prof gc' on the benchmark. Where the price is "
                + "meant to be paid, run this with --update on a quiet machine and commit the baseline with the "
                + "change that needs it.");
        return 1;
    }
}
