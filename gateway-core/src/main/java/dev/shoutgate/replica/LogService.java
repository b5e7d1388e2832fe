package dev.shoutgate.replica;

import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.Cluster.Role;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.AgentTerminationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What every member does with the cluster's log, alike: takes a frame if it begins with the sequence that comes next,
 * drops it otherwise, and writes what it took into the member's own journal.
 *
 * <p>The log begins with the first fact at every start. What the journal has already is not written again but compared.
 *
 * <p>Threading: one thread of Aeron calls. What others may ask is volatile; whoever sent a frame is woken once it came.
 */
final class LogService implements ClusteredService {

    static final long NO_TERM = -1;
    static final int NOBODY = -1;

    private static final Logger LOG = LoggerFactory.getLogger(LogService.class);

    /** A disk that is full for so long is no segment that comes a moment late. */
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(5);
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** A time of one leader. */
    record Term(long id, int leader) { }

    /** What became of the frame that this member has sent. */
    enum Fate { UNKNOWN, TAKEN, OVERTAKEN }

    private final int member;
    private final FactLog journal;
    private final KnownFacts known;
    private final FactFrame frame = new FactFrame();
    private Role role = Role.FOLLOWER;
    private volatile long sequence;
    private volatile Term term = new Term(NO_TERM, NOBODY);
    private volatile long ledTerm = NO_TERM;
    private volatile long dropped;
    private volatile FactFrame sent;
    private volatile Fate fate = Fate.UNKNOWN;
    private volatile Thread sender;
    private volatile Throwable failure;

    /**
     * @param member  this one's id
     * @param journal its own, written here from now on
     * @param known   what that has already
     */
    LogService(int member, FactLog journal, KnownFacts known) {
        this.member = member;
        this.journal = journal;
        this.known = known;
    }

    @Override
    public void onSessionMessage(ClientSession session, long timestamp, DirectBuffer buffer, int offset, int length,
            Header header) {
        if (failure != null) {
            return;
        }
        try {
            frame.take(buffer, offset, length);
            if (frame.firstSequence() == sequence + 1) {
                take();
            } else {
                // Sent again, or decided by who did not know yet that another leads: on every member alike.
                dropped++;
            }
        } catch (IOException | RuntimeException | Error e) {
            // Aeron would log it, skip the message and go on, with another state than the others have.
            fail(e);
        }
    }

    private void take() throws IOException {
        if (!known.has(frame)) {
            awaitRoom();
            journal.append(frame);
        }
        sequence = frame.lastSequence();
        FactFrame mine = sent;
        if (mine != null && mine.firstSequence() == frame.firstSequence()) {
            fate = mine.isSameAs(frame) ? Fate.TAKEN : Fate.OVERTAKEN;
        }
        wakeSender();
    }

    private void awaitRoom() throws IOException {
        long beganNs = System.nanoTime();
        while (!journal.hasRoom()) {
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new IOException("The journal has no room for sequence " + frame.firstSequence());
            }
            LockSupport.parkNanos(this, PAUSE_NS);
        }
    }

    private void fail(Throwable e) {
        LOG.error("Member {} ends at sequence {} of the cluster's log: it must not go on with another state than the"
                + " others", member, frame.firstSequence(), e);
        failure = e;
        ledTerm = NO_TERM;
        wakeSender();
    }

    /** Whoever sent a frame and waits for it looks again. Any thread. */
    void wakeSender() {
        LockSupport.unpark(sender);
    }

    @Override
    public void onNewLeadershipTermEvent(long leadershipTermId, long logPosition, long timestamp,
            long termBaseLogPosition, int leaderMemberId, int logSessionId, TimeUnit timeUnit, int appVersion) {
        // After the frames of all terms before: who sees the term has seen those.
        term = new Term(leadershipTermId, leaderMemberId);
        if (role == Role.LEADER && leaderMemberId == member && failure == null) {
            LOG.info("Member {} decides from sequence {} on, in term {}", member, sequence + 1, leadershipTermId);
            ledTerm = leadershipTermId;
        }
        wakeSender();
    }

    @Override
    public void onRoleChange(Role newRole) {
        role = newRole;
        ledTerm = NO_TERM;
    }

    @Override
    public int doBackgroundWork(long nowNs) {
        if (failure != null) {
            // The only throw that ends the service, and with it this member.
            throw new AgentTerminationException("member " + member + " failed");
        }
        return 0;
    }

    /** Whose fate is told from now on; the frame must not change before null is given. By the one who sends. */
    void expect(FactFrame frameSent) {
        fate = Fate.UNKNOWN;
        sender = Thread.currentThread();
        sent = frameSent;
    }

    Fate fate() {
        return fate;
    }

    /** The sequence up to which this member has taken the log. */
    long sequence() {
        return sequence;
    }

    /** The newest term of which this member has seen the beginning, and all of those before. */
    Term term() {
        return term;
    }

    /** That term's id, if this member leads in it still; {@link #NO_TERM} otherwise. */
    long ledTerm() {
        return ledTerm;
    }

    /** Frames that did not follow, since the start. */
    long dropped() {
        return dropped;
    }

    /** Why this member ended; null as long as it did not. */
    Throwable failure() {
        return failure;
    }

    @Override
    public void onStart(Cluster cluster, Image snapshotImage) {
        if (snapshotImage != null) {
            throw new IllegalStateException("a snapshot of the cluster, which this release does not take");
        }
    }

    @Override
    public void onTakeSnapshot(ExclusivePublication snapshotPublication) {
        throw new UnsupportedOperationException("this release takes no snapshot of the cluster");
    }

    @Override
    public void onSessionOpen(ClientSession session, long timestamp) { }

    @Override
    public void onSessionClose(ClientSession session, long timestamp, CloseReason closeReason) { }

    @Override
    public void onTimerEvent(long correlationId, long timestamp) { }

    @Override
    public void onTerminate(Cluster cluster) { }
}
