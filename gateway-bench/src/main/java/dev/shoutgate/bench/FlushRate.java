package dev.shoutgate.bench;

import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.OrdersOptions;
import dev.shoutgate.bench.pause.PostgresSchema;
import dev.shoutgate.bench.peer.BackingProcess;
import dev.shoutgate.bench.peer.PostgresProcess;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Measures how fast an idle gateway carries a journal of many orders into an empty store, into SQLite and PostgreSQL in
 * turn, each forcing what it commits. Loopback only, unless another server is named; it ends what it started, and
 * nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a gateway or a database failed.
 */
@Command(name = "flush-rate", description = "Measures how many orders a second reach the stores.",
        mixinStandardHelpOptions = true)
public final class FlushRate implements Callable<Integer> {

    private static final long POLL_MS = 50;

    @Mixin
    private OrdersOptions options;

    @Option(names = "--rounds", description = "Fillings of each store; default: ${DEFAULT-VALUE}.")
    private int rounds = 3;

    @Option(names = "--postgres", paramLabel = "URL", description = "jdbc:postgresql://HOST:PORT/DATABASE, in which "
            + "the schema " + PostgresSchema.NAME + " is made and dropped; default: a server of this machine's "
            + "binaries, for the time of the run, where there are any.")
    private String postgres;

    @Option(names = "--postgres-user", description = "The user of that database; default: ${DEFAULT-VALUE}.")
    private String user = "postgres";

    @Option(names = "--postgres-password-file", description = "A file whose first line is that user's password.")
    private Path passwordFile;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new FlushRate()).execute(arguments));
    }

    @Override
    public Integer call() throws InterruptedException {
        try (ScratchFolder folder = ScratchFolder.make("flush-rate");
                BackingProcess server = startIfWanted(folder)) {
            OrdersFolder.make(folder.resolve("data"), options.orders);
            System.out.printf("made a folder of %,d orders%n", options.orders);
            List<Double> sqlite = new ArrayList<>();
            List<Double> postgresql = new ArrayList<>();
            PostgresSchema schema = schema(server);
            for (int round = 1; round <= rounds; round++) {
                for (String suffix : List.of("", "-wal", "-shm")) {
                    Files.deleteIfExists(folder.resolve("data").resolve("orders.db" + suffix));
                }
                sqlite.add(measure(folder, "sqlite", round, "{type: sqlite}"));
                if (schema != null) {
                    schema.makeAnew();
                    postgresql.add(measure(folder, "postgresql", round, schema.setting()));
                }
            }
            if (schema != null) {
                schema.drop();
            }
            report(sqlite, postgresql);
            return 0;
        } catch (IOException | SQLException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    /** A server of our own where none was named and one is installed; null else. */
    private BackingProcess startIfWanted(ScratchFolder folder) throws IOException, InterruptedException {
        return postgres == null && PostgresProcess.missing().isEmpty() ? PostgresProcess.start(folder) : null;
    }

    private PostgresSchema schema(BackingProcess server) {
        if (postgres != null) {
            return new PostgresSchema(postgres, user, passwordFile);
        }
        return server == null ? null : new PostgresSchema(
                PostgresProcess.url(server.port()), PostgresProcess.USER, null);
    }

    private double measure(ScratchFolder folder, String store, int round, String storage)
            throws IOException, InterruptedException {
        OrdersGateway gateway = options.gateway(folder, "storage: [" + storage + "]");
        try (ServerProcess server = gateway.start(folder.resolve("data"))) {
            double cpuBefore = server.cpu().toNanos() / 1e9;
            long lagBefore = OrdersGateway.lag(server);
            long startNs = System.nanoTime();
            long lag = lagBefore;
            while (lag > 0) {
                Thread.sleep(POLL_MS);
                lag = OrdersGateway.lag(server);
            }
            double seconds = (System.nanoTime() - startNs) / 1e9;
            System.out.printf("round %d  %-10s %,9d facts in %6.2f s: %,8.0f a second, %.2f s of CPU%n", round, store,
                    lagBefore, seconds, lagBefore / seconds, server.cpu().toNanos() / 1e9 - cpuBefore);
            return lagBefore / seconds;
        }
    }

    private void report(List<Double> sqlite, List<Double> postgresql) {
        System.out.printf("%norders a second, medians of %d fillings with %,d orders, %d cores, Java %s%n", rounds,
                options.orders, Runtime.getRuntime().availableProcessors(), Runtime.version());
        row("sqlite", sqlite);
        if (postgresql.isEmpty()) {
            System.out.println("postgresql   not measured: no server was named, and no binaries were found");
        } else {
            row("postgresql", postgresql);
        }
    }

    private static void row(String store, List<Double> rates) {
        Spread spread = Spread.of(rates);
        System.out.printf("%-12s %,10.0f   (%,.0f to %,.0f)%n", store, spread.median(), spread.least(), spread.most());
    }
}
