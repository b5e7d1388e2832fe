package dev.shoutgate;

/** Where a sale stands. The order of the constants is stored in the journal: add at the end only. */
public enum SaleStatus {
    SCHEDULED,
    OPEN,
    PAUSED,
    CLOSED;

    private static final SaleStatus[] ALL = values();

    public static SaleStatus of(int code) {
        return ALL[code];
    }
}
