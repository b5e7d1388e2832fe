package dev.shoutgate.telemetry;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.HdrHistogram.SingleWriterRecorder;

/**
 * What one event loop counts. A reply costs two increments and one recorded value, on memory that no other thread
 * writes; whoever scrapes adds the loops up.
 *
 * <p>Threading: the event loop writes, any thread reads.
 */
public final class LoopStats {

    /** Longer requests are counted as this long: ten minutes, in microseconds. */
    static final long LONGEST_US = 600_000_000L;

    private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(long[].class);
    private static final int ACCEPTED = Problem.values().length;
    private static final int REPLAYED = ACCEPTED + 1;

    private final long[] decisions = new long[REPLAYED + 1];
    private final SingleWriterRecorder durationsUs = new SingleWriterRecorder(LONGEST_US, 2);

    /** Counts a reply; {@code durationNs} from the request's arrival to its bytes. Event loop only. */
    public void replied(boolean isBuy, Outcome outcome, long durationNs) {
        durationsUs.recordValue(Math.min(durationNs / 1000, LONGEST_US));
        if (isBuy) {
            int at = outcome.problem != null ? outcome.problem.ordinal() : outcome.replayed ? REPLAYED : ACCEPTED;
            COUNTS.setOpaque(decisions, at, decisions[at] + 1);
        }
    }

    /** Buys refused for this problem so far. Any thread. */
    public long refused(Problem problem) {
        return (long) COUNTS.getOpaque(decisions, problem.ordinal());
    }

    /** Buys that made an order so far. Any thread. */
    public long accepted() {
        return (long) COUNTS.getOpaque(decisions, ACCEPTED);
    }

    /** Buys answered with the order that their key made before. Any thread. */
    public long replayed() {
        return (long) COUNTS.getOpaque(decisions, REPLAYED);
    }

    SingleWriterRecorder durationsUs() {
        return durationsUs;
    }
}
