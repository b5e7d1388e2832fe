package dev.shoutgate;

import java.util.List;

/**
 * What became of a command: an order, a problem, or that it was done.
 *
 * <p>The one who asks makes it and sends it along; the shard fills it in and, once everything it says is durable, hands
 * it to its {@link Receiver}. It is used again afterwards.
 *
 * <p>Threading: one owner at a time: the event loop, then the shard, then the event loop.
 */
public final class Outcome {

    /** Takes an outcome that is final and durable. Called on the shard's thread; must not block or throw. */
    @FunctionalInterface
    public interface Receiver {
        void onOutcome(Outcome outcome);
    }

    /** One thing wrong with one part of a request: a JSON pointer and a sentence. */
    public record FieldError(String pointer, String detail) {}

    public final Receiver receiver;

    /** Why it was refused; null when it was not. */
    public Problem problem;
    /** A sentence for this case, where the problem's usual one would say too little; else null. */
    public String detail;
    /** A header line of HTTP that says what would help, such as {@code Allow: GET}; null where none would. */
    public String help;
    public List<FieldError> errors;
    /** What is wrong with a pass, of a refusal that is about one. */
    public PassFault passFault;
    /** The item that a refusal is about. */
    public String sku;
    /** SKU of the first line whose item the sale does not have, as the request has it; null where it has them all. */
    public String unknownSku;
    /** Units of {@link #sku}: asked for, for sale, and held, which may yet come back. */
    public long asked;
    public long available;
    public long held;
    /** Units of {@link #sku} that one buyer may have; of a rate: buys that one may send at once. */
    public long limit;
    /** Units of {@link #sku} that the buyer has. */
    public long bought;
    /** Whose rate it is that was too high: {@code buyer} or {@code address}. */
    public String policy;
    /** After how many seconds without a buy as many as {@link #limit} may be sent at once again. */
    public int windowSeconds;
    /** When the sale opens, or the item {@link #sku} appears; {@link SaleDefinition#NEVER} where nobody said so. */
    public long opensAtMs;
    /** When a refused request may pass, milliseconds from now; 0 where nobody knows. */
    public long retryAfterMs;
    /** Whether a buyer came too early, and may come back. */
    public boolean early;

    /** Whether the key had been seen: the order is the one that it made before. */
    public boolean replayed;
    /** Whether a definition made something new (201) or stood already (200). */
    public boolean created;
    /** Nobody knows what became of it: the connection is closed without an answer, so that the client asks again. */
    public boolean unknown;

    public final byte[] orderId = new byte[OrderId.LENGTH];
    /** Whether {@link #orderId} and the fields below it are set. Of a refusal about an order: whether there is one. */
    public boolean hasOrder;
    public long orderNumber;
    public OrderStatus status;
    public SaleDefinition sale;
    public int lineCount;
    public final ItemDefinition[] items = new ItemDefinition[Limits.LINES_PER_ORDER];
    public final int[] quantities = new int[Limits.LINES_PER_ORDER];
    public final long[] unitPrices = new long[Limits.LINES_PER_ORDER];
    /** Of each line the units that were given back since. */
    public final int[] refunded = new int[Limits.LINES_PER_ORDER];
    public final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    public final Command.Notes notes = new Command.Notes();
    public long createdAtMs;
    public long expiresAtMs;
    public long sequence;
    /** What confirmed the order; null where nothing did, and for buyers. */
    public String paymentRef;
    /** Of a refused payment: the reference whose money has to go back; null for all else. */
    public String orphanedPaymentRef;

    /** Orders where a list was asked for, in its order; null where none was. */
    public List<Outcome> orders;

    public Outcome(Receiver receiver) {
        this.receiver = receiver;
    }

    /** Says what of an item is wanted and what there is, for a refusal that is about it. */
    public void tellStock(String ofSku, long unitsAsked, long unitsAvailable, long unitsHeld) {
        sku = ofSku;
        asked = unitsAsked;
        available = unitsAvailable;
        held = unitsHeld;
    }

    /** Says when it opens, for a refusal that came too early; {@code ofSku} is null where it is the whole sale. */
    public void tellOpening(String ofSku, long opensAt) {
        sku = ofSku;
        opensAtMs = opensAt;
        early = true;
    }

    /** Says how many units one buyer may have and has, for a refusal that is about it. */
    public void tellLimit(String ofSku, long unitsAsked, long unitsAllowed, long unitsBought) {
        sku = ofSku;
        asked = unitsAsked;
        limit = unitsAllowed;
        bought = unitsBought;
    }

    /** Makes it a refusal that is about a pass. */
    public void refuse(PassFault fault) {
        passFault = fault;
        refuse(Problem.NOT_ELIGIBLE);
    }

    /** Makes it a refusal. */
    public void refuse(Problem problem) {
        this.problem = problem;
    }

    /** Makes it a refusal that says more than its problem's usual sentence. */
    public void refuse(Problem problem, String detail) {
        this.problem = problem;
        this.detail = detail;
    }

    public boolean accepted() {
        return problem == null && !unknown;
    }

    /** What all lines cost together, minor units. */
    public long total() {
        long total = 0;
        for (int i = 0; i < lineCount; i++) {
            total += quantities[i] * unitPrices[i];
        }
        return total;
    }

    /** Makes it ready for its next use. */
    public void clear() {
        problem = null;
        detail = null;
        help = null;
        errors = null;
        passFault = null;
        sku = null;
        unknownSku = null;
        retryAfterMs = 0;
        early = false;
        replayed = false;
        created = false;
        unknown = false;
        hasOrder = false;
        status = null;
        sale = null;
        paymentRef = null;
        orphanedPaymentRef = null;
        orders = null;
        lineCount = 0;
    }
}
