package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.pause.SaleDesk;
import dev.shoutgate.console.GatewayMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The gateway with one event loop and one sale of one item.
 *
 * @param name       how the table calls it
 * @param durability as in the settings: {@code disk} or {@code os}
 * @param storage    as in the settings, a YAML list: what follows the journal shares the machine
 * @param door       who may press
 */
public record GatewayContender(String name, String durability, String storage, Scene scene, Door door)
        implements Contender {

    static final String SALE_ID = "side-by-side";
    static final String SKU = "phone";

    public GatewayContender(String name, String durability, String storage, Scene scene) {
        this(name, durability, storage, scene, Door.NAMES);
    }

    @Override
    public BuyRequest request() {
        return door.request(SALE_ID, SKU);
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(folder.path(), "data-");
        Path config = Files.createTempFile(folder.path(), "gateway", ".yaml");
        Files.writeString(config, settings(data) + door.settings(folder.path()));
        ServerProcess server = ServerProcess.start(folder, GatewayMain.class, "serve", "--config", config.toString());
        try {
            new SaleDesk(server).open(SALE_ID, SKU, scene.stock());
            return server;
        } catch (IOException | RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private String settings(Path data) {
        return String.join("\n",
                "data: '" + data + "'",
                "durability: " + durability,
                "buyers: {bind: '127.0.0.1:0', event-loops: 1}",
                "operators: {bind: '127.0.0.1:0', tokens: [{name: bench, sha256: " + SaleDesk.tokenSha256() + "}]}",
                "capacity: {orders: 20000000}",
                "storage: " + storage,
                // One of some seconds would belong to a million orders and fall into one run, or into another's turn.
                "snapshot: {every-facts: 1000000000}",
                // Nobody reads the orders of a benchmark.
                "drain-timeout: 0s",
                "");
    }

    @Override
    public void awaitStores(ServerProcess server) throws IOException, InterruptedException {
        StoreBacklog.await(server);
    }

    @Override
    public void check(ServerProcess server, Answered before, LoadResult measured)
            throws InvalidRunException, IOException, InterruptedException {
        scene.check(name, before, measured, new SaleDesk(server).unitsHeld(SALE_ID));
    }
}
