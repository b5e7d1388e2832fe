package dev.shoutgate.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.bench.Contender.InvalidRunException;
import java.io.File;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the gateway beside the limit of its machine: the same request and the same load, in turn, each on a server
 * freshly started, in interleaved rounds. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a server failed or an answer was not what it had to be, 2 there is no wrk.
 */
@Command(name = "side-by-side", description = "Measures the gateway beside a bare server.",
        mixinStandardHelpOptions = true)
public final class SideBySide implements Callable<Integer> {

    private static final int NO_WRK = 2;

    @Option(names = "--seconds", description = "Length of a measured run; default: 5.")
    private int seconds = 5;

    @Option(names = "--warm-up",
            description = "Seconds of load before each of them, for the JVM to compile; default: 10.")
    private int warmUp = 10;

    @Option(names = "--pairs", description = "Rounds in which every server has its turn; default: 5.")
    private int pairs = 5;

    @Option(names = "--connections", description = "Of the load generator; default: 64.")
    private int connections = 64;

    @Option(names = "--storage",
            description = "The gateway's setting, to see what its database costs; default: ${DEFAULT-VALUE}")
    private String storage = "[{type: sqlite}]";

    @Option(names = "--json", paramLabel = "FILE", description = "Where every figure goes besides.")
    private File json;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SideBySide()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        if (!Wrk.isInstalled()) {
            System.err.println("There is no wrk on the path: install it (Debian: apt-get install wrk) and try again.");
            return NO_WRK;
        }
        try {
            Comparison comparison = Comparison.of(measure());
            System.out.printf("%n%s%n%s", setting(), comparison.table());
            if (json != null) {
                new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json, report(comparison));
            }
            return 0;
        } catch (InvalidRunException e) {
            System.err.println("The run does not count. " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private List<Measurement> measure() throws IOException, InterruptedException, InvalidRunException {
        List<Contender> contenders = new ArrayList<>(List.of(
                new LimitContender(),
                new GatewayContender("disk", "disk", storage, GatewayContender.ENDLESS),
                new GatewayContender("sold out", "disk", storage, GatewayContender.FEW)));
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= pairs; round++) {
            for (Contender contender : contenders) {
                measurements.add(measure(contender, round));
            }
            // Back and forth: whoever comes first in one round comes last in the next.
            Collections.reverse(contenders);
        }
        return measurements;
    }

    private Measurement measure(Contender contender, int round)
            throws IOException, InterruptedException, InvalidRunException {
        try (ScratchFolder folder = ScratchFolder.make("side-by-side");
                ServerProcess server = contender.start(folder)) {
            Wrk wrk = new Wrk(folder, connections);
            String address = server.address("buyers");
            LoadResult warm = wrk.run(address, contender.request(), warmUp, "warm" + round);
            Duration before = server.cpu();
            LoadResult load = wrk.run(address, contender.request(), seconds, "pass" + round);
            Duration cpu = server.cpu().minus(before);
            contender.check(server, warm, load);
            Measurement measurement =
                    new Measurement(contender.name(), round, load, cpu.toNanos() / 1000.0 / load.requests());
            System.out.printf("round %d  %-10s %,10.0f requests/s  %5.1f us of CPU a request%n",
                    round, contender.name(),
                    load.requestsPerSecond(), measurement.cpuUsPerRequest());
            return measurement;
        }
    }

    private String setting() {
        return String.format(
                "medians of %d interleaved rounds of %d s, wrk -t1 -c%d, distinct buyers, %d cores, Java %s",
                pairs, seconds, connections, Runtime.getRuntime().availableProcessors(), Runtime.version());
    }

    private Map<String, Object> report(Comparison comparison) {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("at", Instant.now().toString());
        report.put("setting", setting());
        report.put("system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        report.put("storage", storage);
        report.put("rows", comparison.rows());
        report.put("measurements", comparison.measurements());
        return report;
    }
}
