package dev.shoutgate.bench;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.Crowd;
import dev.shoutgate.bench.load.CrowdAnswers;
import dev.shoutgate.bench.load.CrowdLoop;
import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.pause.CrowdOptions;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures what a gateway makes of three times what it can take: first how many orders a second it takes from a crowd
 * that waits for answers, then what becomes of presses that come three times as fast, whether answers come or not, and
 * how soon all is as usual once they are over. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 the gateway failed.
 */
@Command(name = "overload", description = "Measures a gateway that is offered several times what it can take.",
        mixinStandardHelpOptions = true)
public final class Overload implements Callable<Integer> {

    private static final BuyRequest REQUEST = new BuyRequest("rush", "phone");
    /** Of the capacity: what comes before and after. */
    private static final double USUAL = 0.2;
    private static final int USUAL_SECONDS = 5;
    private static final int REHEARSAL_SECONDS = 8;

    /** A round takes up to six million orders; the usual ten million would be used up in the second. */
    private static final String ROOM_FOR_ALL = "capacity: {orders: 40000000}";

    @Option(names = "--times", description = "Of the capacity that is offered; default: ${DEFAULT-VALUE}.")
    private double times = 3;

    @Option(names = "--seconds", description = "Of each overload; default: ${DEFAULT-VALUE}.")
    private int seconds = 30;

    @Mixin
    private CrowdOptions options;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    private final List<Double> capacities = new ArrayList<>();
    private final List<Double> taken = new ArrayList<>();
    private final List<Double> usualAfter = new ArrayList<>();
    private final List<Histogram> before = new ArrayList<>();
    private final List<Histogram> accepted = new ArrayList<>();
    private final List<Histogram> refused = new ArrayList<>();
    private final List<Histogram> late = new ArrayList<>();
    private long otherErrors;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Overload()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("overload")) {
            measureAll(folder);
            report();
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private void measureAll(ScratchFolder folder) throws IOException, InterruptedException {
        OrdersGateway standing = options.gateway(folder, ROOM_FOR_ALL);
        try (ServerProcess gateway = standing.start(folder.resolve("data"))) {
            new SaleDesk(gateway).open("rush", "phone", 1_000_000_000);
            String buyers = gateway.address("buyers");
            options.warmUp(REQUEST, buyers);
            // The first overload has refusals compiled; it is not counted.
            for (int round = 0; round <= rounds; round++) {
                OrdersGateway.settle(gateway);
                measure(gateway, round);
                if (round == 0) {
                    forget();
                }
            }
        }
    }

    private void forget() {
        List.of(capacities, taken, usualAfter, before, accepted, refused, late).forEach(List::clear);
    }

    private void measure(ServerProcess gateway, int round) throws IOException {
        int seconds = round == 0 ? REHEARSAL_SECONDS : this.seconds;
        String buyers = gateway.address("buyers");
        double capacity = options.capacity(REQUEST, "eager" + round, buyers);
        capacities.add(capacity);
        Crowd usual = Crowd.steady(REQUEST, "before" + round, (int) (USUAL * capacity), 0, USUAL_SECONDS, 0)
                .over(buyers, options.connections);
        CrowdLoop.run(List.of(usual));
        before.add(usual.answers().accepted());
        double slowMs = usual.answers().accepted().getValueAtPercentile(99) / 1e6;
        long startNs = System.nanoTime();
        long cpu = gateway.cpu().toNanos();
        Crowd flood = Crowd.steady(REQUEST, "flood" + round, (int) (times * capacity), 0, seconds, 0)
                .gathering(2).over(buyers, options.proxies);
        Crowd after = Crowd.steady(REQUEST, "after" + round, (int) (USUAL * capacity), seconds, seconds + USUAL_SECONDS,
                slowMs).over(buyers, options.connections);
        CrowdLoop.run(List.of(flood, after));
        cpu = gateway.cpu().toNanos() - cpu;
        CrowdAnswers answers = flood.answers();
        taken.add(answers.count(201) / (double) seconds / capacity);
        usualAfter.add(after.answers().usualAfterSeconds());
        accepted.add(answers.accepted());
        refused.add(answers.refused());
        late.add(answers.late());
        otherErrors += answers.all() - answers.count(201) - answers.count(503) - answers.count(429);
        System.out.printf("round %d: capacity %,.0f/s, offered %,d/s, answers %s, accepted %.2f of capacity, p99"
                + " of them %.0f ms, of the refused %.0f ms, presses sent late by %.1f ms (p99), usual again after"
                + " %.1f s, gateway's CPU %.2f of a core%n", round, capacity, (int) (times * capacity),
                shown(answers.byStatus()), last(taken), p99Ms(answers.accepted()), p99Ms(answers.refused()),
                p99Ms(answers.late()), last(usualAfter), cpu / 1e9 / ((System.nanoTime() - startNs) / 1e9));
    }

    private static double last(List<Double> figures) {
        return figures.get(figures.size() - 1);
    }

    private static String shown(Map<Integer, Long> byStatus) {
        return byStatus.toString();
    }

    private static double p99Ms(Histogram ns) {
        return ns.getValueAtPercentile(99) / 1e6;
    }

    private void report() {
        System.out.printf("%n%.1f times the capacity for %d s over %d connections, medians of %d rounds, %d cores, Java"
                + " %s%n", times, seconds, options.connections, rounds, Runtime.getRuntime().availableProcessors(),
                Runtime.version());
        System.out.print(LatencyTable.titles());
        System.out.print(LatencyTable.medians("before", before));
        System.out.print(LatencyTable.medians("accepted", accepted));
        System.out.print(LatencyTable.medians("refused", refused));
        verdict("accepted, of the capacity", median(taken), median(taken) >= 0.9, "at least 0.9");
        double p99 = Spread.of(accepted, Overload::p99Ms).median();
        verdict("p99 of the accepted, ms", p99, p99 <= 100, "at most 100");
        verdict("answers but 201, 429 and 503", otherErrors, otherErrors == 0, "none");
        verdict("usual again, s after the end", median(usualAfter), median(usualAfter) <= 2, "at most 2");
    }

    private static void verdict(String what, double figure, boolean reached, String aim) {
        System.out.printf("%-40s %8.2f   %s: %s%n", what, figure, aim, reached ? "reached" : "NOT REACHED");
    }

    private static double median(List<Double> figures) {
        return Spread.of(figures).median();
    }
}
