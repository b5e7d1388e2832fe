package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import dev.shoutgate.SaleDefinition;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Refusals as RFC 9457 problem details: a sentence for people, and the same as members for programs. What is the same
 * for every case of a problem is bytes already, and figures become digits without garbage, because most who press lose.
 *
 * <p>Threading: stateless, any event loop.
 */
final class ProblemBody {

    private static final Map<Problem, byte[]> OPENINGS = new EnumMap<>(Problem.class);

    static {
        for (Problem problem : Problem.values()) {
            String opening = "{\"type\":\"/problems/" + problem.code() + "\",\"title\":\"" + problem.title()
                    + "\",\"status\":" + problem.status() + ",\"code\":\"" + problem.code()
                    + "\",\"retryable\":" + problem.retryable() + ",\"detail\":\"";
            OPENINGS.put(problem, opening.getBytes(StandardCharsets.UTF_8));
        }
    }

    private ProblemBody() {}

    static void write(Outcome outcome, JsonBytes body) {
        body.raw(OPENINGS.get(outcome.problem));
        boolean figures = hasFigures(outcome);
        if (outcome.detail != null) {
            body.text(outcome.detail);
        } else if (figures) {
            sentence(outcome, body);
        } else {
            body.raw(outcome.problem.detail());
        }
        body.raw("\"");
        if (figures) {
            members(outcome, body);
        }
        body.raw("}");
    }

    /** A refusal that is about an item or an order says which; one that could not know it has the usual sentence. */
    private static boolean hasFigures(Outcome outcome) {
        return switch (outcome.problem) {
            case SOLD_OUT, LIMIT_REACHED, INSUFFICIENT_STOCK, UNKNOWN_ITEM -> outcome.sku != null;
            case NOT_ELIGIBLE -> outcome.passFault != null;
            case ORDER_NOT_HELD, ORDER_NOT_CONFIRMED, ORDER_EXPIRED, ALREADY_CONFIRMED, ALREADY_EXTENDED ->
                    outcome.status != null;
            default -> true;
        };
    }

    private static void sentence(Outcome outcome, JsonBytes body) {
        switch (outcome.problem) {
            case SOLD_OUT -> body.raw(outcome.sku).raw(": ").number(outcome.asked).raw(" asked for, ")
                    .number(outcome.available).raw(" available.");
            case LIMIT_REACHED -> body.raw(outcome.sku).raw(": the limit is ").number(outcome.limit)
                    .raw(" for each buyer, ").number(outcome.bought).raw(" held or bought, ").number(outcome.asked)
                    .raw(" more asked for.");
            case INSUFFICIENT_STOCK -> body.raw(outcome.sku).raw(": ").number(outcome.asked)
                    .raw(" to be taken away, ").number(outcome.available).raw(" available.");
            case UNKNOWN_ITEM -> body.raw("The sale has no item ").text(outcome.sku).raw(".");
            case NOT_ELIGIBLE -> body.raw(outcome.passFault.detail());
            case SALE_NOT_OPEN -> opening(outcome, body);
            case ORDER_NOT_HELD -> order(outcome, body).raw("; this is for one that is HELD.");
            case ORDER_NOT_CONFIRMED -> order(outcome, body).raw("; only one that is CONFIRMED can be refunded.");
            case ORDER_EXPIRED -> body.raw("The hold on order ").raw(outcome.orderId).raw(" ran out at ")
                    .bareTime(outcome.expiresAtMs).raw(", and its units went back on sale.");
            case ALREADY_EXTENDED -> body.raw("The hold on order ").raw(outcome.orderId)
                    .raw(" was extended before; it runs out at ").bareTime(outcome.expiresAtMs).raw(".");
            default -> body.raw(outcome.problem.detail());
        }
    }

    private static JsonBytes order(Outcome outcome, JsonBytes body) {
        return body.raw("Order ").raw(outcome.orderId).raw(" is ").raw(outcome.status.name());
    }

    private static void opening(Outcome outcome, JsonBytes body) {
        if (outcome.sku != null) {
            body.raw(outcome.sku).raw(" comes on sale at ").bareTime(outcome.opensAtMs).raw(".");
        } else if (outcome.opensAtMs == SaleDefinition.NEVER) {
            body.raw("The sale opens when its host says so.");
        } else {
            body.raw("The sale opens at ").bareTime(outcome.opensAtMs).raw(".");
        }
    }

    private static void members(Outcome outcome, JsonBytes body) {
        switch (outcome.problem) {
            case SOLD_OUT -> stock(outcome, body).raw(",\"held\":").number(outcome.held);
            case INSUFFICIENT_STOCK -> stock(outcome, body);
            case LIMIT_REACHED -> {
                item(outcome, body).raw(",\"asked\":").number(outcome.asked).raw(",\"limit\":").number(outcome.limit)
                        .raw(",\"bought\":").number(outcome.bought);
                orderId(outcome.hasOrder, outcome, body);
            }
            case UNKNOWN_ITEM -> item(outcome, body);
            case NOT_ELIGIBLE -> {
                body.raw(",\"reason\":\"").raw(outcome.passFault.word()).raw("\"");
                orderId(outcome.hasOrder, outcome, body);
            }
            case SALE_NOT_OPEN -> {
                if (outcome.sku != null) {
                    item(outcome, body);
                }
                body.raw(",\"opensAt\":").timeOrNull(outcome.opensAtMs);
            }
            case IDEMPOTENCY_KEY_REUSED -> orderId(outcome.hasOrder, outcome, body);
            case ORDER_NOT_HELD, ORDER_NOT_CONFIRMED -> {
                orderId(true, outcome, body);
                body.raw(",\"orderStatus\":\"").raw(outcome.status.name()).raw("\"");
            }
            case ALREADY_CONFIRMED -> orderId(true, outcome, body);
            case ORDER_EXPIRED, ALREADY_EXTENDED -> {
                orderId(true, outcome, body);
                body.raw(",\"expiresAt\":").time(outcome.expiresAtMs);
            }
            default -> errors(outcome, body);
        }
        payments(outcome, body);
    }

    private static JsonBytes item(Outcome outcome, JsonBytes body) {
        return body.raw(",\"sku\":\"").text(outcome.sku).raw("\"");
    }

    private static JsonBytes stock(Outcome outcome, JsonBytes body) {
        return item(outcome, body).raw(",\"asked\":").number(outcome.asked)
                .raw(",\"available\":").number(outcome.available);
    }

    private static void orderId(boolean known, Outcome outcome, JsonBytes body) {
        if (known) {
            body.raw(",\"orderId\":\"").raw(outcome.orderId).raw("\"");
        }
    }

    /** Which payment counts, if one does, and which was refused, so that its money can be sent back. */
    private static void payments(Outcome outcome, JsonBytes body) {
        if (outcome.orphanedPaymentRef == null) {
            return;
        }
        if (outcome.paymentRef != null) {
            body.raw(",\"paymentRef\":").string(outcome.paymentRef);
        }
        body.raw(",\"orphanedPaymentRef\":").string(outcome.orphanedPaymentRef);
    }

    private static void errors(Outcome outcome, JsonBytes body) {
        if (outcome.errors == null) {
            return;
        }
        body.raw(",\"errors\":[");
        String separator = "";
        for (Outcome.FieldError error : outcome.errors) {
            body.raw(separator).raw("{\"pointer\":").string(error.pointer()).raw(",\"detail\":")
                    .string(error.detail()).raw("}");
            separator = ",";
        }
        body.raw("]");
    }
}
