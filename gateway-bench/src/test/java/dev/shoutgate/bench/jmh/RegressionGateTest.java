package dev.shoutgate.bench.jmh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.bench.RegressionGate;
import dev.shoutgate.bench.jmh.GateBaseline.Norm;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RegressionGateTest {

    private static final Norm NORM = new Norm(0.5, 0.4, 0);

    private static GateVerdict verdict(GateScore... scores) {
        return GateVerdict.of("x", NORM, List.of(scores));
    }

    private static GateScore score(double ns, double calibrationNs) {
        return new GateScore(ns, calibrationNs, 0);
    }

    private static int run(File baseline, String... more) {
        List<String> arguments = new ArrayList<>(List.of("--only", "reply", "--rounds", "1",
                "--iteration-ms", "20", "--baseline", baseline.toString()));
        arguments.addAll(List.of(more));
        return new CommandLine(new RegressionGate()).execute(arguments.toArray(new String[0]));
    }

    @Test
    void failsWhatTakesThreeTimesAsLong() {
        assertThat(verdict(score(300, 200), score(310, 200), score(290, 200)).isSlower()).isTrue();
    }

    @Test
    void isNotFooledByAMachineThatIsSlowForAllOfTheRun() {
        assertThat(verdict(score(300, 600), score(310, 600), score(290, 600)).fails()).isFalse();
    }

    @Test
    void isNotFooledByARoundThatWasDisturbed() {
        assertThat(verdict(score(900, 200), score(101, 200), score(99, 200)).fails()).isFalse();
        assertThat(verdict(score(300, 2_000), score(310, 200), score(290, 200)).fails())
                .as("a disturbed calibration hides nothing either").isTrue();
    }

    @Test
    void allowsWhatIsWithinTheMarginAndNoMore() {
        assertThat(verdict(score(139, 200)).fails()).isFalse();
        assertThat(verdict(score(141, 200)).fails()).isTrue();
    }

    @Test
    void failsWhatAllocates() {
        assertThat(verdict(new GateScore(100, 200, 15)).fails()).isFalse();
        assertThat(verdict(new GateScore(100, 200, 24)).allocatesMore()).isTrue();
    }

    @Test
    void keepsTheMarginsWhenItWritesTheBaselineAnew() {
        GateSet.Entry entry = GateSet.ENTRIES.get(0);
        GateBaseline before = new GateBaseline("", Map.of(entry.name(), new Norm(1, 0.9, 0), "other", NORM));

        GateBaseline after = before.updated(Map.of(entry.name(), List.of(score(50, 100))), List.of(entry));

        assertThat(after.benchmarks()).containsEntry(entry.name(), new Norm(0.5, 0.9, 0)).containsEntry("other", NORM);
    }

    /** Ratios that no machine reaches, in either direction: what is tested is the way from JMH to the exit code. */
    @Test
    void endsWithWhatItFound(@TempDir Path folder) throws Exception {
        File slowBefore = folder.resolve("slow.json").toFile();
        File fastBefore = folder.resolve("fast.json").toFile();
        new GateBaseline("", Map.of("reply", new Norm(1_000, 0.4, 1_000))).write(slowBefore);
        new GateBaseline("", Map.of("reply", new Norm(1e-6, 0.4, 1_000))).write(fastBefore);

        assertThat(run(slowBefore)).isZero();
        assertThat(run(fastBefore)).isEqualTo(1);
        assertThat(run(folder.resolve("none.json").toFile())).as("no baseline").isEqualTo(2);
    }

    @Test
    void allowsNoMoreThanAThirdButForThePipelineWithItsThreadsAndItsDisk() throws Exception {
        Map<String, Norm> norms = new HashMap<>(GateBaseline.read(new File("baseline.json")).benchmarks());

        assertThat(norms.remove("pipeline").margin()).isLessThanOrEqualTo(0.5);
        assertThat(norms.values()).extracting(Norm::margin).allMatch(margin -> margin <= 0.3);
    }

    @Test
    void hasABaselineForEveryBenchmarkOfTheSet() throws Exception {
        File committed = new File("baseline.json");

        assertThat(Files.exists(committed.toPath())).isTrue();
        assertThat(GateBaseline.read(committed).benchmarks().keySet())
                .containsExactlyInAnyOrderElementsOf(GateSet.ENTRIES.stream().map(GateSet.Entry::name).toList());
    }
}
