package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.pause.HeldUnits;
import java.io.IOException;
import java.util.Optional;

/**
 * What everybody writes first, {@link NaiveServer} with a PostgreSQL of its own.
 *
 * @param name how the table calls it
 */
public record NaiveContender(String name, Scene scene) implements Contender {

    @Override
    public Optional<String> missing() {
        return PostgresProcess.missing();
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        BackingProcess postgres = PostgresProcess.start(folder);
        return ServerProcess.startBefore(postgres, folder, NaiveServer.class, Integer.toString(postgres.port()),
                Long.toString(scene.stock()));
    }

    @Override
    public void check(ServerProcess server, Answered before, LoadResult measured)
            throws InvalidRunException, IOException, InterruptedException {
        scene.check(name, before, measured, HeldUnits.of(server));
    }
}
