package dev.shoutgate.frontend;

import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.inventory.Sale.PastAct;
import dev.shoutgate.reply.JsonBytes;
import java.util.List;

/**
 * What was done to a sale, in sequence, as operators read it.
 *
 * <p>Threading: stateless, any event loop.
 */
final class HistoryBody {

    private HistoryBody() {}

    /** {@code acts} are {@link PastAct}s. */
    static void write(List<?> acts, JsonBytes body) {
        body.raw("{\"acts\":[");
        String separator = "";
        for (Object act : acts) {
            body.raw(separator);
            write((PastAct) act, body);
            separator = ",";
        }
        body.raw("]}");
    }

    private static void write(PastAct act, JsonBytes body) {
        body.raw("{\"sequence\":").number(act.sequence()).raw(",\"at\":").time(act.atMs()).raw(",\"by\":")
                .string(act.by().isEmpty() ? OperatorToken.CLOCK : act.by())
                .raw(",\"act\":\"").raw(act.act()).raw("\"");
        if (!act.sku().isEmpty()) {
            body.raw(",\"sku\":\"").raw(act.sku()).raw("\"");
        }
        String figure = figureOf(act.act());
        if (figure != null) {
            body.raw(",\"").raw(figure).raw("\":").number(act.value());
        }
        if (!act.key().isEmpty()) {
            body.raw(",\"idempotencyKey\":").string(act.key());
        }
        body.raw("}");
    }

    /** What an act's value is called; null where it has none. */
    private static String figureOf(String act) {
        return switch (act) {
            case "restock" -> "quantity";
            case "price" -> "price";
            case "limit" -> "limitPerBuyer";
            case "add-item" -> "stock";
            default -> null;
        };
    }
}
