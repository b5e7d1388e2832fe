package dev.shoutgate.bench;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.KeptMemory;
import dev.shoutgate.bench.load.LatencyTable;
import dev.shoutgate.bench.load.OpenLoop;
import dev.shoutgate.bench.load.OpenSockets;
import dev.shoutgate.bench.load.ResidentSet;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.TimedAnswers;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what connections cost that only stand there: those that say nothing, those that ask for a large sale again
 * and again and read none of it, and those that watch it and do not read; in memory, and in the time of buys beside
 * them. Loopback only; it ends what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway failed, or there may not be so many connections.
 */
@Command(name = "open-connections", description = "Measures buys beside connections that do not read.",
        mixinStandardHelpOptions = true)
public final class OpenConnections implements Callable<Integer> {

    private static final String SALE = "/v1/sales/room";
    private static final BuyRequest REQUEST = new BuyRequest("room", "sku-0");
    private static final int ITEMS = 500;
    private static final int ASKED = 300;
    private static final int CONNECTIONS = 8;
    private static final int SETTLE_MS = 5_000;

    @Option(names = "--idle", description = "That say nothing; default: ${DEFAULT-VALUE}.")
    private int idle = 10_000;

    @Option(names = "--slow",
            description = "That ask and read nothing, half of them watchers; default: ${DEFAULT-VALUE}.")
    private int slow = 2_000;

    @Option(names = "--rate", description = "Buys a second; default: ${DEFAULT-VALUE}.")
    private int rate = 1_000;

    @Option(names = "--seconds", description = "Of each part; default: ${DEFAULT-VALUE}.")
    private int seconds = 10;

    private ServerProcess gateway;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new OpenConnections()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("open-connections")) {
            OpenSockets.checkLimit(idle + slow);
            OrdersGateway settings = new OrdersGateway(folder, "512m", List.of("room: {max-watchers: 100000}",
                    "buyers: {bind: '127.0.0.1:0', idle-timeout: 1h}"));
            List<String> flags = new ArrayList<>(KeptMemory.FLAGS);
            flags.add("-Xms512m");
            gateway = settings.start(folder.resolve("data"), flags.toArray(String[]::new));
            try (ServerProcess running = gateway; OpenSockets sockets = new OpenSockets()) {
                measure(running.address("buyers"), sockets);
            }
            return 0;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private void measure(String buyers, OpenSockets sockets) throws IOException, InterruptedException {
        new SaleDesk(gateway).open("room", IntStream.range(0, ITEMS).mapToObj(i -> "sku-" + i).toList(), 1_000_000);
        press("warm");
        press("warm-too");
        Histogram alone = press("alone");
        long bytes = kept("nobody there", 0, 0);
        sockets.open(buyers, idle, "");
        bytes = kept("idle", idle, bytes);
        Histogram besideIdle = press("beside-idle");
        bytes = kept("idle, and buys", 0, bytes);
        sockets.open(buyers, slow / 2, get(SALE).repeat(ASKED));
        bytes = kept("asked and do not read", slow / 2, bytes);
        sockets.open(buyers, slow - slow / 2, get(SALE + "/events"));
        kept("watch and do not read", slow - slow / 2, bytes);
        Histogram besideAll = press("beside-all");
        kept("all, and buys", 0, bytes);
        if (sockets.open() != idle + slow) {
            throw new IOException("wanted " + (idle + slow) + " connections, " + sockets.open() + " are open");
        }
        System.out.printf("%n%,d idle and %,d slow connections, %,d buys/s, %d cores, Java %s%n", idle, slow, rate,
                Runtime.getRuntime().availableProcessors(), Runtime.version());
        System.out.print(LatencyTable.titles());
        System.out.print(LatencyTable.medians("nobody there", List.of(alone)));
        System.out.print(LatencyTable.medians("beside idle ones", List.of(besideIdle)));
        System.out.print(LatencyTable.medians("beside all", List.of(besideAll)));
    }

    /** Says what the gateway keeps now, and what that is for each connection that has come since. */
    private long kept(String what, int count, long before) throws IOException, InterruptedException {
        Thread.sleep(SETTLE_MS);
        long bytes = KeptMemory.of(gateway.pid());
        double mib = bytes / 1048576.0;
        System.out.printf("%-24s live heap and all beside it %7.1f MiB, resident %7.1f MiB%s%n", what, mib,
                ResidentSet.of(gateway.pid()).bytes() / 1048576.0,
                count == 0 ? "" : ", %.1f KiB each".formatted((bytes - before) / 1024.0 / count));
        return bytes;
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: bench\r\n\r\n";
    }

    private Histogram press(String name) throws IOException, InterruptedException {
        TimedAnswers answers = TimedAnswers.scheduled(System.nanoTime() + 100_000_000, rate, rate * seconds);
        new OpenLoop(gateway.address("buyers"), REQUEST, CONNECTIONS).run(answers, name);
        Histogram all = TimedAnswers.histogram();
        answers.sort((sentMs, answeredMs) -> true, 0, all, TimedAnswers.histogram());
        return all;
    }
}
