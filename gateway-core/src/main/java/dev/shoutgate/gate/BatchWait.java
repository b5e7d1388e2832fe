package dev.shoutgate.gate;

import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * How the shard's thread waits for its next batch, and who wakes it.
 *
 * <p>A force costs the same for one command or for a hundred. A crowd's answers leave in a burst, and its next presses
 * come in one by one: a thread that forced the first of them alone would keep all others waiting for that force. So it
 * waits for some more, as many as four fifths of what the last two batches had on average, but never longer than a
 * force takes. Then half of the crowd is on the disk while the other half is with the event loops. Who comes alone
 * never waits: a batch of one or two is followed by no such wait, nor is one whose commit took next to no time.
 *
 * <p>Publishing wakes nobody. Whoever published calls {@link #wake()} once it has published all that it has at hand;
 * while the thread is at work that costs one read.
 *
 * <p>Threading: {@link #waitFor} and {@link #gatherFor} are the shard's thread's, the rest is anybody's.
 */
final class BatchWait implements WaitStrategy {

    /** A timed sleep takes some 60 us longer than it is told to; for less than this it is not worth having. */
    private static final long SHORTEST_GATHER_NS = TimeUnit.MICROSECONDS.toNanos(100);

    /** A disk that takes longer than this has other worries than the size of batches. */
    private static final long LONGEST_GATHER_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private volatile Thread sleeper;
    private volatile long wakeAtSequence;
    private volatile Sequence published;
    private volatile SequenceBarrier barrier;
    private long gatherNs;
    private long batchStart;
    private long batchSize;

    @Override
    public long waitFor(long sequence, Sequence cursor, Sequence dependent, SequenceBarrier barrier)
            throws AlertException {
        this.barrier = barrier;
        published = cursor;
        long before = batchSize;
        batchSize = sequence - batchStart;
        batchStart = sequence;
        long enough = sequence + worthWaitingFor(before, batchSize, gatherNs) - 1;
        long gatherUntilNs = 0;
        for (long available = cursor.get(); available < enough; available = cursor.get()) {
            if (available < sequence) {
                sleep(sequence, Long.MAX_VALUE);
            } else {
                long nowNs = System.nanoTime();
                gatherUntilNs = gatherUntilNs == 0 ? nowNs + gatherNs : gatherUntilNs;
                if (nowNs - gatherUntilNs >= 0) {
                    break;
                }
                sleep(enough, gatherUntilNs - nowNs);
            }
        }
        return cursor.get();
    }

    /** How many commands to begin with, after two batches of those sizes; 1 is whatever comes first. */
    static long worthWaitingFor(long batchBefore, long lastBatch, long gatherNs) {
        return gatherNs == 0 ? 1 : Math.max(1, (batchBefore + lastBatch) * 2 / 5);
    }

    private void sleep(long untilSequence, long longestNs) throws AlertException {
        wakeAtSequence = untilSequence;
        sleeper = Thread.currentThread();
        // Looked at once more after the sleeper is named: who published before that may have seen nobody to wake.
        barrier.checkAlert();
        if (published.get() < untilSequence) {
            LockSupport.parkNanos(this, longestNs);
        }
        sleeper = null;
        barrier.checkAlert();
    }

    /** Lets the next waits for more than one command last about as long as a commit took; shard's thread only. */
    void gatherFor(long commitNs) {
        gatherNs = commitNs < SHORTEST_GATHER_NS ? 0 : Math.min(commitNs, LONGEST_GATHER_NS);
    }

    /** Wakes the thread if it sleeps and has what it waits for. Any thread, after it has published. */
    void wake() {
        Thread thread = sleeper;
        if (thread != null && published.get() >= wakeAtSequence) {
            LockSupport.unpark(thread);
        }
    }

    /** Whether a {@link #wake()} may be owed. Any thread, after it has published. */
    boolean isAsleep() {
        return sleeper != null;
    }

    /** Disruptor calls this after every publication, where nothing is to be done, and to stop the thread. */
    @Override
    public void signalAllWhenBlocking() {
        SequenceBarrier stopping = barrier;
        Thread thread = sleeper;
        if (thread != null && stopping.isAlerted()) {
            LockSupport.unpark(thread);
        }
    }
}
