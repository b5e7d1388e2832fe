package dev.shoutgate.bench;

import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.OrdersOptions;
import dev.shoutgate.bench.pause.SnapshotTimes;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.concurrent.Callable;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures whether buyers notice when a snapshot is taken: presses at a steady rate on a gateway with many orders, and
 * the latencies of those that met a snapshot beside those of all others in the same run. Loopback only; it ends what it
 * started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway failed, or none or nothing but snapshots were seen.
 */
@Command(name = "snapshot-pause", description = "Measures buys while snapshots are taken, and while none is.",
        mixinStandardHelpOptions = true)
public final class SnapshotPause implements Callable<Integer> {

    @Mixin
    private OrdersOptions options;

    @Option(names = "--rate", description = "Presses a second; default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "Length of the measured run; default: ${DEFAULT-VALUE}.")
    private int seconds = 60;

    @Option(names = "--warm-up", description = "Seconds of presses before it; default: ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    @Option(names = "--every-facts",
            description = "The gateway's snapshot.every-facts; default: a snapshot every ten seconds.")
    private Integer everyFacts;

    @Option(names = "--connections", description = "Of the load generator; default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SnapshotPause()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        String often = "snapshot: {every-facts: " + (everyFacts == null ? 10 * rate : everyFacts) + "}";
        try (ScratchFolder folder = ScratchFolder.make("snapshot-pause")) {
            OrdersFolder.make(folder.resolve("data"), options.orders);
            System.out.printf("made a folder of %,d orders%n", options.orders);
            try (ServerProcess gateway = options.gateway(folder, often).start(folder.resolve("data"))) {
                // The store has a million orders to catch up with; what it costs meanwhile is not the snapshots'.
                OrdersGateway.settle(gateway);
                System.out.printf("pressing for %d s%n", warmUp + seconds);
                return report(press(gateway), SnapshotTimes.of(gateway.errors()));
            }
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private TimedAnswers press(ServerProcess gateway) throws IOException, InterruptedException {
        long firstNs = System.nanoTime() + 100_000_000;
        TimedAnswers answers = TimedAnswers.scheduled(firstNs, rate, rate * (warmUp + seconds));
        new OpenLoop(gateway.address("buyers"), OrdersFolder.REQUEST, connections).run(answers, "press-");
        return answers;
    }

    private int report(TimedAnswers answers, SnapshotTimes snapshots) {
        Histogram during = TimedAnswers.histogram();
        Histogram besides = TimedAnswers.histogram();
        answers.sort(snapshots, rate * warmUp, during, besides);
        System.out.printf("%n%,d presses/s on %,d orders for %d s, %d snapshots, %d cores, Java %s%n", rate,
                options.orders, seconds, snapshots.spans().size(),
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.of("with a snapshot", during, "without", besides));
        if (during.getTotalCount() == 0 || besides.getTotalCount() == 0) {
            System.err.println("Nothing to compare: no snapshot in the measured time, or no time without one.");
            return 1;
        }
        System.out.printf("p99.9 with a snapshot is %.2f of that without%n",
                (double) during.getValueAtPercentile(99.9) / besides.getValueAtPercentile(99.9));
        return 0;
    }
}
