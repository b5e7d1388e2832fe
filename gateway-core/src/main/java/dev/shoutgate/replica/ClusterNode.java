package dev.shoutgate.replica;

import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.config.ClusterSettings.Member;
import dev.shoutgate.config.ClusterSettings.Sync;
import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.archive.Archive;
import io.aeron.archive.ArchiveThreadingMode;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.ElectionState;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.aeron.exceptions.AeronEvent;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.agrona.CloseHelper;
import org.agrona.concurrent.BackoffIdleStrategy;
import org.agrona.concurrent.IdleStrategy;
import org.agrona.concurrent.NoOpLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a member of an Aeron Cluster consists of, all in this process: media driver, archive, consensus module and the
 * container of one service.
 *
 * <p>Layout of its folder: {@code archive} (the log), {@code consensus}. The driver's files are shared memory.
 *
 * <p>Threading: started and closed by one thread; four threads of Aeron run it.
 */
final class ClusterNode implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClusterNode.class);

    /** A message is an eighth of it at most, and the largest frame has a little more than 2 MiB. */
    private static final String TERM = "term-length=32m";

    /** A leader that was silent for so long is replaced. */
    private static final long SILENCE_NS = TimeUnit.MILLISECONDS.toNanos(1_000);
    private static final long HEARTBEAT_NS = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long a start waits for those who are missing, once a quorum is there. */
    private static final long CANVASS_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long ELECTION_NS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long ELECTION_STATUS_NS = TimeUnit.MILLISECONDS.toNanos(50);

    /** How long an idle thread of Aeron sleeps at most: each hop of a frame waits for it. */
    private static final long LONGEST_SLEEP_NS = TimeUnit.MICROSECONDS.toNanos(200);

    /**
     * All clients are in this process and pause with it: the driver must not forget them. They look for its sign of
     * life too, and after a pause of 10 s (aeron.driver.timeout) the member ends by itself and begins anew.
     */
    private static final long LONGEST_PAUSE_NS = TimeUnit.MINUTES.toNanos(2);

    /** Its files would fill a small /dev/shm, and a full one ends the process. */
    private static final long SHARED_MEMORY_BYTES = 1L << 30;

    private static final long REPEAT_NS = TimeUnit.MINUTES.toNanos(1);

    private static final int CONTROL = 0;
    private static final int CONSENSUS = 1;
    private static final int LOG_PORT = 2;
    private static final int CATCH_UP = 3;
    /** Nobody connects to a member from outside, and its port for that is nobody's; the cluster wants one named. */
    private static final int INGRESS = 4;
    private static final int PRESENCE = 4;
    private static final long SILENT_PRESENCE_NS = TimeUnit.SECONDS.toNanos(2);

    private final ClusterSettings settings;
    private final Path folder;
    private final String driverFolder;
    private final Runnable whenEnded;
    private final MediaDriver driver;
    private Archive archive;
    private ConsensusModule consensus;
    private ClusteredServiceContainer container;
    private Aeron aeron;
    private Presence presence;
    /** Not that of the close: whoever tells is a thread that the close waits for. */
    private final Object telling = new Object();
    private long toldNs;
    private volatile boolean closing;
    private volatile boolean ended;
    private volatile String trouble = "a part of it ended";

    /**
     * Starts the member and returns; it then looks for the others.
     *
     * @param folder    this member's alone, which the caller has locked
     * @param whenEnded runs if a part of it ends without being told to
     */
    ClusterNode(ClusterSettings settings, Path folder, ClusteredService service, Runnable whenEnded)
            throws IOException {
        this.settings = settings;
        this.folder = folder.toAbsolutePath();
        dropMarks("archive/archive-mark.dat", "consensus/cluster-mark.dat", "consensus/cluster-mark-service-0.dat");
        driverFolder = driverFolder();
        this.whenEnded = whenEnded;
        checkPorts();
        driver = MediaDriver.launch(driver());
        try {
            archive = Archive.launch(archive());
            consensus = ConsensusModule.launch(consensus());
            container = ClusteredServiceContainer.launch(container(service));
            aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driverFolder).errorHandler(this::tell));
            presence = new Presence(settings, aeron, PRESENCE);
        } catch (RuntimeException e) {
            close();
            throw new IOException(whyNot(trouble), e);
        }
    }

    /** Aeron would try for ever, and some of them only once a leader is there. */
    private void checkPorts() throws IOException {
        Member own = settings.own();
        for (int port = own.port(); port < own.port() + ClusterSettings.PORTS; port++) {
            try {
                new DatagramSocket(new InetSocketAddress(own.host(), port)).close();
            } catch (SocketException e) {
                throw new IOException(whyNot(port + ": " + e.getMessage()), e);
            }
        }
    }

    private String whyNot(String what) {
        return "Member " + settings.member() + " of the cluster cannot take part at " + settings.own().endpoint(0)
                + " and the " + (ClusterSettings.PORTS - 1) + " ports after it: " + what
                + ". See that it is an address of this machine, and that nobody else has these UDP ports.";
    }

    /** Who was killed leaves marks as if alive, for seconds. The folder's lock says that nobody is there. */
    private void dropMarks(String... marks) throws IOException {
        for (String mark : marks) {
            Files.deleteIfExists(folder.resolve(mark));
        }
    }

    /** The same name at every start, so that the next one clears what a killed one left. */
    private String driverFolder() throws IOException {
        Path shared = Path.of("/dev/shm");
        if (Files.isDirectory(shared) && Files.getFileStore(shared).getUsableSpace() >= SHARED_MEMORY_BYTES) {
            return shared.resolve("shoutgate-" + Integer.toHexString(folder.toString().hashCode()) + "-"
                    + settings.member()).toString();
        }
        return folder.resolve("driver").toString();
    }

    private MediaDriver.Context driver() {
        return new MediaDriver.Context().aeronDirectoryName(driverFolder).dirDeleteOnStart(true)
                .dirDeleteOnShutdown(true).threadingMode(ThreadingMode.SHARED).sharedIdleStrategy(idle().get())
                .termBufferSparseFile(true).publicationConnectionTimeoutNs(SILENT_PRESENCE_NS)
                .clientLivenessTimeoutNs(LONGEST_PAUSE_NS).publicationUnblockTimeoutNs(2 * LONGEST_PAUSE_NS)
                .warnIfDirectoryExists(false).errorHandler(this::tell)
                .terminationHook(this::end);
    }

    private Archive.Context archive() {
        int level = settings.sync() == Sync.DISK ? 1 : 0;
        return new Archive.Context().aeronDirectoryName(driverFolder).archiveDir(folder.resolve("archive").toFile())
                .controlChannel("aeron:udp?endpoint=" + settings.own().endpoint(CONTROL))
                .localControlChannel("aeron:ipc?term-length=64k").recordingEventsEnabled(false)
                .replicationChannel(anyPort()).threadingMode(ArchiveThreadingMode.SHARED).idleStrategySupplier(idle())
                .fileSyncLevel(level).catalogFileSyncLevel(level).errorHandler(this::tell)
                .archiveClientContext(new AeronArchive.Context().controlResponseChannel(anyPort()));
    }

    private AeronArchive.Context archiveClient() {
        return new AeronArchive.Context().lock(NoOpLock.INSTANCE).aeronDirectoryName(driverFolder)
                .controlRequestChannel("aeron:ipc?term-length=64k").controlResponseChannel("aeron:ipc?term-length=64k");
    }

    private ConsensusModule.Context consensus() {
        return new ConsensusModule.Context().aeronDirectoryName(driverFolder)
                .clusterDir(folder.resolve("consensus").toFile()).clusterMemberId(settings.member())
                .clusterMembers(settings.members().stream().map(ClusterNode::line).collect(Collectors.joining("|")))
                .archiveContext(archiveClient()).replicationChannel(anyPort()).logChannel("aeron:udp?" + TERM)
                // Facts come from this process alone: nobody else is to reach it.
                .ingressChannel("aeron:udp?endpoint=127.0.0.1:0").isIpcIngressAllowed(true)
                .egressChannel(CommonContext.IPC_CHANNEL).idleStrategySupplier(idle())
                .leaderHeartbeatTimeoutNs(SILENCE_NS).leaderHeartbeatIntervalNs(HEARTBEAT_NS)
                .startupCanvassTimeoutNs(CANVASS_NS).electionTimeoutNs(ELECTION_NS)
                .electionStatusIntervalNs(ELECTION_STATUS_NS).errorHandler(this::tell).terminationHook(this::end);
    }

    private ClusteredServiceContainer.Context container(ClusteredService service) {
        return new ClusteredServiceContainer.Context().aeronDirectoryName(driverFolder)
                .clusterDir(folder.resolve("consensus").toFile()).archiveContext(archiveClient())
                .clusteredService(service).idleStrategySupplier(idle()).errorHandler(this::tell)
                .terminationHook(this::end);
    }

    private static String line(Member member) {
        return member.id() + "," + List.of(INGRESS, CONSENSUS, LOG_PORT, CATCH_UP, CONTROL).stream()
                .map(member::endpoint).collect(Collectors.joining(","));
    }

    private String anyPort() {
        return "aeron:udp?endpoint=" + settings.own().host() + ":0";
    }

    private static Supplier<IdleStrategy> idle() {
        return () -> new BackoffIdleStrategy(10, 5, TimeUnit.MICROSECONDS.toNanos(1), LONGEST_SLEEP_NS);
    }

    private void tell(Throwable error) {
        if (error instanceof AeronEvent) {
            LOG.debug("The cluster's member {} says: {}", settings.member(), error.getMessage());
        } else {
            tellTrouble(error.toString());
        }
    }

    /** Aeron tries again and again, and says the same each time. */
    private void tellTrouble(String what) {
        synchronized (telling) {
            long nowNs = System.nanoTime();
            if (!what.equals(trouble) || nowNs - toldNs > REPEAT_NS) {
                trouble = what;
                toldNs = nowNs;
                LOG.warn("The cluster's member {} met trouble: {}", settings.member(), what);
            }
        }
    }

    /** Throws once a part of it has ended by itself, and says why as far as that is known. Any thread. */
    void refuseIfEnded() throws IOException {
        if (ended) {
            throw new IOException(whyNot(trouble));
        }
    }

    /** Whether that member was heard of within the last seconds. Any thread. */
    boolean isAlive(int member) {
        return presence.isAlive(member);
    }

    /** For clients in this process. */
    Aeron aeron() {
        return aeron;
    }

    /** Whether there is a leader, whose log this member follows, or its own. Any thread. */
    boolean isSettled() {
        return !consensus.context().electionStateCounter().isClosed()
                && ElectionState.get(consensus.context().electionStateCounter()) == ElectionState.CLOSED;
    }

    /** A part has ended. The others must not go on without it, and a thread of Aeron cannot end itself. */
    private void end() {
        if (!closing) {
            ended = true;
            whenEnded.run();
            new Thread(this::close, "replica-end").start();
        }
    }

    /** Ends all of it; more than once does no harm. */
    @Override
    public synchronized void close() {
        closing = true;
        CloseHelper.closeAll(this::tell, presence, aeron, container, consensus, archive, driver);
    }
}
