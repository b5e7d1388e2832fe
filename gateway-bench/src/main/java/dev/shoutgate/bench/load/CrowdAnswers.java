package dev.shoutgate.bench.load;

import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What became of a crowd's presses: how many got which status, how long they took from when each was due, and the same
 * by tenths of a second, for who asks when something was over.
 *
 * <p>Threading: the generator's thread writes; read when it has ended.
 */
public final class CrowdAnswers {

    private static final long SLOT_NS = 100_000_000;

    /** Presses that were due within a tenth of a second. */
    private static final class Slot {
        private int refused;
        private int slow;
        private int all;
    }

    private final Histogram accepted = TimedAnswers.histogram();
    private final Histogram refused = TimedAnswers.histogram();
    private final Histogram late = TimedAnswers.histogram();
    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private final long[] counts = new long[600];
    private final Slot[] slots;
    private final long slowNs;

    /** {@code slowNs}: from when on an answer counts as slow. */
    CrowdAnswers(long seconds, long slowNs) {
        this.slowNs = slowNs;
        slots = new Slot[(int) (seconds * 1_000_000_000L / SLOT_NS) + 1];
        for (int i = 0; i < slots.length; i++) {
            slots[i] = new Slot();
        }
    }

    /** {@code dueNs}: since the first press was due; {@code tookNs}: since this one was. */
    void answered(int status, long dueNs, long tookNs) {
        counts[status]++;
        (status == 201 ? accepted : refused).recordValue(Math.min(Math.max(0, tookNs), 60_000_000_000L));
        Slot slot = slots[(int) Math.min(slots.length - 1, dueNs / SLOT_NS)];
        slot.all++;
        slot.refused += status == 201 ? 0 : 1;
        slot.slow += tookNs > slowNs ? 1 : 0;
    }

    /** How long after it was due a press was sent, which is the generator's delay or that of a full socket. */
    void sent(long lateNs) {
        late.recordValue(Math.min(Math.max(0, lateNs), 60_000_000_000L));
    }

    /** Latencies of those that made an order, nanoseconds. */
    public Histogram accepted() {
        return accepted;
    }

    /** Latencies of the others, nanoseconds. */
    public Histogram refused() {
        return refused;
    }

    public Histogram late() {
        return late;
    }

    public long count(int status) {
        return counts[status];
    }

    public long all() {
        return accepted.getTotalCount() + refused.getTotalCount();
    }

    /** How many got which status. */
    public Map<Integer, Long> byStatus() {
        for (int status = 0; status < counts.length; status++) {
            if (counts[status] > 0) {
                byStatus.put(status, counts[status]);
            }
        }
        return byStatus;
    }

    /**
     * Seconds until all was as usual: the end of the last tenth in which anybody was refused, or half of the answers
     * were slow.
     */
    public double usualAfterSeconds() {
        int last = 0;
        for (int i = 0; i < slots.length; i++) {
            if (slots[i].refused > 0 || slots[i].slow * 2 > slots[i].all) {
                last = i + 1;
            }
        }
        return last * SLOT_NS / 1e9;
    }
}
