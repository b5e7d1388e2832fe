package dev.shoutgate.bench;

import dev.shoutgate.GatewayMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The gateway with one event loop and one sale of one item. With more stock than anybody can press for, every answer
 * must
 * be an order, and the sale must have held as many units as answers said so; with little, the warm-up takes all of it
 * and
 * every answer after that must be a refusal.
 *
 * @param name       how the table calls it
 * @param durability as in the settings: {@code disk} or {@code os}
 * @param storage    as in the settings, a YAML list: what follows the journal shares the machine
 * @param stock      units of the item
 */
record GatewayContender(String name, String durability, String storage, long stock) implements Contender {

    static final String SALE_ID = "side-by-side";
    static final String SKU = "phone";
    static final long ENDLESS = 1_000_000_000;
    static final long FEW = 100;

    /** The presses that were under way when wrk stopped looking made orders too, in the warm-up and in the run. */
    private static final long MOST_UNSEEN = 2L * 1024;

    @Override
    public BuyRequest request() {
        return new BuyRequest(SALE_ID, SKU);
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(folder.path(), "data-");
        Path config = Files.createTempFile(folder.path(), "gateway", ".yaml");
        Files.writeString(config, settings(data));
        ServerProcess server = ServerProcess.start(folder, GatewayMain.class, "serve", "--config", config.toString());
        try {
            new SaleDesk(server).open(SALE_ID, SKU, stock);
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
                // Nobody reads the orders of a benchmark.
                "drain-timeout: 0s",
                "");
    }

    @Override
    public void check(ServerProcess server, LoadResult warmUp, LoadResult measured)
            throws InvalidRunException, IOException, InterruptedException {
        long wantedRefusals = stock == ENDLESS ? 0 : measured.requests();
        if (measured.failed() > 0 || measured.refused() != wantedRefusals) {
            throw new InvalidRunException(name + ": " + measured + ", wanted " + wantedRefusals + " refused");
        }
        long answeredYes = warmUp.requests() - warmUp.refused() + measured.requests() - measured.refused();
        long held = new SaleDesk(server).unitsHeld(SALE_ID);
        if (held < answeredYes || held > answeredYes + MOST_UNSEEN) {
            throw new InvalidRunException(name + ": " + answeredYes + " answers say held, the sale says " + held);
        }
    }
}
