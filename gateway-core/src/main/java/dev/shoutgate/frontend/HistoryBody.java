package dev.shoutgate.frontend;

import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.History;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.config.GatewayConfig.OperatorToken;
import dev.shoutgate.reply.JsonBytes;
import java.util.HashMap;
import java.util.Map;

/**
 * What was done to a sale, in sequence, as operators read it. A price and a limit come with what they were before: that
 * is what the last such act made them, or what the item was defined or added with.
 *
 * <p>Threading: any event loop; made for one reply.
 */
final class HistoryBody {

    private final History history;
    private final JsonBytes body;
    private final int lastDefinition;

    /** What such acts made of an item's figure last, by act and SKU. */
    private final Map<String, Long> figures = new HashMap<>();

    private HistoryBody(History history, JsonBytes body) {
        this.history = history;
        this.body = body;
        this.lastDefinition = history.acts().stream().map(PastAct::act).toList().lastIndexOf(Act.DEFINE);
    }

    static void write(History history, JsonBytes body) {
        new HistoryBody(history, body).write();
    }

    private void write() {
        body.raw("{\"acts\":[");
        for (int i = 0; i < history.acts().size(); i++) {
            if (i == lastDefinition) {
                begin();
            }
            write(history.acts().get(i), i == 0 ? body : body.raw(","));
        }
        body.raw("]}");
    }

    /** What was done before this was done to other items, which are not kept. */
    private void begin() {
        figures.clear();
        for (ItemDefinition item : history.items()) {
            Terms terms = item.terms();
            figures.put(Act.PRICE + item.sku(), terms.price());
            figures.put(Act.LIMIT + item.sku(), (long) terms.limitPerBuyer());
        }
    }

    private void write(PastAct act, JsonBytes to) {
        to.raw("{\"sequence\":").number(act.sequence()).raw(",\"at\":").time(act.atMs()).raw(",\"by\":")
                .string(act.by().isEmpty() ? OperatorToken.CLOCK : act.by())
                .raw(",\"act\":\"").raw(act.act().word()).raw("\"");
        if (!act.sku().isEmpty()) {
            to.raw(",\"sku\":\"").raw(act.sku()).raw("\"");
        }
        if (act.act().figure() != null) {
            to.raw(",\"").raw(act.act().figure()).raw("\":").number(act.value());
        }
        if (act.act() == Act.PRICE || act.act() == Act.LIMIT) {
            Long before = figures.put(act.act() + act.sku(), act.value());
            if (before != null) {
                to.raw(",\"before\":").number(before);
            }
        }
        if (!act.fields().isEmpty()) {
            to.raw(",\"fields\":[\"").raw(act.fields().replace(" ", "\",\"")).raw("\"]");
        }
        if (!act.key().isEmpty()) {
            to.raw(",\"idempotencyKey\":").string(act.key());
        }
        to.raw("}");
    }
}
