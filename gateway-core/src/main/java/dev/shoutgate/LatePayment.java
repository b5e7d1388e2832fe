package dev.shoutgate;

/** What becomes of a payment that comes in after its hold ran out. Stored by its place: add at the end only. */
public enum LatePayment {
    /** Confirmed after all where units are left. */
    RECLAIM,
    /** Given back to the buyer by the shop. */
    REFUND;

    private static final LatePayment[] ALL = values();

    public static LatePayment of(int code) {
        return ALL[code];
    }
}
