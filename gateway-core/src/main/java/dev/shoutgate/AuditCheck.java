package dev.shoutgate;

import java.util.function.Supplier;

/**
 * One thing that an audit proves: how often it does not hold, and the first case in full.
 *
 * <p>Threading: one thread.
 */
public final class AuditCheck {

    private final String claim;
    private String first;
    private long differences;

    /** @param claim what is proven, as a sentence without its stop */
    public AuditCheck(String claim) {
        this.claim = claim;
    }

    /** Counts a difference. Only the first is put into words, for there may be millions. */
    public void differs(Supplier<String> inWords) {
        if (differences++ == 0) {
            first = inWords.get();
        }
    }

    /** Counts a difference where the claim does not hold; returns whether it does. */
    public boolean expect(boolean holds, Supplier<String> inWords) {
        if (!holds) {
            differs(inWords);
        }
        return holds;
    }

    public String claim() {
        return claim;
    }

    public boolean isOk() {
        return differences == 0;
    }

    public long differences() {
        return differences;
    }

    /** The first difference, null where there is none. */
    public String first() {
        return first;
    }

    @Override
    public String toString() {
        if (isOk()) {
            return "ok      " + claim;
        }
        return "FAILED  " + claim + ": " + differences + (differences == 1 ? " difference" : " differences, the first")
                + ": " + first;
    }
}
