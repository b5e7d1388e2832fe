package dev.shoutgate.frontend;

import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.reply.JsonBytes;
import java.util.List;

/**
 * What was done to a sale, in sequence, as operators read it.
 *
 * <p>Threading: stateless, any event loop.
 */
final class HistoryBody {

    private HistoryBody() {}

    static void write(List<PastAct> acts, JsonBytes body) {
        body.raw("{\"acts\":[");
        String separator = "";
        for (PastAct act : acts) {
            body.raw(separator);
            write(act, body);
            separator = ",";
        }
        body.raw("]}");
    }

    private static void write(PastAct act, JsonBytes body) {
        body.raw("{\"sequence\":").number(act.sequence()).raw(",\"at\":").time(act.atMs()).raw(",\"by\":")
                .string(act.by().isEmpty() ? OperatorToken.CLOCK : act.by())
                .raw(",\"act\":\"").raw(act.act().word()).raw("\"");
        if (!act.sku().isEmpty()) {
            body.raw(",\"sku\":\"").raw(act.sku()).raw("\"");
        }
        if (act.act().figure() != null) {
            body.raw(",\"").raw(act.act().figure()).raw("\":").number(act.value());
        }
        if (!act.key().isEmpty()) {
            body.raw(",\"idempotencyKey\":").string(act.key());
        }
        body.raw("}");
    }
}
