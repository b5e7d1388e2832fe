package dev.shoutgate;

import java.util.List;

/**
 * What the merchant said of a sale when it was defined.
 *
 * @param saleId      1..64 characters of the id alphabet
 * @param merchant    the shop that owns it, likewise
 * @param title       what the page shows
 * @param currency    ISO 4217, three letters
 * @param opensAtMs   milliseconds since 1970 UTC, or {@link #NEVER}: the operator says when
 * @param closesAtMs  likewise
 * @param holdSeconds how long an order waits for its payment; 0 confirms at once
 * @param latePayment what becomes of a payment after that
 * @param items       1..500, no SKU twice
 */
public record SaleDefinition(
        String saleId,
        String merchant,
        String title,
        String currency,
        long opensAtMs,
        long closesAtMs,
        int holdSeconds,
        LatePayment latePayment,
        List<ItemDefinition> items) {

    /** Stands for a time that was not set. */
    public static final long NEVER = Long.MIN_VALUE;

    public SaleDefinition {
        items = List.copyOf(items);
    }
}
