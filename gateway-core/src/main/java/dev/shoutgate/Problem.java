package dev.shoutgate;

import java.util.Locale;

/**
 * Why a request was refused: the codes of the contract's error table. The name of a constant is its code, so that code,
 * page, metric and test cannot drift apart.
 */
public enum Problem {
    MALFORMED_REQUEST(400, "The request could not be read",
            "The request could not be read as HTTP or JSON of the expected shape."),
    IDEMPOTENCY_KEY_MISSING(400, "The request carries no Idempotency-Key",
            "This call needs an Idempotency-Key header of 1 to 64 visible ASCII characters."),
    UNAUTHENTICATED(401, "It is not known who is asking",
            "The request does not say who is asking."),
    NOT_ELIGIBLE(403, "This buyer may not buy in this sale",
            "The pass is missing, forged, expired, for another buyer or sale, or used up."),
    UNKNOWN_SALE(404, "There is no such sale",
            "There is no sale of this id."),
    UNKNOWN_ITEM(404, "There is no such item in this sale",
            "The sale has no such item."),
    UNKNOWN_ORDER(404, "There is no such order",
            "There is no such order, or it is somebody else's."),
    NOT_FOUND(404, "There is nothing at this address",
            "Nothing is served at this path."),
    METHOD_NOT_ALLOWED(405, "This address does not take that method",
            "This path takes other methods; the Allow header names them."),
    REQUEST_TIMEOUT(408, "The request took too long to arrive",
            "The request did not arrive whole in time."),
    SOLD_OUT(409, "Sold out",
            "Fewer units are left than the order asks for. Nothing was taken."),
    LIMIT_REACHED(409, "The limit for this buyer is reached",
            "The order would bring the buyer over the limit of the item. Nothing was taken."),
    SALE_NOT_OPEN(409, "The sale has not opened yet",
            "The sale has not opened yet."),
    SALE_PAUSED(409, "The sale is paused",
            "The host has paused the sale."),
    SALE_CLOSED(409, "The sale is over",
            "The sale is over."),
    ORDER_NOT_HELD(409, "The order is not held any more",
            "Only an order that is HELD can do this."),
    ORDER_NOT_CONFIRMED(409, "The order is not confirmed",
            "Only an order that is CONFIRMED can be refunded."),
    ORDER_EXPIRED(409, "The hold on this order has run out",
            "The hold ran out and its units went back on sale."),
    ALREADY_CONFIRMED(409, "The order is confirmed by another payment",
            "The order was confirmed by another payment."),
    ALREADY_EXTENDED(409, "The hold was extended before",
            "A hold can be extended once, and this one was."),
    INSUFFICIENT_STOCK(409, "There is not enough unsold stock",
            "Fewer unsold units are left than should be taken away."),
    SALE_HAS_ORDERS(409, "The sale has orders and cannot be defined anew",
            "The sale has orders, so its definition stands; change its items one by one."),
    CONTENT_TOO_LARGE(413, "The body is too large",
            "The body is larger than this call takes."),
    URI_TOO_LONG(414, "The address is too long",
            "The request target is too long."),
    UNSUPPORTED_MEDIA_TYPE(415, "The body is not of a type that is read here",
            "The body must be application/json."),
    INVALID_ORDER(422, "The order is not one that can be taken",
            "The order asks for something that no order may; the errors say where."),
    INVALID_REQUEST(422, "The request holds values that are not allowed",
            "The request has values that are not allowed; the errors say where."),
    IDEMPOTENCY_KEY_REUSED(422, "This key belongs to another request",
            "This key was used before for another request; take a new key for a new wish."),
    RATE_LIMITED(429, "Too many requests",
            "Too many buys from this buyer; wait as Retry-After says."),
    HEADER_FIELDS_TOO_LARGE(431, "The headers are too large",
            "The header fields are too large."),
    INTERNAL_ERROR(500, "Something went wrong inside the gateway",
            "The gateway failed at this request; the fault is ours and was logged."),
    OVERLOADED(503, "Too many requests at once",
            "The gateway is full at this moment. Nothing was recorded; "
                    + "send the same request again, with the same key."),
    STORAGE_UNAVAILABLE(503, "Orders cannot be written to disk at the moment",
            "The gateway cannot record orders at this moment. Nothing was recorded."),
    NOT_READY(503, "The gateway is starting or stopping",
            "The gateway is starting or stopping. Nothing was recorded."),
    HTTP_VERSION_NOT_SUPPORTED(505, "This version of HTTP is not spoken here",
            "The request is of a version of HTTP that is not spoken here.");

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
        return saysWhenToRetry() || this == SALE_NOT_OPEN || this == SALE_PAUSED;
    }

    /** Whether {@code Retry-After} goes with it. */
    public boolean saysWhenToRetry() {
        return status == 429 || status == 503;
    }
}
