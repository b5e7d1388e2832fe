package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;

/** The bare server, {@link LimitServer}: all others are measured as parts of it. */
public record LimitContender() implements Contender {

    @Override
    public String name() {
        return "limit";
    }

    @Override
    public Scene scene() {
        return Scene.SELLING;
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        return ServerProcess.start(folder, LimitServer.class, "0");
    }

    @Override
    public void check(ServerProcess server, LoadResult warmUp, LoadResult measured) throws InvalidRunException {
        if (measured.refused() + measured.failed() > 0) {
            throw new InvalidRunException(name() + ": " + measured);
        }
    }
}
