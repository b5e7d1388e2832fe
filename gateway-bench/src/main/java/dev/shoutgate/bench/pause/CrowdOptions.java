package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.Crowd;
import dev.shoutgate.bench.load.CrowdLoop;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command that presses a gateway as hard as it can, or harder, is told; and how hard that is. */
public final class CrowdOptions {

    private static final int CAPACITY_SECONDS = 5;

    @Option(names = "--connections", description = "Of buyers who wait for answers; default: ${DEFAULT-VALUE}.")
    public int connections = 256;

    @Option(names = "--proxies", description = "Connections that the crowd comes over; default: ${DEFAULT-VALUE}.")
    public int proxies = 48;

    @Option(names = "--in-flight", description = "Of each connection, for the capacity; default: ${DEFAULT-VALUE}.")
    private int inFlight = 1;

    @Option(names = "--warm-up", description = "Seconds; default: ${DEFAULT-VALUE}.")
    private int warmUp = 20;

    @Option(names = "--setting", description = "A line of YAML for the gateway; may be repeated.")
    private List<String> settings = new ArrayList<>();

    /** The gateway that they mean; {@code own}: the command's own settings, where the user does not say another. */
    public OrdersGateway gateway(ScratchFolder folder, String... own) {
        List<String> all = new ArrayList<>(settings);
        for (String setting : own) {
            String name = setting.substring(0, setting.indexOf(':') + 1);
            if (settings.stream().noneMatch(given -> given.startsWith(name))) {
                all.add(setting);
            }
        }
        return new OrdersGateway(folder, "1g", all);
    }

    /** Presses until the gateway's compilers have had their time; {@code buyers}: the address. */
    public void warmUp(BuyRequest request, String buyers) throws IOException {
        CrowdLoop.run(List.of(Crowd.eager(request, "warm", inFlight, warmUp).over(buyers, connections)));
    }

    /** Orders a second that a gateway takes from buyers who each wait for an answer. */
    public double capacity(BuyRequest request, String runName, String buyers) throws IOException {
        Crowd eager = Crowd.eager(request, runName, inFlight, CAPACITY_SECONDS).over(buyers, connections);
        CrowdLoop.run(List.of(eager));
        double capacity = eager.answers().count(201) / (double) CAPACITY_SECONDS;
        if (capacity == 0) {
            throw new IOException("The gateway takes no orders: its capacity.orders is used up, or its disk is full.");
        }
        return capacity;
    }
}
