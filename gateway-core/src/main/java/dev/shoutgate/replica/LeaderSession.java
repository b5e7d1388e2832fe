package dev.shoutgate.replica;

import static dev.shoutgate.replica.LogService.NO_TERM;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.cluster.client.EgressListener;
import io.aeron.exceptions.AeronException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of frames from a member that leads to its own consensus module. A new one for each term: none that was sent
 * in an older one can come late, and a client that closed itself is replaced.
 *
 * <p>Threading: the one that decides.
 */
final class LeaderSession implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LeaderSession.class);

    private static final EgressListener NOTHING_TO_HEAR =
            (sessionId, timestamp, buffer, offset, length, header) -> { };
    private static final String INGRESS = "aeron:ipc?term-length=32m";
    private static final String EGRESS = "aeron:ipc?term-length=64k";
    private static final long CONNECT_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long KEEP_ALIVE_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(50);

    private final Supplier<Aeron> aeron;
    private long term = NO_TERM;
    private AeronCluster.AsyncConnect connecting;
    private AeronCluster client;
    private long dueNs = System.nanoTime();

    LeaderSession(Supplier<Aeron> aeron) {
        this.aeron = aeron;
    }

    /** Looks after the session of a term, or of none. To be called often; never blocks. */
    void keep(long ledTerm) {
        if (term != ledTerm || client != null && client.isClosed()) {
            close();
            term = ledTerm;
        }
        if (ledTerm == NO_TERM) {
            return;
        }
        try {
            if (client == null) {
                connect();
            } else {
                keepAlive();
            }
        } catch (AeronException e) {
            LOG.debug("No session of term {}, trying again: {}", ledTerm, e.toString());
            close();
            dueNs = System.nanoTime() + PAUSE_NS;
        }
    }

    private void connect() {
        if (connecting == null) {
            if (System.nanoTime() - dueNs < 0) {
                return;
            }
            connecting = AeronCluster.asyncConnect(new AeronCluster.Context().aeron(aeron.get())
                    .ingressChannel(INGRESS).egressChannel(EGRESS).egressListener(NOTHING_TO_HEAR)
                    .messageTimeoutNs(CONNECT_NS));
        }
        client = connecting.poll();
        if (client != null) {
            connecting = null;
            dueNs = System.nanoTime() + KEEP_ALIVE_NS;
        }
    }

    private void keepAlive() {
        client.pollEgress();
        if (System.nanoTime() - dueNs >= 0 && client.sendKeepAlive()) {
            dueNs = System.nanoTime() + KEEP_ALIVE_NS;
        }
    }

    boolean isOpen() {
        return client != null;
    }

    /** False if it must be tried again. A true is no receipt. */
    boolean offer(DirectBuffer buffer, int lengthBytes) {
        return client != null && client.offer(buffer, 0, lengthBytes) > 0;
    }

    @Override
    public void close() {
        CloseHelper.quietCloseAll(connecting, client);
        connecting = null;
        client = null;
    }
}
