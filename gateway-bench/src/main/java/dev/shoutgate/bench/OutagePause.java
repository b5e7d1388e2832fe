package dev.shoutgate.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures whether buyers notice that the store is down, and that it is back and catches up: presses at a steady rate
 * while it works, while another program holds the database's write lock, and after that. Loopback only; it ends what it
 * started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 the gateway failed, or the store did not catch up in the measured time.
 */
@Command(name = "outage-pause", description = "Measures presses while the store is down, and while it catches up.",
        mixinStandardHelpOptions = true)
public final class OutagePause implements Callable<Integer> {

    /** Behind by so many milliseconds of presses it has caught up: no store is ever nearer for long. */
    private static final int CAUGHT_UP_MS = 200;

    private static final long POLL_NS = 50_000_000;

    @Mixin
    private OrdersOptions options;

    @Option(names = "--rate", description = "Presses a second; default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--seconds", description = "Length of each of the three parts; default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(names = "--warm-up", description = "Seconds of presses before them; default: ${DEFAULT-VALUE}.")
    private int warmUp = 15;

    @Option(names = "--connections", description = "Of the load generator; default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    /** Times are milliseconds since 1970, lags are facts. */
    private record Outage(long fromMs, long toMs, long lag, long caughtUpMs, long lagThen) {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OutagePause()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("outage-pause")) {
            Path data = folder.resolve("data");
            OrdersFolder.make(data, options.orders);
            System.out.printf("made a folder of %,d orders%n", options.orders);
            try (ServerProcess gateway = options.gateway(folder).start(data)) {
                OrdersGateway.settle(gateway);
                return measure(gateway, data.resolve("orders.db"));
            }
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private int measure(ServerProcess gateway, Path database) throws IOException, InterruptedException {
        long firstNs = System.nanoTime() + 100_000_000;
        TimedAnswers answers = TimedAnswers.scheduled(firstNs, rate, rate * (warmUp + 3 * seconds));
        FutureTask<Outage> outage = new FutureTask<>(() -> breakAndMend(gateway, database, firstNs));
        Thread thread = new Thread(outage, "outage");
        thread.start();
        System.out.printf("pressing for %d s%n", warmUp + 3 * seconds);
        new OpenLoop(gateway.address("buyers"), OrdersFolder.REQUEST, connections).run(answers, "press-");
        try {
            return report(answers, outage.get());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private Outage breakAndMend(ServerProcess gateway, Path database, long firstNs)
            throws SQLException, IOException, InterruptedException {
        long fromNs = firstNs + (warmUp + seconds) * 1_000_000_000L;
        sleepUntil(fromNs);
        long fromMs = System.currentTimeMillis();
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + database);
                Statement statement = other.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 5000");
            statement.execute("BEGIN IMMEDIATE");
            sleepUntil(fromNs + seconds * 1_000_000_000L);
            statement.execute("ROLLBACK");
        }
        long toMs = System.currentTimeMillis();
        long lag = lag(gateway);
        long now = lag;
        while (now > (long) rate * CAUGHT_UP_MS / 1000 && System.currentTimeMillis() < toMs + seconds * 1000L) {
            LockSupport.parkNanos(POLL_NS);
            now = lag(gateway);
        }
        return new Outage(fromMs, toMs, lag, System.currentTimeMillis(), now);
    }

    private static void sleepUntil(long ns) {
        for (long leftNs = ns - System.nanoTime(); leftNs > 0; leftNs = ns - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private static long lag(ServerProcess gateway) throws IOException, InterruptedException {
        return (long) GatewayFigures.scrape(gateway).sum("shoutgate_flush_lag_events");
    }

    private int report(TimedAnswers answers, Outage outage) {
        System.out.printf("%n%,d presses/s, store down for %d s, %d cores, Java %s%n", rate, seconds,
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.titles());
        row(answers, "store works", 0, outage.fromMs);
        row(answers, "store is down", outage.fromMs, outage.toMs);
        row(answers, "catching up", outage.toMs, outage.caughtUpMs);
        row(answers, "after that", outage.caughtUpMs, Long.MAX_VALUE);
        double took = (outage.caughtUpMs - outage.toMs) / 1000.0;
        double perSecond = (outage.lag - outage.lagThen) / took + rate;
        System.out.printf("%,d facts behind when it was back, %,d after %.1f s: %,.0f a second, %.1f times the rate%n",
                outage.lag, outage.lagThen, took, perSecond, perSecond / rate);
        return outage.lagThen <= (long) rate * CAUGHT_UP_MS / 1000 ? 0 : 1;
    }

    private void row(TimedAnswers answers, String name, long fromMs, long toMs) {
        Histogram during = TimedAnswers.histogram();
        answers.sort((sentMs, answeredMs) -> sentMs >= fromMs && sentMs < toMs, rate * warmUp, during,
                TimedAnswers.histogram());
        System.out.print(LatencyTable.row(name, during));
    }
}
