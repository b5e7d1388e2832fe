package dev.shoutgate;

import java.util.Locale;

/**
 * Why a request was refused: the codes of the contract's error table. The name of a constant is its code, so that code,
 * page, metric and test cannot drift apart.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "Malformed request"),
    IDEMPOTENCY_KEY_MISSING(400, "Idempotency-Key missing"),
    UNAUTHENTICATED(401, "Unauthenticated"),
    NOT_ELIGIBLE(403, "Not eligible"),
    UNKNOWN_SALE(404, "Unknown sale"),
    UNKNOWN_ITEM(404, "Unknown item"),
    UNKNOWN_ORDER(404, "Unknown order"),
    NOT_FOUND(404, "Not found"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    REQUEST_TIMEOUT(408, "Request timeout"),
    SOLD_OUT(409, "Sold out"),
    LIMIT_REACHED(409, "Limit reached"),
    SALE_NOT_OPEN(409, "Sale not open yet"),
    SALE_PAUSED(409, "Sale paused"),
    SALE_CLOSED(409, "Sale closed"),
    ORDER_NOT_HELD(409, "Order not held"),
    ORDER_EXPIRED(409, "Order expired"),
    ALREADY_CONFIRMED(409, "Already confirmed"),
    INSUFFICIENT_STOCK(409, "Insufficient stock"),
    SALE_HAS_ORDERS(409, "Sale has orders"),
    CONTENT_TOO_LARGE(413, "Content too large"),
    URI_TOO_LONG(414, "URI too long"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    INVALID_ORDER(422, "Invalid order"),
    INVALID_REQUEST(422, "Invalid request"),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency-Key reused"),
    RATE_LIMITED(429, "Rate limited"),
    HEADER_FIELDS_TOO_LARGE(431, "Header fields too large"),
    INTERNAL_ERROR(500, "Internal error"),
    OVERLOADED(503, "Overloaded"),
    STORAGE_UNAVAILABLE(503, "Storage unavailable"),
    NOT_READY(503, "Not ready");

    private final int status;
    private final String title;
    private final String code;

    Problem(int status, String title) {
        this.status = status;
        this.title = title;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that carries it. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** The word that clients switch on, such as {@code sold-out}. */
    public String code() {
        return code;
    }

    /** Whether the same request, unchanged, is worth sending again by itself after a while. */
    public boolean retryable() {
        return status == 429 || status == 503 || this == SALE_NOT_OPEN || this == SALE_PAUSED;
    }

    /** Whether {@code Retry-After} goes with it. */
    public boolean saysWhenToRetry() {
        return status == 429 || status == 503;
    }
}
