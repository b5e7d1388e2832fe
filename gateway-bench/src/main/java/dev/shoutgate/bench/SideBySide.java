package dev.shoutgate.bench;

import dev.shoutgate.bench.load.Load;
import dev.shoutgate.bench.peer.Comparison;
import dev.shoutgate.bench.peer.Contender;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import dev.shoutgate.bench.peer.Door;
import dev.shoutgate.bench.peer.GatewayContender;
import dev.shoutgate.bench.peer.LimitContender;
import dev.shoutgate.bench.peer.Measurement;
import dev.shoutgate.bench.peer.NaiveContender;
import dev.shoutgate.bench.peer.OpenLoopRow;
import dev.shoutgate.bench.peer.RunningServer;
import dev.shoutgate.bench.peer.Scene;
import dev.shoutgate.bench.peer.Servers;
import dev.shoutgate.bench.peer.SideBySideReport;
import dev.shoutgate.bench.peer.UsualContender;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the gateway beside the limit of its machine and beside what people use today: the same request and the same
 * load, in turn, in interleaved rounds, each on a server freshly started or on one that stays. Loopback only; it ends
 * what it started, and nothing else.
 *
 * <p>Exit codes: 0 measured, 1 a server failed or an answer was not what it had to be, 2 there is no such contender.
 */
@Command(name = "side-by-side", mixinStandardHelpOptions = true, sortOptions = false,
        description = "Measures the gateway beside a bare server, Redis with a script, and PostgreSQL.")
public final class SideBySide implements Callable<Integer> {

    private static final int NO_SUCH = 2;

    @Option(names = "--seconds", description = "Length of a measured run; default: ${DEFAULT-VALUE}.")
    private int seconds = 5;

    @Option(names = "--warm-up",
            description = "Seconds of load before each of them, for the JVM to compile; default: ${DEFAULT-VALUE}.")
    private int warmUp = 10;

    @Option(names = "--pairs", description = "Rounds in which every server has its turn; default: ${DEFAULT-VALUE}.")
    private int pairs = 5;

    @Option(names = "--steady", description = "One process for each server in all rounds, warmed up until its "
            + "compilers are quiet (at least --warm-up, at most four times that) and idle while another has its turn: "
            + "for processor time. Default: each is started anew for every turn.")
    private boolean steady;

    @Option(names = "--connections", description = "Of the load generator; default: ${DEFAULT-VALUE}.")
    private int connections = 64;

    @Option(names = "--only", split = ",", paramLabel = "NAME",
            description = "Leave the others out; the first one named is what the rest is set against.")
    private List<String> only = List.of();

    @Option(names = "--open-loop", paramLabel = "SECONDS", description = "Besides, so long at half of the capacity of "
            + "the first gateway that sells, whatever comes back: its latencies and those of the first contender; "
            + "default: ${DEFAULT-VALUE}, 0: none.")
    private int openLoop = 20;

    @Option(names = "--storage",
            description = "The gateway's setting, to see what its database costs; default: ${DEFAULT-VALUE}")
    private String storage = "[{type: sqlite}]";

    @Option(names = "--json", paramLabel = "FILE", description = "Where every figure goes besides.")
    private File json;

    @Option(names = "--html", paramLabel = "FILE", description = "Where charts go besides.")
    private File html;

    private final Map<String, String> missing = new LinkedHashMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new SideBySide()).execute(arguments));
    }

    /** Everything that can have a turn, the yardstick first. */
    private List<Contender> all() {
        return List.of(new LimitContender(LimitContender.LIMIT),
                new LimitContender(LimitContender.FLOOR),
                new GatewayContender("disk", "disk", storage, Scene.SELLING),
                new GatewayContender("os", "os", storage, Scene.SELLING),
                new GatewayContender("sold out", "disk", storage, Scene.SOLD_OUT),
                new GatewayContender("repeated key", "disk", storage, Scene.REPEATED_KEY),
                new GatewayContender("unread tokens", "disk", storage, Scene.SOLD_OUT, Door.UNREAD_TOKENS),
                new GatewayContender("new tokens", "disk", storage, Scene.SOLD_OUT, Door.NEW_TOKENS),
                new GatewayContender("known tokens", "disk", storage, Scene.SOLD_OUT, Door.KNOWN_TOKENS),
                new GatewayContender("too many", "disk", storage, Scene.SOLD_OUT, Door.LOW_RATE),
                new UsualContender("redis always", "always", Scene.SELLING),
                new UsualContender("redis everysec", "everysec", Scene.SELLING),
                new UsualContender("redis sold out", "always", Scene.SOLD_OUT),
                new NaiveContender("postgres", Scene.SELLING),
                new NaiveContender("postgres sold out", Scene.SOLD_OUT));
    }

    @Override
    public Integer call() throws InterruptedException {
        Map<String, Contender> byName = all().stream().collect(Collectors.toMap(Contender::name, one -> one));
        if (!byName.keySet().containsAll(only)) {
            System.err.println("--only takes of " + all().stream().map(Contender::name).toList() + ", got " + only);
            return NO_SUCH;
        }
        List<Contender> wanted = only.isEmpty() ? all() : only.stream().map(byName::get).toList();
        wanted.forEach(one -> one.missing().ifPresent(why -> missing.put(one.name(), why)));
        List<Contender> present = wanted.stream().filter(one -> !missing.containsKey(one.name())).toList();
        missing.forEach((name, why) -> System.out.printf("skipped  %-18s %s%n", name, why));
        try (Servers servers = new Servers(steady, connections, warmUp, System.out)) {
            servers.prepare(present);
            Comparison comparison = Comparison.of(measure(servers, present));
            List<OpenLoopRow> latencies = openLoop(servers, present, comparison);
            SideBySideReport report = new SideBySideReport(setting(), Load.of(null, connections).aboutLatencies(),
                    storage, comparison, missing, latencies);
            System.out.printf("%n%s", report.text());
            report.write(json, html);
            return 0;
        } catch (InvalidRunException e) {
            System.err.println("The run does not count. " + e.getMessage());
            return 1;
        } catch (IOException e) {
            System.err.println("The run was broken off. " + e.getMessage());
            return 1;
        }
    }

    private List<Measurement> measure(Servers servers, List<Contender> present)
            throws IOException, InterruptedException, InvalidRunException {
        List<Contender> turns = new ArrayList<>(present);
        List<Measurement> measurements = new ArrayList<>();
        for (int round = 1; round <= pairs; round++) {
            for (Contender contender : turns) {
                RunningServer server = servers.take(contender);
                Measurement one = server.measure(round, seconds);
                servers.giveBack(server);
                measurements.add(one);
                System.out.printf("round %d  %-18s %7.2f us of CPU (compilers %.2f)  %,8.0f requests/s  "
                        + "%,6.0f B of heap a request%n", round, one.contender(), one.cpuUsPerRequest(),
                        one.compilerUsPerRequest(), one.load().requestsPerSecond(), one.heapBytesPerRequest());
            }
            // Back and forth: whoever comes first in one round comes last in the next.
            Collections.reverse(turns);
        }
        return measurements;
    }

    private List<OpenLoopRow> openLoop(Servers servers, List<Contender> present, Comparison comparison)
            throws IOException, InterruptedException {
        List<OpenLoopRow> rows = new ArrayList<>();
        Optional<Contender> gateway = present.stream()
                .filter(one -> one instanceof GatewayContender && one.scene() == Scene.SELLING).findFirst();
        if (openLoop > 0 && gateway.isPresent() && present.get(0) != gateway.get()) {
            int rate = (int) (comparison.row(gateway.get().name()).requestsPerSecond() / 2);
            for (Contender contender : List.of(present.get(0), gateway.get())) {
                System.out.printf("open loop  %-16s %,d presses/s for %d s%n", contender.name(), rate, openLoop);
                RunningServer server = servers.take(contender);
                rows.add(OpenLoopRow.measure(server, connections, rate, warmUp, openLoop));
                servers.giveBack(server);
            }
        }
        return rows;
    }

    private String setting() {
        return String.format("medians of %d interleaved rounds of %d s, %s, %s, distinct buyers, %d cores, Java %s",
                pairs, seconds, steady ? "servers that stay" : "servers started anew",
                Load.of(null, connections).describe(), Runtime.getRuntime().availableProcessors(),
                Runtime.version());
    }
}
