package dev.shoutgate.bench.peer;

import dev.shoutgate.Problem;
import java.time.Instant;

/**
 * What the servers beside the gateway answer: the same fields in the same order as the gateway's own.
 *
 * <p>Threading: stateless, any thread.
 */
final class OrderText {

    static final long PRICE_MINOR = 199_900;
    static final int LIMIT_PER_BUYER = 2;

    private static final long HOLD_MS = 900_000;
    private static final int ID_LENGTH = 16;

    private OrderText() {}

    /** The order with a number, as long as the gateway's ids are. */
    static String id(long number) {
        String digits = Long.toString(number);
        return "0".repeat(Math.max(0, ID_LENGTH - digits.length())) + digits;
    }

    /** The body of a 201. */
    static String created(Press press, long number, long createdAtMs, String durability) {
        return "{\"orderId\":\"" + id(number) + "\",\"saleId\":\"" + press.saleId() + "\",\"buyerId\":\""
                + press.buyer() + "\",\"status\":\"HELD\",\"items\":[{\"sku\":\"" + press.sku()
                + "\",\"title\":\"Phone\",\"quantity\":" + press.quantity() + ",\"unitPrice\":"
                + PRICE_MINOR + "}],\"currency\":\"CNY\",\"total\":"
                + press.quantity() * PRICE_MINOR + ",\"channel\":\"" + press.channel() + "\",\"createdAt\":\""
                + Instant.ofEpochMilli(createdAtMs) + "\",\"expiresAt\":\""
                + Instant.ofEpochMilli(createdAtMs + HOLD_MS) + "\",\"sequence\":" + number + ",\"durability\":\""
                + durability + "\"}";
    }

    /** The body of a refusal. */
    static String refused(Problem problem) {
        return "{\"type\":\"/problems/" + problem.code() + "\",\"title\":\"" + problem.title() + "\",\"status\":"
                + problem.status() + ",\"code\":\"" + problem.code() + "\",\"retryable\":" + problem.retryable()
                + ",\"detail\":\"" + problem.detail() + "\"}";
    }
}
