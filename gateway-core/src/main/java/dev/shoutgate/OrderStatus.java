package dev.shoutgate;

/** Where an order stands. The order of the constants is stored in the journal: add at the end only. */
public enum OrderStatus {
    HELD,
    CONFIRMED,
    CANCELLED,
    EXPIRED,
    REFUNDED;

    private static final OrderStatus[] ALL = values();

    public static OrderStatus of(int code) {
        return ALL[code];
    }

    /** Whether the units of such an order are its buyer's: not for sale, and counted against the limit. */
    public boolean counts() {
        return this == HELD || this == CONFIRMED;
    }
}
