package dev.shoutgate.wiring;

import dev.shoutgate.inventory.HeapItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.journal.AppendFailedException;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.replica.ClusterLog;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How a shard comes to have what its cluster has, before anybody is let in. The first leader of all founds it, by a
 * fact of the log: so every member has the same secret.
 *
 * <p>Threading: whoever starts the gateway.
 */
final class ClusterJoin {

    private static final long PAUSE_NS = TimeUnit.MILLISECONDS.toNanos(5);

    private final ClusterLog log;
    private final SaleShard shard;
    private final FactFrame first = new FactFrame();

    private ClusterJoin(ClusterLog log, SaleShard shard) {
        this.log = log;
        this.shard = shard;
    }

    /** Returns once there is a leader, and the shard has all that this member has seen of the log. */
    static void await(ClusterLog log, SaleShard shard) throws IOException {
        new ClusterJoin(log, shard).await();
    }

    private void await() throws IOException {
        encode();
        while (shard.lastSequence() == 0 || log.isUnderWay() || !log.isSettled()) {
            log.refuseIfEnded();
            log.readOn(shard.lastSequence(), shard);
            if (log.isUnderWay() || log.isOurs() && shard.lastSequence() == 0) {
                found();
            }
            LockSupport.parkNanos(this, PAUSE_NS);
        }
    }

    /** By another shard's decision: memory must not have it before the log has. */
    private void encode() {
        try (SaleShard other = new SaleShard(shard.number(), new ShardCapacity(1, 1), new HeapItemTable(1))) {
            Shard.found(other, first);
        }
    }

    private void found() {
        try {
            if (log.repair()) {
                log.append(first);
            }
        } catch (AppendFailedException notYet) {
            // Kept, and tried again.
        }
    }
}
