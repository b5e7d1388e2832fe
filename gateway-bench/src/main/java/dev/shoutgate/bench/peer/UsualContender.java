package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.pause.HeldUnits;
import java.io.IOException;
import java.util.Optional;

/**
 * What people use today, {@link UsualServer} with a Redis of its own.
 *
 * @param name        how the table calls it
 * @param appendfsync when Redis forces its file: {@code always}, which is before it answers, or {@code everysec}
 */
public record UsualContender(String name, String appendfsync, Scene scene) implements Contender {

    @Override
    public Optional<String> missing() {
        return RedisProcess.missing();
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        BackingProcess redis = RedisProcess.start(folder, appendfsync);
        return ServerProcess.startBefore(redis, folder, UsualServer.class, Integer.toString(redis.port()),
                Long.toString(scene.stock()), appendfsync.equals("always") ? "disk" : "os");
    }

    @Override
    public void check(ServerProcess server, Answered before, LoadResult measured)
            throws InvalidRunException, IOException, InterruptedException {
        scene.check(name, before, measured, HeldUnits.of(server));
    }
}
