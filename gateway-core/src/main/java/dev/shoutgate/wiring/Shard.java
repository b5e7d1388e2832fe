package dev.shoutgate.wiring;

import dev.shoutgate.config.ClusterSettings.Sync;
import dev.shoutgate.config.GatewayConfig;
import dev.shoutgate.config.GatewayConfig.Durability;
import dev.shoutgate.frontend.EventLoops;
import dev.shoutgate.gate.AdmissionGate;
import dev.shoutgate.gate.CommandRing;
import dev.shoutgate.gate.RateLimiter;
import dev.shoutgate.gate.ShardGate;
import dev.shoutgate.inventory.ItemTable;
import dev.shoutgate.inventory.SaleShard;
import dev.shoutgate.inventory.ShardCapacity;
import dev.shoutgate.inventory.memory.ChunkPool;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.JournalRecovery;
import dev.shoutgate.journal.JournalWriter;
import dev.shoutgate.journal.ReplayProgress;
import dev.shoutgate.journal.SnapshotFolder;
import dev.shoutgate.replica.ClusterLog;
import dev.shoutgate.telemetry.Metrics.DurationRecorder;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A ring, an inventory, a journal and their thread: nothing of it is shared with another shard.
 *
 * <p>Threading: started and closed by whoever starts the gateway.
 */
final class Shard implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Shard.class);

    private final FolderDisk disk;
    private final SnapshotFolder snapshots;
    private final SaleShard inventory;
    private final JournalWriter journal;
    private final FactLog log;
    private final Optional<ClusterLog> cluster;
    private final CommandRing ring;
    private final ShardGate gate;
    private final DurationRecorder syncDurations = new DurationRecorder();
    private final long replayNs;

    Shard(int number, GatewayConfig config, DataFolder folder, EventLoops loops, ReplayProgress progress,
            StoreCheck stores, ItemTable items, ChunkPool chunks) throws IOException {
        GatewayConfig.Capacity capacity = config.capacity();
        // 1. Nothing in memory but empty live figures.
        inventory = new SaleShard(number, new ShardCapacity(capacity.orders(), capacity.items()), items, chunks);
        inventory.sales().merchants().weigh(config.admission().shares());
        // 2. Memory is a cache of the journal: fold the newest good snapshot, and all that came after it.
        disk = FolderDisk.create(folder.journal(number));
        snapshots = new SnapshotFolder(FolderDisk.create(folder.snapshots(number)), number);
        long begin = System.nanoTime();
        long inSnapshot = snapshots.readNewest(inventory.snapshot());
        long ordersInSnapshot = inventory.orderCount();
        boolean forced = config.durability() == Durability.DISK
                || config.durability() == Durability.QUORUM && config.cluster().sync() == Sync.DISK;
        JournalEnd end = JournalRecovery.recover(disk, number, inSnapshot + 1,
                progress.count(disk, inSnapshot + 1, inventory), !forced, stores.of(number, disk));
        snapshots.tidy();
        replayNs = System.nanoTime() - begin;
        LOG.info("Shard {}: {} orders up to sequence {} from a snapshot, {} facts replayed, in {} ms", number,
                ordersInSnapshot, inSnapshot, end.factsRead(),
                TimeUnit.NANOSECONDS.toMillis(replayNs));
        // 3. Go on writing where it ended.
        journal = JournalWriter.open(disk, number, config.journal().segmentBytes(),
                forced, end).onForce(syncDurations::record);
        // 4. A new shard draws the secret that its hashes are keyed with. In a cluster that is the leader's to do.
        cluster = config.durability() == Durability.QUORUM ? Optional.of(joined(config, folder)) : Optional.empty();
        log = cluster.isPresent() ? cluster.get() : journal;
        if (cluster.isEmpty() && end.lastSequence() == 0) {
            found();
        }
        // 5. The ring hands the shard to its thread.
        inventory.handOver();
        if (cluster.isEmpty()) {
            journal.handOver();
        }
        ring = new CommandRing(config.ring().slots(), config.ring().reservedSlots(), inventory, log,
                System::currentTimeMillis, loops::wake).wakeBy(loops::afterPublishing);
        RateLimiter limiter = new RateLimiter(config.admission().ratePerBuyer(), config.admission().burst());
        gate = new ShardGate(number, new AdmissionGate(ring, inventory.priorBuyers(), limiter), ring,
                inventory.sales(), inventory.hashing());
    }

    private ClusterLog joined(GatewayConfig config, DataFolder folder) throws IOException {
        try {
            return join(config, folder);
        } catch (IOException | RuntimeException | Error e) {
            // Another start may follow in this process.
            journal.close();
            inventory.close();
            throw e;
        }
    }

    /** From here on facts come by the cluster's log, and this member's own journal is written by it alone. */
    private ClusterLog join(GatewayConfig config, DataFolder folder) throws IOException {
        journal.handOver();
        ClusterLog joined = new ClusterLog(config.cluster(), folder.cluster(), journal,
                from -> new JournalFollower(disk, inventory.number(), from, journal::durableSequence));
        try {
            ClusterJoin.await(joined, inventory);
            return joined;
        } catch (IOException | RuntimeException | Error e) {
            joined.close();
            throw e;
        }
    }

    /** Where this member's facts are agreed upon; empty for a gateway alone. */
    Optional<ClusterLog> cluster() {
        return cluster;
    }

    private void found() {
        FactFrame first = new FactFrame();
        found(inventory, first);
        journal.append(first);
    }

    /** Draws the secret of a new shard, which must have none yet, and leaves the fact of it in the frame. */
    static void found(SaleShard inventory, FactFrame first) {
        SecureRandom random = new SecureRandom();
        first.reset(1, System.currentTimeMillis());
        inventory.found(random.nextLong(), random.nextLong(), first);
    }

    /** Begins a segment that this release can read and older ones refuse, where the last is one of theirs. */
    static void raiseJournal(DataFolder folder, int shard) throws IOException {
        JournalWriter.raise(new FolderDisk(folder.journal(shard)), shard);
    }

    void start() {
        ring.start();
    }

    ShardGate gate() {
        return gate;
    }

    SaleShard inventory() {
        return inventory;
    }

    /** Where its facts become durable, and where they are followed. */
    FactLog journal() {
        return log;
    }

    SnapshotFolder snapshots() {
        return snapshots;
    }

    /** Lets go of what holds no fact of this sequence or after it. Any thread, one at a time. */
    void dropJournalBelow(long sequence) throws IOException {
        journal.letGoBelow(sequence);
    }

    DurationRecorder syncDurations() {
        return syncDurations;
    }

    double replaySeconds() {
        return replayNs / 1e9;
    }

    /** Stops the shard's thread once it has finished what it took. Nobody may publish any more. */
    void finish() {
        ring.close();
        try {
            journal.settle();
        } catch (IOException e) {
            LOG.warn("Shard {}: the end of the journal cannot be forced; stores get it after the next start: {}",
                    inventory.number(), e.toString());
        }
    }

    /** Gives memory and files back. Nobody may read the live figures any more. */
    @Override
    public void close() throws IOException {
        // Again, and for a start that failed the first time: its thread must be gone before its memory is.
        ring.close();
        if (cluster.isPresent()) {
            cluster.get().close();
        }
        journal.close();
        inventory.close();
    }
}
