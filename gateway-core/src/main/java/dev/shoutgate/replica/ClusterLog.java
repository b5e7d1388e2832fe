package dev.shoutgate.replica;

import static dev.shoutgate.replica.LogService.NO_TERM;

import dev.shoutgate.ClusterView;
import dev.shoutgate.ClusterView.Member;
import dev.shoutgate.ClusterView.Role;
import dev.shoutgate.config.ClusterSettings;
import dev.shoutgate.journal.AppendFailedException;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FactLog;
import dev.shoutgate.journal.FactReader;
import dev.shoutgate.journal.JournalFollower;
import dev.shoutgate.journal.LeftBehindException;
import dev.shoutgate.replica.LogService.Fate;
import dev.shoutgate.replica.LogService.Term;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * A log that most of several members have: a fact is durable once this member's own service has it back from the
 * cluster.
 *
 * <p>That it was offered says nothing. A frame is kept and offered again, to every session and in every term that this
 * member leads in, until it comes back, or until the log shows that it never will.
 *
 * <p>Threading: as {@link FactLog} says; the shard's thread looks after the session, whenever it asks whose turn it is.
 */
public final class ClusterLog implements FactLog, AutoCloseable {

    /** Longer than a commit takes; a shard that waits for more says so to those who ask. */
    private static final long PATIENCE_NS = TimeUnit.MILLISECONDS.toNanos(400);
    private static final long PAUSE_NS = TimeUnit.MICROSECONDS.toNanos(100);
    private static final int FACTS_AT_ONCE = 10_000;

    private final ClusterSettings settings;
    private final FactLog journal;
    private final long knownSequence;
    private final LogService service;
    private final JournalFollower others;
    private final LeaderSession session;
    private final ClusterNode node;
    private volatile Runnable beginAnew = () -> { };
    private volatile boolean over;
    /** Up to where whoever asks has the log's facts. */
    private long readUpTo;
    /** The frame that was appended last, as long as it is on its way or lost; null once it came back. */
    private FactFrame kept;
    private long decidedInTerm = NO_TERM;
    private long offeredInTerm = NO_TERM;

    /**
     * Starts this member and returns; it then looks for the others.
     *
     * @param folder   this member's alone
     * @param journal  its own, which nobody else writes from now on
     * @param follower of that journal, from a sequence on and up to what it has
     */
    public ClusterLog(ClusterSettings settings, Path folder, FactLog journal, LongFunction<JournalFollower> follower)
            throws IOException {
        this.settings = settings;
        this.journal = journal;
        knownSequence = journal.durableSequence();
        JournalFollower first = follower.apply(1);
        first.seek(Math.max(1, first.firstKept()));
        service = new LogService(settings.member(), journal, new KnownFacts(first, knownSequence));
        others = follower.apply(knownSequence + 1);
        node = new ClusterNode(settings, folder, service, this::end);
        session = new LeaderSession(node::aeron);
    }

    private void end() {
        over = true;
        service.wakeSender();
        if (service.failure() == null) {
            beginAnew.run();
        }
    }

    @Override
    public boolean isShared() {
        return true;
    }

    @Override
    public boolean isOurs() {
        refuseIfOver();
        // The term before the sequence: whoever sees the term has all that came before it.
        long term = service.ledTerm();
        session.keep(term);
        boolean ours = term != NO_TERM && session.isOpen() && service.sequence() == readUpTo;
        decidedInTerm = ours ? term : decidedInTerm;
        return ours;
    }

    private void refuseIfOver() {
        if (service.failure() != null) {
            throw new IllegalStateException("This member of the cluster ended", service.failure());
        }
        if (over) {
            throw new LeftBehindException("This member's part in the cluster ended by itself.");
        }
    }

    /** Whether there is a leader, and this member has compared all that it knew before. Any thread. */
    public boolean isSettled() {
        return !over && node.isSettled() && service.sequence() >= knownSequence && service.term().leader() >= 0;
    }

    /** Throws if this member's part in the cluster has ended by itself, as where its ports are another's. */
    public void refuseIfEnded() throws IOException {
        node.refuseIfEnded();
        if (service.failure() != null) {
            throw new IOException(service.failure().getMessage(), service.failure());
        }
    }

    /** Runs when this member must begin anew: memory has what the log never will, or a part of it ended. */
    public ClusterLog onLeftBehind(Runnable anew) {
        beginAnew = anew;
        if (over && service.failure() == null) {
            // It ended before anybody could hear of it.
            anew.run();
        }
        return this;
    }

    /** How the cluster stands. Any thread; by the shard's own with the sequence and the hash of its memory. */
    public ClusterView view(long sequence, OptionalLong stateHash) {
        boolean settled = !over && node.isSettled();
        int leader = settled ? service.term().leader() : LogService.NOBODY;
        Role role = service.ledTerm() != NO_TERM ? Role.LEADER : settled ? Role.FOLLOWER : Role.CANDIDATE;
        return new ClusterView(settings.member(), role, leader, settings.members().stream().map(one -> new Member(
                one.id(), one.host(), one.port(), !over && node.isAlive(one.id()))).toList(), sequence, stateHash);
    }

    /** Whether a frame was appended and did not come back yet. By whoever appends. */
    public boolean isUnderWay() {
        return kept != null;
    }

    @Override
    public void readOn(long sequence, FactReader reader) {
        long upTo = service.sequence();
        try {
            if (upTo > sequence && others.position() != sequence + 1) {
                others.seek(sequence + 1);
            }
            while (upTo > sequence && others.position() <= upTo && others.poll(reader, FACTS_AT_ONCE) > 0) {
                readUpTo = others.position() - 1;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The journal cannot be read at sequence " + others.position(), e);
        }
        readUpTo = Math.max(readUpTo, sequence);
    }

    @Override
    public boolean hasRoom() {
        return kept == null && journal.hasRoom();
    }

    @Override
    public void append(FactFrame frame) {
        if (kept == null) {
            begin(frame);
        } else if (kept != frame) {
            throw new IllegalStateException("another frame is kept, from sequence " + kept.firstSequence() + " on");
        }
        long beganNs = System.nanoTime();
        boolean offered = false;
        while (!isDecided(frame)) {
            if (System.nanoTime() - beganNs > PATIENCE_NS) {
                throw new AppendFailedException("No quorum has sequence " + frame.firstSequence() + " after "
                        + TimeUnit.NANOSECONDS.toMillis(PATIENCE_NS) + " ms", null);
            }
            offered = offered && session.isOpen() && offeredInTerm == service.ledTerm() || offer(frame);
            LockSupport.parkNanos(this, PAUSE_NS);
        }
        service.expect(null);
        readUpTo = frame.lastSequence();
        kept = null;
    }

    private void begin(FactFrame frame) {
        if (frame.isEmpty()) {
            throw new IllegalArgumentException("an empty frame");
        }
        frame.seal();
        offeredInTerm = decidedInTerm;
        service.expect(frame);
        kept = frame;
        if (frame.firstSequence() != service.sequence() + 1 && service.fate() == Fate.UNKNOWN) {
            throw leftBehind(frame.firstSequence());
        }
    }

    /** Whether the frame came back; throws once it never will. */
    private boolean isDecided(FactFrame frame) {
        refuseIfOver();
        // The term before the fate: what is not there when a term has begun was never in those before.
        Term term = service.term();
        Fate fate = service.fate();
        if (fate == Fate.OVERTAKEN
                || fate == Fate.UNKNOWN && term.id() > offeredInTerm && term.leader() != settings.member()) {
            throw leftBehind(frame.firstSequence());
        }
        return fate == Fate.TAKEN;
    }

    private LeftBehindException leftBehind(long sequence) {
        end();
        return new LeftBehindException("Another member leads, and the cluster's log has no such frame at sequence "
                + sequence + ".");
    }

    private boolean offer(FactFrame frame) {
        long term = service.ledTerm();
        session.keep(term);
        if (term == NO_TERM || !session.offer(frame.buffer(), frame.lengthBytes())) {
            return false;
        }
        offeredInTerm = term;
        return true;
    }

    @Override
    public boolean repair() {
        if (kept == null) {
            return true;
        }
        session.keep(service.ledTerm());
        return isDecided(kept) || session.isOpen();
    }

    @Override
    public long durableSequence() {
        return Math.max(knownSequence, service.sequence());
    }

    @Override
    public void settle() throws IOException {
        journal.settle();
    }

    @Override
    public JournalFollower follow(long fromSequence) {
        return journal.follow(fromSequence);
    }

    /** Leaves the cluster. The journal is the caller's to close, after this. */
    @Override
    public void close() throws IOException {
        over = true;
        session.close();
        node.close();
        others.close();
    }
}
