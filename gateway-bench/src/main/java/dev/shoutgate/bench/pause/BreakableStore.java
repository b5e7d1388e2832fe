package dev.shoutgate.bench.pause;

import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;

/**
 * A store that can be taken away from a gateway and given back, so that somebody can see what its buyers notice.
 *
 * <p>Threading: one thread.
 */
public interface BreakableStore extends AutoCloseable {

    /** The stores that this can be done with. */
    enum Type { SQLITE, POSTGRESQL }

    /** Makes one; the gateway's data folder is {@code data} of the scratch folder. */
    static BreakableStore make(Type type, ScratchFolder folder) throws IOException, InterruptedException {
        return type == Type.SQLITE
                ? new LockedSqlite(folder.resolve("data").resolve("orders.db")) : new StoppedPostgres(folder);
    }

    /** Its entry of the gateway's setting {@code storage}. */
    String setting();

    /**
     * Facts that it holds, asked of the store itself: to scrape the gateway's metrics twenty times a second costs the
     * buyers more than what is measured. Not while it is taken away.
     */
    long position() throws IOException;

    /** From the return on the gateway's attempts fail. */
    void takeAway() throws IOException;

    /** On the return the store can be used again. */
    void giveBack() throws IOException, InterruptedException;

    @Override
    void close();
}
