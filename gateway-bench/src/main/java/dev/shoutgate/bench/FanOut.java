package dev.shoutgate.bench;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.KeptMemory;
import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.load.Watchers;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.bench.peer.FanOutServer;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what it costs to tell a room of watchers what happens to a sale: beside a bare server that writes events of
 * the same size to as many connections, and beside presses on Buy in a gateway that nobody watches. Some of the
 * watchers never read. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a server failed.
 */
@Command(name = "fan-out", description = "Measures events to many watchers of one sale.",
        mixinStandardHelpOptions = true)
public final class FanOut implements Callable<Integer> {

    private static final BuyRequest REQUEST = new BuyRequest("room", "phone");
    private static final String EVENTS = "/v1/sales/room/events";
    private static final int CONNECTIONS = 8;
    /** What ten thousand connections made the JVM compile is compiled by then. */
    private static final int SETTLE_MS = 10_000;

    @Option(names = "--watchers", description = "That read; default: ${DEFAULT-VALUE}.")
    private int watchers = 9_000;

    @Option(names = "--deaf", description = "Watchers that do not; default: ${DEFAULT-VALUE}.")
    private int deaf = 1_000;

    @Option(names = "--rate", description = "Presses a second; default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "Of each part; default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(names = "--rounds", description = "Default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    private final List<Double> bare = new ArrayList<>();
    private final List<Double> told = new ArrayList<>();
    private final List<Double> bareCpuUs = new ArrayList<>();
    private final List<Double> toldCpuUs = new ArrayList<>();
    private final List<Double> waitsMs = new ArrayList<>();
    private final List<Double> emptyPercent = new ArrayList<>();
    private final List<Double> idlePercent = new ArrayList<>();
    private final List<Double> kibEach = new ArrayList<>();
    private final List<Histogram> alone = new ArrayList<>();
    private final List<Histogram> watched = new ArrayList<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FanOut()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("fan-out")) {
            for (int round = 1; round <= rounds; round++) {
                measureBare(folder);
                measureGateway(folder, round);
                System.out.printf("round %d: bare %,.0f events/s (%.2f us of CPU each), gateway %,.0f (%.2f), newest"
                        + " state after %.0f ms, p99 %.1f ms and %.1f, idle %.1f %% of a core and %.1f, %.1f KiB a"
                        + " watcher%n", round, last(bare), last(bareCpuUs), last(told), last(toldCpuUs), last(waitsMs),
                        p99Ms(alone.get(round - 1)), p99Ms(watched.get(round - 1)), last(emptyPercent),
                        last(idlePercent), last(kibEach));
            }
            report();
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private static double p99Ms(Histogram ns) {
        return ns.getValueAtPercentile(99) / 1e6;
    }

    private static double last(List<Double> figures) {
        return figures.get(figures.size() - 1);
    }

    private void measureBare(ScratchFolder folder) throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(folder, FanOutServer.class, "0");
                Watchers room = new Watchers()) {
            room.watch(server.address("buyers"), EVENTS, watchers, false);
            room.watch(server.address("buyers"), EVENTS, deaf, true);
            Thread.sleep(2_000);
            events(server, room, bare, bareCpuUs, () -> Thread.sleep(seconds * 1000L));
        }
    }

    /** What goes on meanwhile. */
    private interface Act {
        void run() throws IOException, InterruptedException;
    }

    private void events(ServerProcess server, Watchers room, List<Double> perSecond, List<Double> cpuUs, Act meanwhile)
            throws IOException, InterruptedException {
        long before = room.events();
        long cpuBefore = server.cpu().toNanos();
        long startNs = System.nanoTime();
        meanwhile.run();
        double took = (System.nanoTime() - startNs) / 1e9;
        long events = room.events() - before;
        perSecond.add(events / took);
        cpuUs.add((server.cpu().toNanos() - cpuBefore) / 1e3 / events);
    }

    private void measureGateway(ScratchFolder folder, int round) throws IOException, InterruptedException {
        OrdersGateway settings = new OrdersGateway(folder, "512m", List.of("room: {max-watchers: 100000}"));
        List<String> flags = new ArrayList<>(KeptMemory.FLAGS);
        flags.add("-Xms512m");
        try (ServerProcess gateway = settings.start(folder.resolve("data-" + round), flags.toArray(String[]::new));
                Watchers room = new Watchers()) {
            SaleDesk desk = new SaleDesk(gateway);
            desk.open("room", "phone", 100_000_000);
            press(gateway, "warm-" + round);
            alone.add(press(gateway, "alone-" + round));
            OrdersGateway.settle(gateway);
            long bytes = KeptMemory.of(gateway.pid());
            emptyPercent.add(busyPercent(gateway));
            room.watch(gateway.address("buyers"), EVENTS, watchers, false);
            room.watch(gateway.address("buyers"), EVENTS, deaf, true);
            kibEach.add((KeptMemory.of(gateway.pid()) - bytes) / 1024.0 / (watchers + deaf));
            idlePercent.add(busyPercent(gateway));
            press(gateway, "first-" + round);
            events(gateway, room, told, toldCpuUs,
                    () -> watched.add(press(gateway, "watched-" + round, desk, room)));
            waitsMs.add(room.waits().getValueAtPercentile(50) / 1e6);
            if (room.open() != watchers + deaf) {
                throw new IOException("wanted " + (watchers + deaf) + " streams, " + room.open() + " are left");
            }
        }
    }

    /** Of a core, while nothing happens. */
    private double busyPercent(ServerProcess gateway) throws InterruptedException {
        Thread.sleep(SETTLE_MS);
        long cpuBefore = gateway.cpu().toNanos();
        Thread.sleep(seconds * 1000L);
        return (gateway.cpu().toNanos() - cpuBefore) / (seconds * 1e9) * 100;
    }

    private Histogram press(ServerProcess gateway, String name) throws IOException, InterruptedException {
        TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime() + 100_000_000, rate, rate * seconds);
        new OpenLoop(gateway.address("buyers"), REQUEST, CONNECTIONS).run(answers, name);
        Histogram all = TimedAnswers.histogram();
        answers.sort((sentMs, answeredMs) -> true, 0, all, TimedAnswers.histogram());
        return all;
    }

    /** Presses, and once a second looks how long the newest state takes to every watcher. */
    private Histogram press(ServerProcess gateway, String name, SaleDesk desk, Watchers room)
            throws IOException, InterruptedException {
        Thread asking = new Thread(() -> askForTheNewest(desk, room), "newest");
        asking.setDaemon(true);
        asking.start();
        try {
            return press(gateway, name);
        } finally {
            asking.interrupt();
            asking.join();
        }
    }

    private static void askForTheNewest(SaleDesk desk, Watchers room) {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                long sinceNs = System.nanoTime();
                room.await(desk.version("room"), sinceNs);
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            }
        } catch (IOException | InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void report() {
        System.out.printf("%n%,d watchers and %,d that do not read, medians of %d rounds, %d cores, Java %s%n",
                watchers, deaf, rounds, Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.titles());
        System.out.print(LatencyTable.medians("nobody watches", alone));
        System.out.print(LatencyTable.medians("watched", watched));
        System.out.printf("CPU an event, us  bare %.2f  gateway %.2f (it sells meanwhile)%n%n", median(bareCpuUs),
                median(toldCpuUs));
        double p99 = Spread.of(watched, FanOut::p99Ms).median() / Spread.of(alone, FanOut::p99Ms).median();
        double events = median(told) / median(bare);
        verdict("events a second, of the bare server's", events, events >= 0.8, "at least 0.8");
        verdict("newest state at a watcher, median, ms", median(waitsMs), median(waitsMs) <= 500, "at most 500");
        verdict("p99 of presses, watched to alone", p99, p99 <= 2, "at most 2");
        verdict("memory a watcher, KiB", median(kibEach), median(kibEach) <= 12, "at most 12");
        double idle = median(idlePercent) - median(emptyPercent);
        verdict("an idle room, % of a core", idle, idle <= 3, "at most 3");
    }

    private static void verdict(String what, double figure, boolean reached, String aim) {
        System.out.printf("%-40s %8.2f   %s: %s%n", what, figure, aim, reached ? "reached" : "NOT REACHED");
    }

    private static double median(List<Double> figures) {
        return Spread.of(figures).median();
    }
}
