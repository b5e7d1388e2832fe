package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;

/**
 * A yardstick, {@link LimitServer}: all others are measured as parts of it.
 *
 * @param name {@link #LIMIT} or {@link #FLOOR}
 */
public record LimitContender(String name) implements Contender {

    public static final String LIMIT = "limit";
    public static final String FLOOR = "floor";

    @Override
    public Scene scene() {
        return Scene.SELLING;
    }

    @Override
    public ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException {
        return name.equals(FLOOR) ? ServerProcess.start(folder, LimitServer.class, "0", FLOOR)
                : ServerProcess.start(folder, LimitServer.class, "0");
    }

    @Override
    public void check(ServerProcess server, Answered before, LoadResult measured) throws InvalidRunException {
        if (measured.refused() + measured.failed() > 0) {
            throw new InvalidRunException(name() + ": " + measured);
        }
    }
}
