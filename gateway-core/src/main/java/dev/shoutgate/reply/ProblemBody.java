package dev.shoutgate.reply;

import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;

/**
 * Refusals as RFC 9457 problem details. The part that is the same for every case of a problem is bytes already.
 *
 * <p>Threading: stateless, any event loop.
 */
final class ProblemBody {

    private static final Map<Problem, byte[]> OPENINGS = new EnumMap<>(Problem.class);
    private static final Map<Problem, byte[]> USUAL = new EnumMap<>(Problem.class);

    static {
        for (Problem problem : Problem.values()) {
            String opening = "{\"type\":\"/problems/" + problem.code() + "\",\"title\":\"" + problem.title()
                    + "\",\"status\":" + problem.status() + ",\"code\":\"" + problem.code()
                    + "\",\"retryable\":" + problem.retryable() + ",\"detail\":";
            OPENINGS.put(problem, opening.getBytes(StandardCharsets.UTF_8));
            USUAL.put(problem, (opening + "\"" + problem.detail() + "\"").getBytes(StandardCharsets.UTF_8));
        }
    }

    private ProblemBody() {}

    static void write(Outcome outcome, JsonBytes body) {
        if (outcome.detail == null) {
            body.raw(USUAL.get(outcome.problem));
        } else {
            body.raw(OPENINGS.get(outcome.problem)).string(outcome.detail);
        }
        switch (outcome.problem) {
            case LIMIT_REACHED -> limit(outcome, body);
            case SALE_NOT_OPEN -> opensAt(outcome, body);
            default -> errors(outcome, body);
        }
        body.raw("}");
    }

    private static void limit(Outcome outcome, JsonBytes body) {
        body.raw(",\"limit\":").number(outcome.limit).raw(",\"bought\":").number(outcome.bought);
        if (outcome.hasOrder) {
            body.raw(",\"orderId\":\"").raw(outcome.orderId).raw("\"");
        }
    }

    private static void opensAt(Outcome outcome, JsonBytes body) {
        body.raw(",\"opensAt\":");
        body.timeOrNull(outcome.opensAtMs);
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
