package dev.shoutgate.telemetry;

import dev.shoutgate.Outcome;
import dev.shoutgate.PassFault;
import dev.shoutgate.Problem;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
    private final long[] passFaults = new long[PassFault.values().length];
    private final long[] refusals = new long[ACCEPTED];
    private final Map<String, SingleWriterRecorder> durationsUs = new ConcurrentHashMap<>();
    private final String port;

    /** {@code port}: whose requests the loop serves, as the metrics call them. */
    public LoopStats(String port) {
        this.port = port;
    }

    /** Counts a reply; {@code durationNs} from the request's arrival to its bytes. Event loop only. */
    public void replied(String route, boolean isBuy, Outcome outcome, long durationNs) {
        SingleWriterRecorder durations = durationsUs.get(route);
        if (durations == null) {
            durations = new SingleWriterRecorder(LONGEST_US, 2);
            durationsUs.put(route, durations);
        }
        durations.recordValue(Math.min(durationNs / 1000, LONGEST_US));
        if (outcome.problem != null) {
            int at = outcome.problem.ordinal();
            COUNTS.setOpaque(refusals, at, refusals[at] + 1);
        }
        if (isBuy) {
            int at = outcome.problem != null ? outcome.problem.ordinal() : outcome.replayed ? REPLAYED : ACCEPTED;
            COUNTS.setOpaque(decisions, at, decisions[at] + 1);
        }
        if (outcome.problem == Problem.NOT_ELIGIBLE && outcome.passFault != null) {
            int at = outcome.passFault.ordinal();
            COUNTS.setOpaque(passFaults, at, passFaults[at] + 1);
        }
    }

    /** Buys refused for this problem so far. Any thread. */
    public long refused(Problem problem) {
        return (long) COUNTS.getOpaque(decisions, problem.ordinal());
    }

    /** Buys and solutions refused so far for this of their passes and challenges. Any thread. */
    public long refused(PassFault fault) {
        return (long) COUNTS.getOpaque(passFaults, fault.ordinal());
    }

    /** Requests of any kind refused for this problem so far, buys among them. Any thread. */
    public long refusedOfAll(Problem problem) {
        return (long) COUNTS.getOpaque(refusals, problem.ordinal());
    }

    /** Buys that made an order so far. Any thread. */
    public long accepted() {
        return (long) COUNTS.getOpaque(decisions, ACCEPTED);
    }

    /** Buys answered with the order that their key made before. Any thread. */
    public long replayed() {
        return (long) COUNTS.getOpaque(decisions, REPLAYED);
    }

    /** Whose requests these are: {@code buyers} or {@code operators}. */
    public String port() {
        return port;
    }

    /** By route; there are as many as routes were asked for. */
    Map<String, SingleWriterRecorder> durationsUs() {
        return durationsUs;
    }
}
