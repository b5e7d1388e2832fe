package dev.shoutgate;

import dev.shoutgate.Outcome.FieldError;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the merchant said of a sale: when it was defined, or what holds of that now.
 *
 * @param saleId      1..64 characters of the id alphabet
 * @param merchant    the shop that owns it, likewise
 * @param currency    ISO 4217, three letters
 * @param holdSeconds how long an order waits for its payment; 0 confirms at once
 * @param latePayment what becomes of a payment after that
 * @param passes      whether buyers need a pass; stays as it was defined
 * @param items       1..500, no SKU twice, as they were defined
 */
public record SaleDefinition(
        String saleId,
        String merchant,
        String currency,
        int holdSeconds,
        LatePayment latePayment,
        Terms terms,
        PassRule passes,
        List<ItemDefinition> items) {

    /** Stands for a time that was not set. */
    public static final long NEVER = Long.MIN_VALUE;

    public SaleDefinition {
        items = List.copyOf(items);
    }

    /** A sale of which no more is said than it needs. */
    public SaleDefinition(String saleId, String merchant, String title, String currency, long opensAtMs,
            long closesAtMs, int holdSeconds, LatePayment latePayment, List<ItemDefinition> items) {
        this(saleId, merchant, currency, holdSeconds, latePayment,
                new Terms(title, opensAtMs, closesAtMs, "", "", ""), PassRule.NONE, items);
    }

    public SaleDefinition with(Terms other) {
        return new SaleDefinition(saleId, merchant, currency, holdSeconds, latePayment, other, passes, items);
    }

    public SaleDefinition with(PassRule other) {
        return new SaleDefinition(saleId, merchant, currency, holdSeconds, latePayment, terms, other, items);
    }

    public String title() {
        return terms.title;
    }

    public long opensAtMs() {
        return terms.opensAtMs;
    }

    public long closesAtMs() {
        return terms.closesAtMs;
    }

    /**
     * What an operator may change while the sale stands. Texts are empty where there is none.
     *
     * @param title       what the page shows
     * @param opensAtMs   milliseconds since 1970 UTC, or {@link #NEVER}: the operator says when
     * @param closesAtMs  likewise
     * @param featured    the SKU that the host is speaking of
     * @param notice      a line from the host
     * @param checkoutUrl where a held order is paid, with {@code {orderId}} for the order's id: an address or a path
     */
    public record Terms(
            String title, long opensAtMs, long closesAtMs, String featured, String notice, String checkoutUrl) {

        public Terms with(Change to) {
            return new Terms(to.title == null ? title : to.title, to.opensAtMs == null ? opensAtMs : to.opensAtMs,
                    to.closesAtMs == null ? closesAtMs : to.closesAtMs, to.featured == null ? featured : to.featured,
                    to.notice == null ? notice : to.notice, to.checkoutUrl == null ? checkoutUrl : to.checkoutUrl);
        }

        /** The names of what is another in those, as the API has them, with spaces in between. */
        public String changedIn(Terms other) {
            return Stream.of(title.equals(other.title) ? "" : "title", opensAtMs == other.opensAtMs ? "" : "opensAt",
                    closesAtMs == other.closesAtMs ? "" : "closesAt", featured.equals(other.featured) ? "" : "featured",
                    notice.equals(other.notice) ? "" : "notice",
                    checkoutUrl.equals(other.checkoutUrl) ? "" : "checkoutUrl")
                    .filter(name -> !name.isEmpty()).collect(Collectors.joining(" "));
        }

        /** What of them does not go together; empty where all does. */
        public List<FieldError> conflicts() {
            boolean closesFirst = opensAtMs != NEVER && closesAtMs != NEVER && closesAtMs <= opensAtMs;
            return closesFirst ? List.of(new FieldError("/closesAt", "a time after opensAt")) : List.of();
        }
    }

    /** New terms; what is null stays. Empty, or {@link #NEVER}, takes away what was there; a title cannot be. */
    public record Change(
            String title, Long opensAtMs, Long closesAtMs, String featured, String notice, String checkoutUrl) {}
}
