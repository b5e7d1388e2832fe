package dev.shoutgate.bench;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.Crowd;
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
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures whether a merchant notices the crowd of another: it sells at a steady rate, alone and while the other is
 * pressed at a hundred times its share of what the gateway can take. Loopback only; it ends what it started, and
 * nothing else.
 *
 * <p>Exit codes: 0 measured, 1 the gateway failed.
 */
@Command(name = "neighbour", description = "Measures one merchant's buys beside another merchant's crowd.",
        mixinStandardHelpOptions = true)
public final class Neighbour implements Callable<Integer> {

    private static final BuyRequest CROWDED = new BuyRequest("crowded", "phone");
    private static final BuyRequest QUIET = new BuyRequest("quiet", "phone");
    private static final int QUIET_CONNECTIONS = 8;

    @Option(names = "--merchants", description = "That have a sale, and share alike; default: ${DEFAULT-VALUE}.")
    private int merchants = 100;

    @Option(names = "--times", description = "Of its share that one is pressed; default: ${DEFAULT-VALUE}.")
    private double times = 100;

    @Option(names = "--rate", description = "Presses a second of the other; default: ${DEFAULT-VALUE}.")
    private int rate = 500;

    @Option(names = "--stock", description = "Of the one that is pressed; default: ${DEFAULT-VALUE}.")
    private long stock = 1_000_000_000;

    @Option(names = "--seconds", description = "Of each part; default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Mixin
    private CrowdOptions options;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    private final List<Histogram> alone = new ArrayList<>();
    private final List<Histogram> beside = new ArrayList<>();
    private final List<Double> overs = new ArrayList<>();
    private final List<Double> successes = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Neighbour()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("neighbour")) {
            measureAll(folder);
            report();
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private void measureAll(ScratchFolder folder) throws IOException, InterruptedException {
        OrdersGateway standing = options.gateway(folder);
        try (ServerProcess gateway = standing.start(folder.resolve("data"))) {
            SaleDesk desk = new SaleDesk(gateway);
            desk.openOf("crowded", "crowded", "phone", stock);
            desk.openOf("quiet", "quiet", "phone", 1_000_000_000);
            desk.openOf("warm", "warm", "phone", 1_000_000_000);
            for (int other = 3; other < merchants; other++) {
                desk.openOf("other-" + other, "other-" + other, "phone", 1);
            }
            String buyers = gateway.address("buyers");
            BuyRequest warm = new BuyRequest("warm", "phone");
            options.warmUp(warm, buyers);
            double capacity = options.capacity(warm, "eager", buyers);
            int pressed = (int) (times * capacity / merchants);
            System.out.printf("capacity %,.0f orders/s; %d merchants; one is pressed %,d times a second%n", capacity,
                    merchants, pressed);
            // The first crowd has refusals compiled; it is not counted.
            for (int round = 0; round <= rounds; round++) {
                OrdersGateway.settle(gateway);
                measure(gateway, pressed, round);
                if (round == 0) {
                    List.of(alone, beside, overs, successes).forEach(List::clear);
                }
            }
        }
    }

    private void measure(ServerProcess gateway, int pressed, int round) throws IOException {
        String buyers = gateway.address("buyers");
        Crowd first = Crowd.steady(QUIET, "alone" + round, rate, 0, seconds, 0).over(buyers, QUIET_CONNECTIONS);
        CrowdLoop.run(List.of(first));
        alone.add(first.answers().accepted());
        Crowd crowd = Crowd.steady(CROWDED, "crowd" + round, pressed, 0, seconds, 0).gathering(2)
                .over(buyers, options.proxies);
        Crowd then = Crowd.steady(QUIET, "beside" + round, rate, 0, seconds, 0).over(buyers, QUIET_CONNECTIONS);
        CrowdLoop.run(List.of(crowd, then));
        beside.add(then.answers().accepted());
        successes.add(then.answers().count(201) / (double) then.answers().all());
        overs.add(overMs(first.answers().accepted(), then.answers().accepted()));
        System.out.printf("round %d: p99 alone %.1f ms, beside the crowd %.1f ms, success %.4f; the crowd's answers %s,"
                + " p99 %.1f ms of those accepted, presses sent late by %.1f ms (p99)%n", round,
                p99Ms(first.answers().accepted()),
                p99Ms(then.answers().accepted()), successes.get(successes.size() - 1), crowd.answers().byStatus(),
                p99Ms(crowd.answers().accepted()), p99Ms(crowd.answers().late()));
    }

    /** By how much the p99 beside the crowd is more than twice that alone and 5 ms; below 0 where it is less. */
    private static double overMs(Histogram alone, Histogram beside) {
        return p99Ms(beside) - (2 * p99Ms(alone) + 5);
    }

    private static double p99Ms(Histogram ns) {
        return ns.getValueAtPercentile(99) / 1e6;
    }

    private void report() {
        System.out.printf("%n%,d presses/s of one merchant, medians of %d rounds of %d s, %d cores, Java %s%n", rate,
                rounds, seconds, Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.titles());
        System.out.print(LatencyTable.medians("alone", alone));
        System.out.print(LatencyTable.medians("beside the crowd", beside));
        double success = Spread.of(successes).median();
        verdict("success", success, success >= 0.999, "at least 0.999");
        double over = Spread.of(overs).median();
        verdict("p99 over twice that alone and 5 ms", over, over <= 0, "at most 0");
    }

    private static void verdict(String what, double figure, boolean reached, String aim) {
        System.out.printf("%-40s %8.4f   %s: %s%n", what, figure, aim, reached ? "reached" : "NOT REACHED");
    }
}
