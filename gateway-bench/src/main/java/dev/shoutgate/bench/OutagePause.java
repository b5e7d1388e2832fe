package dev.shoutgate.bench;

import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.BreakableStore;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.OrdersOptions;
import dev.shoutgate.bench.pause.Span;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
 * while it works, while another program holds SQLite's write lock or no PostgreSQL runs, and after that. Loopback only;
 * it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 the gateway failed, or the store did not catch up in the measured time.
 */
@Command(name = "outage-pause", description = "Measures presses while the store is down, and while it catches up.",
        mixinStandardHelpOptions = true)
public final class OutagePause implements Callable<Integer> {

    /** Behind by so many milliseconds of presses it has caught up: no store is ever nearer for long. */
    private static final int CAUGHT_UP_MS = 200;

    private static final long SECOND_NS = 1_000_000_000L;
    private static final long POLL_NS = 50_000_000;

    /** Buyers may wait so many times as long while the store catches up as while it works. */
    private static final double P99_AIM = 1.33;

    @Mixin
    private OrdersOptions options;

    @Option(names = "--rate", description = "Presses a second; default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--rounds", description = "How often it is taken away; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(names = "--seconds", description = "Length of each of a round's three parts; default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    @Option(names = "--warm-up", description = "Seconds of presses before them; default: ${DEFAULT-VALUE}.")
    private int warmUp = 15;

    @Option(names = "--connections", description = "Of the load generator; default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    @Option(names = "--store", paramLabel = "STORE",
            description = "${COMPLETION-CANDIDATES}; default: ${DEFAULT-VALUE}.")
    private BreakableStore.Type type = BreakableStore.Type.SQLITE;

    private BreakableStore store;
    /** Facts that it had before the first press. */
    private long factsBefore;
    private long firstNs;

    /**
     * Times are milliseconds since 1970, lags are facts. Between {@code toMs} and {@code noticedMs} the gateway has
     * not tried again yet.
     */
    private record Outage(long fromMs, long toMs, long noticedMs, long lag, long caughtUpMs, long lagThen) {

        Span catchingUp() {
            return new Span(noticedMs, caughtUpMs);
        }

        /** So much of the time before, in pieces as long as the catching up: a longer one meets more slow forces. */
        List<Span> before(long lengthMs) {
            return new Span(fromMs - lengthMs, fromMs).pieces(Math.max(catchingUp().lengthMs(), CAUGHT_UP_MS));
        }

        double perSecond(int rate) {
            return (lag - lagThen) * 1000.0 / (caughtUpMs - noticedMs) + rate;
        }

        String words(int rate) {
            return String.format(Locale.ROOT, "tried again %.1f s after it was back; %,d facts behind then, %,d after"
                    + " %.1f s: %,.0f a second", (noticedMs - toMs) / 1000.0, lag, lagThen,
                    (caughtUpMs - noticedMs) / 1000.0, perSecond(rate));
        }
    }

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OutagePause()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("outage-pause");
                BreakableStore made = BreakableStore.make(type, folder)) {
            store = made;
            Path data = folder.resolve("data");
            OrdersFolder.make(data, options.orders);
            System.out.printf("made a folder of %,d orders%n", options.orders);
            try (ServerProcess gateway = options.gateway(folder, "storage: [" + store.setting() + "]").start(data)) {
                OrdersGateway.settle(gateway);
                factsBefore = store.position();
                return measure(gateway);
            }
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private int measure(ServerProcess gateway) throws IOException, InterruptedException {
        firstNs = System.nanoTime() + 100_000_000;
        TimedAnswers answers = TimedAnswers.scheduled(firstNs, rate, rate * (warmUp + 3 * seconds * rounds));
        FutureTask<List<Outage>> outages = new FutureTask<>(this::breakAndMend);
        Thread thread = new Thread(outages, "outages");
        thread.start();
        System.out.printf("pressing for %d s%n", warmUp + 3 * seconds * rounds);
        new OpenLoop(gateway.address("buyers"), OrdersFolder.REQUEST, connections).run(answers, "press-");
        try {
            return report(answers, outages.get());
        } catch (ExecutionException e) {
            throw new IOException(e.getCause().getMessage(), e.getCause());
        }
    }

    private List<Outage> breakAndMend() throws IOException, InterruptedException {
        List<Outage> outages = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            outages.add(breakAndMendOnce(firstNs + (warmUp + (3 * round + 1) * seconds) * SECOND_NS));
            System.out.printf("round %d: %s%n", round + 1, outages.get(round).words(rate));
        }
        return outages;
    }

    private Outage breakAndMendOnce(long fromNs) throws IOException, InterruptedException {
        sleepUntil(fromNs);
        long fromMs = System.currentTimeMillis();
        store.takeAway();
        sleepUntil(fromNs + seconds * SECOND_NS);
        store.giveBack();
        long toMs = System.currentTimeMillis();
        long noticedMs = toMs;
        long lag = 0;
        long now = lag();
        while (now > caughtUpLag() && System.currentTimeMillis() < toMs + seconds * 1000L) {
            if (now >= lag) {
                lag = now;
                noticedMs = System.currentTimeMillis();
            }
            LockSupport.parkNanos(POLL_NS);
            now = lag();
        }
        return new Outage(fromMs, toMs, noticedMs, lag, System.currentTimeMillis(), now);
    }

    /** Presses that were due by now and are not in the store: each makes a fact, and soon. */
    private long lag() throws IOException {
        long due = (System.nanoTime() - firstNs) * rate / SECOND_NS;
        return factsBefore + due - store.position();
    }

    private long caughtUpLag() {
        return (long) rate * CAUGHT_UP_MS / 1000;
    }

    private static void sleepUntil(long ns) {
        for (long leftNs = ns - System.nanoTime(); leftNs > 0; leftNs = ns - System.nanoTime()) {
            LockSupport.parkNanos(leftNs);
        }
    }

    private int report(TimedAnswers answers, List<Outage> outages) {
        System.out.printf("%n%,d presses/s, store down for %d s, medians of %d rounds, %d cores, Java %s%n", rate,
                seconds, rounds, Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.titles());
        double worksNs = row(answers, "store works",
                outages.stream().flatMap(outage -> outage.before(seconds * 1000L).stream()).toList());
        row(answers, "store is down", outages.stream().map(outage -> new Span(outage.fromMs, outage.toMs)).toList());
        double catchingUpNs = row(answers, "catching up", outages.stream().map(Outage::catchingUp).toList());
        System.out.printf("p99 while it caught up: %.2f times that while it worked (aim: %.2f)%n",
                catchingUpNs / worksNs, P99_AIM);
        System.out.printf("it caught up %.1f times as fast as presses came%n",
                Spread.of(outages, outage -> outage.perSecond(rate) / rate).median());
        return outages.stream().allMatch(outage -> outage.lagThen <= caughtUpLag()) ? 0 : 1;
    }

    /** Prints spans of the same kind; returns the median of their p99, in nanoseconds. */
    private double row(TimedAnswers answers, String name, List<Span> spans) {
        List<Histogram> rows = new ArrayList<>();
        for (Span span : spans) {
            Histogram during = TimedAnswers.histogram();
            answers.sort((sentMs, answeredMs) -> span.has(sentMs), rate * warmUp, during, TimedAnswers.histogram());
            rows.add(during);
        }
        System.out.print(LatencyTable.medians(name, rows));
        return Spread.of(rows, during -> during.getValueAtPercentile(99)).median();
    }
}
