package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.GatewayApi;
import dev.shoutgate.sim.gateway.HistoryView.Act;
import dev.shoutgate.sim.gateway.HistoryView.Kind;
import java.util.Locale;
import java.util.Objects;

/**
 * One act of the script.
 *
 * @param atShare when, as a share (0..1) of the show's length
 * @param sku     the item, or null for an act on the whole sale
 * @param figure  pieces of a restock, the price in minor units of a price cut, else 0
 */
public record Cue(Kind kind, double atShare, String sku, long figure) {

    static Cue of(Kind kind, double atShare) {
        return new Cue(kind, atShare, null, 0);
    }

    /** As the timeline prints it. */
    String said() {
        return switch (kind) {
            case RESTOCK -> String.format(Locale.ROOT, "restock %s %+,d", sku, figure);
            case PRICE -> String.format(Locale.ROOT, "price of %s to %,d", sku, figure);
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }

    /** Whether it may be sent again when its answer was lost: a key says that it is the same act. */
    boolean hasKey() {
        return kind != Kind.PRICE;
    }

    void perform(GatewayApi api, String saleId, String key) {
        switch (kind) {
            case RESTOCK -> api.act(saleId, "items/" + sku + "/restock", key, "{\"quantity\":" + figure + "}");
            case PRICE -> api.change(saleId, sku, "{\"price\":" + figure + "}");
            default -> api.act(saleId, kind.name().toLowerCase(Locale.ROOT), key, null);
        }
    }

    /** Whether the history's act is this one. */
    boolean is(Act act) {
        return switch (kind) {
            case RESTOCK -> act.kind() == kind && sku.equals(act.sku()) && Objects.equals(act.quantity(), figure);
            case PRICE -> act.kind() == kind && sku.equals(act.sku()) && Objects.equals(act.price(), figure);
            default -> act.kind() == kind;
        };
    }
}
