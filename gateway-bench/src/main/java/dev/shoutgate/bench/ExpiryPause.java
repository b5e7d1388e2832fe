package dev.shoutgate.bench;

import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.GatewayFigures;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersOptions;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures whether buyers notice when a great many holds run out in the same second: presses at a steady rate on a
 * gateway with a million holds, before, while and after they expire, and how long it takes until all their units are
 * back on sale. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway failed or units did not come back.
 */
@Command(name = "expiry-pause", description = "Measures presses while a million holds run out at once.",
        mixinStandardHelpOptions = true)
public final class ExpiryPause implements Callable<Integer> {

    @Mixin
    private OrdersOptions options;

    @Option(names = "--hold", description = "Seconds from the making of the folder on; default: ${DEFAULT-VALUE}.")
    private int holdSeconds = 45;

    @Option(names = "--rate", description = "Presses a second; default: ${DEFAULT-VALUE}.")
    private int rate = 2_000;

    @Option(names = "--after", description = "Seconds of presses after the holds ran out; default: ${DEFAULT-VALUE}.")
    private int secondsAfter = 10;

    @Option(names = "--connections", description = "Of the load generator; default: ${DEFAULT-VALUE}.")
    private int connections = 8;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ExpiryPause()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("expiry-pause")) {
            // One time for all of them, so that they all run out in the same millisecond.
            long takenAtMs = System.currentTimeMillis();
            OrdersFolder.make(folder.resolve("data"), options.orders, holdSeconds, takenAtMs);
            System.out.printf("made a folder of %,d holds that run out together%n", options.orders);
            try (ServerProcess gateway = options.gateway(folder).start(folder.resolve("data"))) {
                return measure(gateway, takenAtMs + holdSeconds * 1000L);
            }
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private int measure(ServerProcess gateway, long endsAtMs) throws IOException, InterruptedException {
        long untilEndMs = endsAtMs - System.currentTimeMillis();
        if (untilEndMs < 10_000) {
            System.err.println("Only " + untilEndMs + " ms were left until the holds run out: give a longer --hold.");
            return 1;
        }
        int before = (int) (untilEndMs * rate / 1000);
        TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime(), rate, before + rate * secondsAfter);
        Expiries expiries = Expiries.watch(gateway, endsAtMs, options.orders);
        new OpenLoop(gateway.address("buyers"), OrdersFolder.REQUEST, connections).run(answers, "press-");
        return report(answers, expiries.await(), endsAtMs);
    }

    private int report(TimedAnswers answers, long doneMs, long endsAtMs) {
        Histogram during = TimedAnswers.histogram();
        Histogram besides = TimedAnswers.histogram();
        // Half of what came before is for the JVM to get warm.
        int skip = (answers.count() - rate * secondsAfter) / 2;
        answers.sort((fromMs, toMs) -> fromMs <= doneMs && toMs >= endsAtMs, skip, during, besides);
        System.out.printf("%n%,d presses/s while %,d holds ran out, %d cores, Java %s%n", rate,
                options.orders, Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.printf("all units were back on sale %,d ms after the holds' time%n", doneMs - endsAtMs);
        System.out.printf("the press that took longest was sent %,d ms after it%n",
                answers.longestSentAtMs(skip) - endsAtMs);
        System.out.print(LatencyTable.of("while they ran out", during, "before and after", besides));
        return 0;
    }

    /** Waits, on a thread of its own, until a gateway has expired so many holds. */
    private static final class Expiries {

        private static final long POLL_NS = 200_000_000;
        private static final long PATIENCE_MS = 60_000;

        private final Thread thread;
        private volatile long doneMs = -1;

        private Expiries(ServerProcess gateway, long fromMs, long wanted) {
            thread = new Thread(() -> {
                while (System.currentTimeMillis() < fromMs + PATIENCE_MS && doneMs < 0) {
                    // Not before their time, so that asking costs nothing while the presses before are measured.
                    LockSupport.parkNanos(Math.max(POLL_NS, (fromMs - System.currentTimeMillis()) * 1_000_000));
                    look(gateway, wanted);
                }
            }, "expiries");
            thread.start();
        }

        static Expiries watch(ServerProcess gateway, long fromMs, long wanted) {
            return new Expiries(gateway, fromMs, wanted);
        }

        private void look(ServerProcess gateway, long wanted) {
            try {
                if (GatewayFigures.scrape(gateway).sum("shoutgate_expired_total") >= wanted) {
                    doneMs = System.currentTimeMillis();
                }
            } catch (IOException e) {
                throw new IllegalStateException("the gateway's metrics cannot be read", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        /** When they all had run out, milliseconds since 1970. */
        long await() throws IOException, InterruptedException {
            thread.join();
            if (doneMs < 0) {
                throw new IOException("after " + PATIENCE_MS + " ms not all holds had run out");
            }
            return doneMs;
        }
    }
}
