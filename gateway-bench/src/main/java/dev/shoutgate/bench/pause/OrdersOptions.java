package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.ScratchFolder;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What every command that measures a gateway with many orders is told. */
public final class OrdersOptions {

    @Option(names = "--orders", description = "Held orders in the gateway's folder; default: ${DEFAULT-VALUE}.")
    public int orders = 1_000_000;

    @Option(names = "--heap", description = "The gateway's -Xmx; default: ${DEFAULT-VALUE}.")
    public String heap = "512m";

    @Option(names = "--setting", paramLabel = "YAML",
            description = "A setting of the gateway, such as 'storage: []'; may be repeated.")
    private List<String> settings = List.of();

    /** The gateway that they mean, with further settings of the command's own. */
    public OrdersGateway gateway(ScratchFolder folder, String... own) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(List.of(own));
        return new OrdersGateway(folder, heap, all);
    }
}
