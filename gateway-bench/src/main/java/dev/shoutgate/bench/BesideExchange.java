package dev.shoutgate.bench;

import dev.shoutgate.bench.exchange.EngineProcess;
import dev.shoutgate.bench.exchange.OrderRun;
import dev.shoutgate.bench.load.Spread;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the shard, one thread that decides and applies, beside exchange-core 0.5.3 with all of its threads: so many
 * buyers take one unit each of one big offer, without a network and without a disk. Each engine runs in a JVM of its
 * own, in rounds that go back and forth. exchange-core comes twice: its threads sleep between orders, or they spin.
 *
 * <p>Exit codes: 0 measured, 1 an engine failed or refused an order.
 */
@Command(name = "beside-exchange", description = "Measures the shard beside exchange-core.",
        mixinStandardHelpOptions = true)
public final class BesideExchange implements Callable<Integer> {

    @Option(names = "--buyers", description = "Distinct buyers; default: ${DEFAULT-VALUE}.")
    private int buyers = 1_000_000;

    @Option(names = "--rounds", description = "Turns of each engine; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--warm-ups", description = "Orders of each buyer before those that count; "
            + "default: ${DEFAULT-VALUE}.")
    private int warmUps = 5;

    @Option(names = "--orders", description = "Orders of each buyer that count; default: ${DEFAULT-VALUE}.")
    private int orders = 3;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new BesideExchange()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try {
            List<EngineProcess> engines = List.of(EngineProcess.shard(buyers, warmUps, orders),
                    EngineProcess.exchange("BLOCKING", buyers, warmUps, orders),
                    EngineProcess.exchange("YIELDING", buyers, warmUps, orders));
            report(engines, measure(engines));
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    /** By engine its turns, in the order of the rounds. */
    private List<List<OrderRun>> measure(List<EngineProcess> engines) throws IOException, InterruptedException {
        List<List<OrderRun>> runs = new ArrayList<>();
        engines.forEach(engine -> runs.add(new ArrayList<>()));
        for (int round = 1; round <= rounds; round++) {
            for (int i = 0; i < engines.size(); i++) {
                // Forth and back, so that what grows or fades within a round meets each alike.
                int engine = round % 2 == 1 ? i : engines.size() - 1 - i;
                OrderRun run = engines.get(engine).run();
                runs.get(engine).add(run);
                System.out.printf("round %d  %-22s %5.2f M a second, %,6.0f ns of processor time an order%n", round,
                        engines.get(engine).name(), run.millionsPerSecond(), run.engineNsPerOrder());
            }
        }
        return runs;
    }

    private void report(List<EngineProcess> engines, List<List<OrderRun>> runs) {
        System.out.printf("%n%,d buyers, medians of %d rounds, %d cores, Java %s%n", buyers, rounds,
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.printf("%-22s %12s %22s %16s %24s%n", "", "M a second", "ns an accepted order", "whole process",
                "shard's part of it");
        for (int i = 0; i < engines.size(); i++) {
            Spread ratio = ratio(runs.get(0), runs.get(i));
            System.out.printf("%-22s %12.2f %22.0f %16.0f %9.2f (%.2f to %.2f)%n", engines.get(i).name(),
                    median(runs.get(i), OrderRun::millionsPerSecond), median(runs.get(i), OrderRun::engineNsPerOrder),
                    median(runs.get(i), OrderRun::processNsPerOrder), ratio.median(), ratio.least(), ratio.most());
        }
    }

    private static double median(List<OrderRun> runs, ToDoubleFunction<OrderRun> figure) {
        return Spread.of(runs, figure).median();
    }

    /** Processor time of one engine's order in relation to another's, each within its own round. */
    static Spread ratio(List<OrderRun> of, List<OrderRun> to) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < of.size(); i++) {
            ratios.add(of.get(i).engineNsPerOrder() / to.get(i).engineNsPerOrder());
        }
        return Spread.of(ratios);
    }
}
