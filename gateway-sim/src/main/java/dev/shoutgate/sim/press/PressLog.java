package dev.shoutgate.sim.press;

import java.util.Arrays;

/**
 * What became of every press. Columns by press number; times in nanoseconds from the start of the run.
 *
 * <p>Threading: the event loop writes; the main thread reads once {@link ShoutLoad#done()} has completed.
 */
public final class PressLog {
    private static final long NEVER = -1;

    private final long[] sentNs;
    private final long[] answeredNs;
    private final short[] status;
    private final short[] code;
    private final Bought[] bought;
    private final short[] lost;
    private final CodeBook codes = new CodeBook();

    public PressLog(int presses) {
        sentNs = new long[presses];
        answeredNs = new long[presses];
        status = new short[presses];
        code = new short[presses];
        bought = new Bought[presses];
        lost = new short[presses];
        Arrays.fill(sentNs, NEVER);
    }

    void sent(int press, long ns) {
        sentNs[press] = ns;
    }

    void bought(int press, long ns, Bought what) {
        answeredNs[press] = ns;
        status[press] = 201;
        bought[press] = what;
    }

    void refused(int press, long ns, Answer answer) {
        answeredNs[press] = ns;
        status[press] = (short) answer.status();
        code[press] = codes.numberOf(answer.body(), answer.lengthBytes());
    }

    /** Counts a try without an answer; says how many there were by now. */
    int lost(int press) {
        return lost[press] == Short.MAX_VALUE ? Short.MAX_VALUE : ++lost[press];
    }

    public int count() {
        return sentNs.length;
    }

    /** When it was first sent. */
    public long sentNs(int press) {
        return sentNs[press];
    }

    public boolean wasSent(int press) {
        return sentNs[press] != NEVER;
    }

    public boolean wasAnswered(int press) {
        return status[press] != 0;
    }

    public long answeredNs(int press) {
        return answeredNs[press];
    }

    /** The HTTP status of the answer, or 0 when none came. */
    public int status(int press) {
        return status[press];
    }

    /** The problem code of a refusal; empty when there is none. */
    public String code(int press) {
        return codes.code(code[press]);
    }

    /** What was bought, or null. */
    public Bought bought(int press) {
        return bought[press];
    }

    /** Tries that got no answer. */
    public int lostTries(int press) {
        return lost[press];
    }
}
