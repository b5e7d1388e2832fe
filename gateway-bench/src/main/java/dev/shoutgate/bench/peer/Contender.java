package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.BuyRequest;
import dev.shoutgate.bench.load.LoadResult;
import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;
import java.util.Optional;

/**
 * Something that can be measured beside something else: a server, the request that it gets, and what its answers
 * must have been for its figures to count.
 */
public interface Contender {

    /** How the table calls it. */
    String name();

    /** What the crowd meets, and what its answers have to be. */
    Scene scene();

    /** What it would need and this machine has not got; empty where it can be measured. */
    default Optional<String> missing() {
        return Optional.empty();
    }

    default BuyRequest request() {
        return new BuyRequest(GatewayContender.SALE_ID, GatewayContender.SKU);
    }

    /** Starts it afresh, ready for the request. Files go to the folder. */
    ServerProcess start(ScratchFolder folder) throws IOException, InterruptedException;

    /** Waits until the stores behind the server have all that it did; there is nothing to wait for where none lag. */
    default void awaitStores(ServerProcess server) throws IOException, InterruptedException {}

    /**
     * Holds the server to what it answered.
     *
     * @param before all its answers before the run
     * @throws InvalidRunException where the figures mean nothing: answers of another kind, or failures
     */
    void check(ServerProcess server, Answered before, LoadResult measured)
            throws InvalidRunException, IOException, InterruptedException;

    /** The figures of a run mean nothing; the message says why. */
    final class InvalidRunException extends Exception {
        private static final long serialVersionUID = 1L;

        public InvalidRunException(String why) {
            super(why);
        }
    }
}
