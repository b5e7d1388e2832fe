package dev.shoutgate.wiring;

import dev.shoutgate.Command;
import dev.shoutgate.Outcome;
import dev.shoutgate.Wish;
import dev.shoutgate.gate.ShardHealth;
import dev.shoutgate.inventory.SnapshotCut;
import dev.shoutgate.inventory.SnapshotRecorder;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.SnapshotFolder;
import dev.shoutgate.journal.SnapshotWriter;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes one shard's snapshots, and lets go of the journal that neither they nor any store need.
 *
 * <p>Threading: {@link #keep()} and {@link #takeLast()} by one thread at a time; the figures by any.
 */
final class SnapshotKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotKeeper.class);

    /** Between two portions the keeper rests so many times as long as the last one took: buyers come first. */
    private static final int RESTS = 4;

    /** A stop that would save the next start less replaying than this takes no snapshot. */
    private static final long WORTH_A_LAST_ONE_FACTS = 10_000;

    /** A cut comes with the next batch; longer than this it does not keep a stop waiting. */
    private static final long PATIENCE_SECONDS = 2;

    private final Shard shard;
    private final SnapshotFolder snapshots;
    private final long everyFacts;
    private final LongSupplier storedUpTo;
    private volatile long newestSequence;
    private volatile long newestAtNs = System.nanoTime();
    private volatile boolean inHaste;

    /** {@code storedUpTo}: the sequence up to which every store has the shard's facts. */
    SnapshotKeeper(Shard shard, long everyFacts, LongSupplier storedUpTo) throws IOException {
        this.shard = shard;
        this.snapshots = shard.snapshots();
        this.everyFacts = everyFacts;
        this.storedUpTo = storedUpTo;
        newestSequence = snapshots.newest();
    }

    /** Takes a snapshot if one is due, and deletes what is not needed any more. */
    void keep() throws IOException, InterruptedException {
        long due = Math.max(everyFacts, shard.inventory().orderCount() / 2);
        if (shard.journal().durableSequence() - newestSequence >= due) {
            // Before it too: on a full disk this is what makes room for it, and for the journal itself.
            dropJournal();
            SnapshotCut cut = askForCut();
            if (cut != null) {
                write(cut);
            }
        }
        dropJournal();
    }

    /** Takes one when the shard's thread has ended, and nobody buys any more. */
    void takeLast() throws IOException {
        ShardHealth health = shard.gate().ring().health();
        // What memory has must be on disk.
        if (!health.isStopped() && !health.isFailing()
                && shard.journal().durableSequence() - newestSequence >= WORTH_A_LAST_ONE_FACTS) {
            inHaste = true;
            shard.inventory().handOver();
            write(shard.inventory().cut());
        }
    }

    /** What follows is written without rest. */
    void hurry() {
        inHaste = true;
    }

    private SnapshotCut askForCut() throws InterruptedException {
        CompletableFuture<SnapshotCut> answer = new CompletableFuture<>();
        AtomicReference<SnapshotCut> cut = new AtomicReference<>();
        Command command = Command.of(new Wish.Snapshot(() -> cut.set(shard.inventory().cut())),
                new Outcome(outcome -> answer.complete(outcome.accepted() ? cut.get() : null)));
        // A shard that is full, stopped or draining is asked again later.
        if (!shard.gate().admission().enter(command)) {
            return null;
        }
        try {
            return answer.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            // A disk that hangs: whenever the cut comes, nobody wants it any more.
            answer.thenAccept(late -> {
                if (late != null) {
                    late.close();
                }
            });
            return null;
        } catch (ExecutionException e) {
            throw new IllegalStateException("no cut came", e);
        }
    }

    private void write(SnapshotCut cut) throws IOException {
        int number = shard.gate().shard();
        LOG.info("Shard {}: snapshot of {} orders at sequence {} begun", number, cut.orderCount(), cut.sequence());
        long beginNs = System.nanoTime();
        try (cut; SnapshotWriter writer = snapshots.begin(cut.sequence(), System.currentTimeMillis())) {
            SnapshotRecorder.write(cut, frame -> append(writer, frame));
            // It outlives the machine, and so must what it says.
            shard.journal().settle();
            long bytes = writer.finish();
            newestSequence = cut.sequence();
            newestAtNs = System.nanoTime();
            LOG.info("Shard {}: snapshot at sequence {} written in {} ms, {} bytes", number, cut.sequence(),
                    TimeUnit.NANOSECONDS.toMillis(newestAtNs - beginNs), bytes);
        }
        snapshots.dropOld();
    }

    private void append(SnapshotWriter writer, FactFrame frame) throws IOException {
        long beginNs = System.nanoTime();
        writer.append(frame);
        if (!inHaste) {
            LockSupport.parkNanos(this, RESTS * (System.nanoTime() - beginNs));
        }
    }

    private void dropJournal() throws IOException {
        long needed = Math.min(snapshots.journalNeededFrom(), storedUpTo.getAsLong() + 1);
        if (needed > 1) {
            shard.dropJournalBelow(needed);
        }
    }

    /** Seconds since the newest snapshot was taken, or since the start where none was since. */
    double ageSeconds() {
        return (System.nanoTime() - newestAtNs) / 1e9;
    }
}
