package dev.shoutgate.bench;

import dev.shoutgate.bench.load.ResidentSet;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.pause.GatewayFigures;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.OrdersOptions;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures how long a gateway with many orders takes to be ready again, after it was killed and after it was stopped,
 * how fast it replays, and how much memory its orders take. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway failed.
 */
@Command(name = "start-times", description = "Measures starts and memory of a gateway with many orders.",
        mixinStandardHelpOptions = true)
public final class StartTimes implements Callable<Integer> {

    private static final String ARCHIVE = "gateway.jsa";

    @Mixin
    private OrdersOptions options;

    @Option(names = "--rounds", description = "Starts of each kind; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    private final List<Double> unclean = new ArrayList<>();
    private final List<Double> clean = new ArrayList<>();
    private final List<Double> cleanArchived = new ArrayList<>();
    private final List<Double> stop = new ArrayList<>();
    private final List<Double> factsPerSecond = new ArrayList<>();
    private final List<Double> empty = new ArrayList<>();
    private final List<Double> emptyArchived = new ArrayList<>();
    private final List<Double> fullMib = new ArrayList<>();
    private final List<Double> emptyMib = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new StartTimes()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("start-times")) {
            OrdersGateway gateway = options.gateway(folder);
            measureEmpty(gateway, folder);
            measureFull(gateway, folder);
            report();
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private void measureEmpty(OrdersGateway gateway, ScratchFolder folder) throws IOException, InterruptedException {
        // Its end writes the archive of the classes that a start loads.
        gateway.start(folder.resolve("empty"), "-XX:ArchiveClassesAtExit=" + folder.resolve(ARCHIVE)).close();
        for (int round = 1; round <= rounds; round++) {
            try (ServerProcess server = gateway.start(folder.resolve("empty"))) {
                empty.add(seconds(server.startTook()));
                emptyMib.add(residentMib(server, "empty", round));
            }
            try (ServerProcess server = gateway.start(folder.resolve("empty"), archived(folder))) {
                emptyArchived.add(seconds(server.startTook()));
                residentMib(server, "archived", round);
            }
        }
    }

    private void measureFull(OrdersGateway gateway, ScratchFolder folder) throws IOException, InterruptedException {
        long beginNs = System.nanoTime();
        OrdersFolder.make(folder.resolve("full"), options.orders);
        System.out.printf("made a folder of %,d orders in %.1f s%n", options.orders,
                (System.nanoTime() - beginNs) / 1e9);
        ServerProcess server = gateway.start(folder.resolve("full"));
        System.out.printf("first start %.2f s; waiting for its stores to have everything%n",
                seconds(server.startTook()));
        OrdersGateway.settle(server);
        for (int round = 1; round <= rounds; round++) {
            server.kill();
            server = gateway.start(folder.resolve("full"));
            unclean.add(seconds(server.startTook()));
            fullMib.add(residentMib(server, "killed", round));
            noteReplay(server);
            beginNs = System.nanoTime();
            server.close();
            stop.add((System.nanoTime() - beginNs) / 1e9);
            server = gateway.start(folder.resolve("full"));
            clean.add(seconds(server.startTook()));
            residentMib(server, "stopped", round);
            server.close();
            server = gateway.start(folder.resolve("full"), archived(folder));
            cleanArchived.add(seconds(server.startTook()));
            residentMib(server, "archived", round);
        }
        server.close();
    }

    private static String archived(ScratchFolder folder) {
        return "-XX:SharedArchiveFile=" + folder.resolve(ARCHIVE);
    }

    private void noteReplay(ServerProcess server) throws IOException, InterruptedException {
        GatewayFigures figures = GatewayFigures.scrape(server);
        factsPerSecond.add(figures.sum("shoutgate_journal_sequence")
                / figures.sum("shoutgate_replay_duration_seconds"));
    }

    private static double residentMib(ServerProcess server, String what, int round)
            throws IOException, InterruptedException {
        ResidentSet resident = ResidentSet.of(server.pid());
        System.out.printf("round %d  %-8s ready in %5.2f s (%5.2f s of CPU), replay %4.0f ms, %,d MiB resident, "
                + "%,d of them anonymous%n", round, what, seconds(server.startTook()), seconds(server.cpu()),
                GatewayFigures.scrape(server).sum("shoutgate_replay_duration_seconds") * 1e3,
                resident.bytes() >> 20, resident.anonymousBytes() >> 20);
        return resident.bytes() / (double) (1 << 20);
    }

    private void report() {
        double perOrder = (Spread.of(fullMib).median() - Spread.of(emptyMib).median()) * (1 << 20) / options.orders;
        System.out.printf("%nmedians of %d starts with %,d orders, -Xmx%s, %d cores, Java %s%n", rounds,
                options.orders, options.heap,
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        row("ready after a kill, s", unclean);
        row("ready after a stop, s", clean);
        row("the same with a class archive, s", cleanArchived);
        row("ready when empty, s", empty);
        row("the same with a class archive, s", emptyArchived);
        row("stop, s", stop);
        row("facts replayed per s", factsPerSecond);
        row("resident with the orders, MiB", fullMib);
        row("resident when empty, MiB", emptyMib);
        System.out.printf("%-34s %,12.0f%n", "bytes an order", perOrder);
    }

    private static void row(String name, List<Double> figures) {
        Spread spread = Spread.of(figures);
        String digits = spread.median() < 100 ? "2" : "0";
        String format = "%-34s %,12.#f   (%,.#f to %,.#f)%n";
        System.out.printf(format.replace("#", digits), name, spread.median(), spread.least(), spread.most());
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
