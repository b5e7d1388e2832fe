package dev.shoutgate;

import java.util.Locale;

/**
 * Why a request was refused: the codes of the contract's error table. The name of a constant is its code, so that code,
 * page, metric and test cannot drift apart.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "Malformed request",
            "The request could not be read as HTTP or JSON of the expected shape."),
    IDEMPOTENCY_KEY_MISSING(400, "Idempotency-Key missing",
            "This call needs an Idempotency-Key header of 1 to 64 visible ASCII characters."),
    UNAUTHENTICATED(401, "Unauthenticated",
            "The request does not say who is asking."),
    NOT_ELIGIBLE(403, "Not eligible",
            "The pass is missing, forged, for another buyer or sale, or used up."),
    UNKNOWN_SALE(404, "Unknown sale",
            "There is no sale of this id."),
    UNKNOWN_ITEM(404, "Unknown item",
            "The sale has no such item."),
    UNKNOWN_ORDER(404, "Unknown order",
            "There is no such order of yours."),
    NOT_FOUND(404, "Not found",
            "Nothing is served at this path."),
    METHOD_NOT_ALLOWED(405, "Method not allowed",
            "This path takes other methods; the Allow header names them."),
    REQUEST_TIMEOUT(408, "Request timeout",
            "The request did not arrive whole in time."),
    SOLD_OUT(409, "Sold out",
            "Fewer units are left than the order asks for. Nothing was taken."),
    LIMIT_REACHED(409, "Limit reached",
            "The order would bring the buyer over the limit of the item. Nothing was taken."),
    SALE_NOT_OPEN(409, "Sale not open yet",
            "The sale has not opened yet."),
    SALE_PAUSED(409, "Sale paused",
            "The host has paused the sale."),
    SALE_CLOSED(409, "Sale closed",
            "The sale is over."),
    ORDER_NOT_HELD(409, "Order not held",
            "Only an order that is HELD can do this."),
    ORDER_EXPIRED(409, "Order expired",
            "The hold ran out and its units went back on sale."),
    ALREADY_CONFIRMED(409, "Already confirmed",
            "The order was confirmed by another payment."),
    INSUFFICIENT_STOCK(409, "Insufficient stock",
            "Fewer unsold units are left than should be taken away."),
    SALE_HAS_ORDERS(409, "Sale has orders",
            "The sale has orders, so its definition stands; change its items one by one."),
    CONTENT_TOO_LARGE(413, "Content too large",
            "The body is larger than this call takes."),
    URI_TOO_LONG(414, "URI too long",
            "The request target is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type",
            "The body must be application/json."),
    INVALID_ORDER(422, "Invalid order",
            "The order asks for something that no order may; the errors say where."),
    INVALID_REQUEST(422, "Invalid request",
            "The request has values that are not allowed; the errors say where."),
    IDEMPOTENCY_KEY_REUSED(422, "Idempotency-Key reused",
            "This key was used before for another request; take a new key for a new wish."),
    RATE_LIMITED(429, "Rate limited",
            "Too many requests from this buyer; wait as Retry-After says."),
    HEADER_FIELDS_TOO_LARGE(431, "Header fields too large",
            "The header fields are too large."),
    INTERNAL_ERROR(500, "Internal error",
            "The gateway failed at this request; the fault is ours and was logged."),
    OVERLOADED(503, "Overloaded",
            "The gateway is full at this moment. Nothing was recorded; send the same request again, with the same key."),
    STORAGE_UNAVAILABLE(503, "Storage unavailable",
            "The gateway cannot record orders at this moment. Nothing was recorded."),
    NOT_READY(503, "Not ready",
            "The gateway is starting or stopping. Nothing was recorded.");

    private final int status;
    private final String title;
    private final String detail;
    private final String code;

    Problem(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
        this.code = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The HTTP status that carries it. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** What is said where nothing more special is known. */
    public String detail() {
        return detail;
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
