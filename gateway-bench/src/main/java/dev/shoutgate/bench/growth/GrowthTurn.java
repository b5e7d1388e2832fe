package dev.shoutgate.bench.growth;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.PressScript;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Wrk;
import dev.shoutgate.bench.pause.OrdersFolder;
import dev.shoutgate.bench.pause.OrdersGateway;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.bench.peer.Contender.InvalidRunException;
import dev.shoutgate.bench.peer.ServerProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One turn of a point: a gateway of that size is started afresh, warmed up, measured and ended. No store follows it, so
 * that what grows is the gateway's own cost; it forces its journal as it always does.
 *
 * <p>Threading: one owner; a measurement blocks.
 */
public record GrowthTurn(GrowthPoint point, int warmUpSeconds, int seconds) {

    /** Of the heap, which holds neither orders nor items. */
    private static final String HEAP = "512m";

    /** What came of one turn; {@code cpuUs} is the gateway's processor time of a request. */
    public record Result(double requestsPerSecond, double p50us, double p99us, double cpuUs) {}

    public Result measure() throws IOException, InterruptedException, InvalidRunException {
        try (ScratchFolder folder = ScratchFolder.make("growth")) {
            Path data = folder.resolve("data");
            if (point.buyers() > 0) {
                OrdersFolder.make(data, point.buyers());
            }
            try (ServerProcess server = new OrdersGateway(folder, HEAP, settings()).start(data)) {
                if (point.buyers() == 0) {
                    open(new SaleDesk(server));
                }
                return press(server, new Wrk(folder, point.connections()));
            }
        }
    }

    private List<String> settings() {
        return List.of("buyers: {bind: '127.0.0.1:0', event-loops: " + point.loops() + "}",
                "shards: " + point.shards(), "capacity: {orders: 20000000}", "storage: []", "drain-timeout: 0s");
    }

    private void open(SaleDesk desk) throws IOException, InterruptedException {
        List<String> skus = new ArrayList<>();
        IntStream.range(0, point.items()).forEach(item -> skus.add(PressScript.sku(item)));
        for (int sale = 0; sale < point.sales(); sale++) {
            desk.open(PressScript.sale(sale), skus, point.stock());
        }
    }

    private String script() {
        return point.buyers() > 0 ? PressScript.of(OrdersFolder.REQUEST, Integer.MAX_VALUE)
                : PressScript.spread(point.sales(), point.items());
    }

    private Result press(ServerProcess server, Wrk crowd)
            throws IOException, InterruptedException, InvalidRunException {
        String address = server.address("buyers");
        LoadResult warm = crowd.run(address, script(), warmUpSeconds, "warm");
        Duration before = server.cpu();
        LoadResult load = crowd.run(address, script(), seconds, "pass");
        double cpuUs = server.cpu().minus(before).toNanos() / 1000.0 / load.requests();
        if (warm.refused() + load.refused() + load.failed() > 0) {
            throw new InvalidRunException(point + ": wanted orders only, got " + warm + " and " + load);
        }
        return new Result(load.requestsPerSecond(), load.p50us(), load.p99us(), cpuUs);
    }
}
