package dev.shoutgate.bench.load;

import java.io.IOException;

/** Presses on a server as fast as it answers, on a number of connections. */
public interface Load {

    /** For the heading of a table. */
    String describe();

    /** Whether its latencies are those of the requests that it sent; a sentence for the foot of a table. */
    String aboutLatencies();

    /**
     * Presses for so many seconds; blocks until it is over.
     *
     * @param address such as {@code http://127.0.0.1:8080}
     * @param buyers  after so many presses the first buyer comes again, with the first key
     * @param runName stands in the buyers and keys of this run
     */
    LoadResult run(String address, BuyRequest request, int buyers, int seconds, String runName)
            throws IOException, InterruptedException;

    /** wrk where it is installed, and the project's own client elsewhere. */
    static Load of(ScratchFolder folder, int connections) {
        return Wrk.isInstalled() ? new Wrk(folder, connections) : new OwnLoad(connections);
    }
}
