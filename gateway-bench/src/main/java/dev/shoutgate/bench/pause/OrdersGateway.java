package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.peer.ServerProcess;
import dev.shoutgate.console.GatewayMain;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway as anybody would run it, on the data folder that a program measures it with.
 *
 * <p>Threading: one owner.
 *
 * @param folder   where its files go
 * @param heap     its {@code -Xmx}, such as {@code 512m}
 * @param settings lines of YAML besides our own, one setting each
 */
public record OrdersGateway(ScratchFolder folder, String heap, List<String> settings) {

    /** Starts it, with further flags for its JVM, and returns once it is ready. */
    public ServerProcess start(Path data, String... flags) throws IOException, InterruptedException {
        Path config = folder.resolve(data.getFileName() + ".yaml");
        List<String> lines = new ArrayList<>(List.of(
                "data: '" + data + "'",
                "operators: {bind: '127.0.0.1:0', tokens: [{name: bench, sha256: " + SaleDesk.tokenSha256() + "}]}"));
        if (settings.stream().noneMatch(setting -> setting.startsWith("buyers:"))) {
            lines.add("buyers: {bind: '127.0.0.1:0'}");
        }
        lines.addAll(settings);
        Files.write(config, lines);
        List<String> all = new ArrayList<>(List.of("-Xmx" + heap));
        all.addAll(List.of(flags));
        return ServerProcess.start(folder, all, GatewayMain.class, "serve", "--config", config.toString());
    }

    /** Facts that its stores have not got yet. */
    public static long lag(ServerProcess gateway) throws IOException, InterruptedException {
        return (long) GatewayFigures.scrape(gateway).sum("shoutgate_flush_lag_events");
    }

    /** Waits until its stores have every fact, so that nothing of an earlier time is still being done. */
    public static void settle(ServerProcess gateway) throws IOException, InterruptedException {
        while (lag(gateway) > 0) {
            Thread.sleep(500);
        }
    }
}
