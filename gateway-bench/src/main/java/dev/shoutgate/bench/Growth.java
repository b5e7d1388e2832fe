package dev.shoutgate.bench;

import dev.shoutgate.bench.growth.GrowthAxis;
import dev.shoutgate.bench.growth.GrowthPoint;
import dev.shoutgate.bench.growth.GrowthReport;
import dev.shoutgate.bench.growth.GrowthTurn;
import dev.shoutgate.bench.load.Wrk;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures how the cost of an order grows with connections, buyers, stock, items and threads, one of them changed at a
 * time, in interleaved rounds, each point on a gateway freshly started. Loopback only; it ends what it started, and
 * nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway failed or refused, 2 there is no wrk to press with.
 */
@Command(name = "growth", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures how throughput and latency grow with connections, buyers, stock, items, threads.")
public final class Growth implements Callable<Integer> {

    private static final int NO_WRK = 2;

    @Option(names = "--axis", split = ",", paramLabel = "AXIS",
            description = "Of ${COMPLETION-CANDIDATES}; default: all of them.")
    private List<GrowthAxis> axes = List.of(GrowthAxis.values());

    @Option(names = "--rounds", description = "Turns of each point; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--seconds", description = "Length of a measured run; default: ${DEFAULT-VALUE}.")
    private int seconds = 4;

    @Option(names = "--warm-up", description = "Seconds of presses before it; default: ${DEFAULT-VALUE}.")
    private int warmUp = 8;

    @Option(names = "--json", paramLabel = "FILE", description = "Where every figure goes besides.")
    private File json;

    @Option(names = "--html", paramLabel = "FILE", description = "Where charts go besides.")
    private File html;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Growth()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Wrk.isInstalled()) {
            System.err.println("There is no wrk, which alone holds 10,000 connections (Debian: apt-get install wrk).");
            return NO_WRK;
        }
        try {
            Map<GrowthPoint, List<GrowthTurn.Result>> results = measure();
            GrowthReport report = new GrowthReport(setting());
            for (GrowthAxis axis : axes) {
                axis.points().forEach(point -> report.add(axis, GrowthReport.Row.of(point, results.get(point))));
            }
            System.out.printf("%n%s", report.text());
            report.write(json, html);
            return 0;
        } catch (InvalidRunException e) {
            System.err.println("The run does not count. " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private Map<GrowthPoint, List<GrowthTurn.Result>> measure()
            throws IOException, InterruptedException, InvalidRunException {
        Map<GrowthPoint, List<GrowthTurn.Result>> results = new LinkedHashMap<>();
        for (int round = 1; round <= rounds; round++) {
            for (GrowthAxis axis : axes) {
                for (GrowthPoint point : axis.points()) {
                    GrowthTurn.Result one = new GrowthTurn(point, warmUp, seconds).measure();
                    results.computeIfAbsent(point, any -> new ArrayList<>()).add(one);
                    System.out.printf("round %d  %-26s %-18s %,10.0f requests/s  p99 %,8.0f us  %5.1f us of CPU%n",
                            round, axis.words(), point.label(), one.requestsPerSecond(), one.p99us(), one.cpuUs());
                }
            }
        }
        return results;
    }

    private String setting() {
        return String.format("medians of %d rounds of %d s after %d s of warm-up, wrk -t1, distinct buyers, orders on"
                + " disk, no store behind, %d cores, Java %s; measured: %s", rounds, seconds, warmUp,
                Runtime.getRuntime().availableProcessors(), Runtime.version(),
                String.join(", ", axes.stream().map(GrowthAxis::words).toList()));
    }
}
