package dev.shoutgate.sim.show;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.shoutgate.sim.gateway.HistoryView.Kind;
import dev.shoutgate.sim.plan.Demand;
import dev.shoutgate.sim.plan.OwnItem;
import dev.shoutgate.sim.plan.OwnSale;
import dev.shoutgate.sim.plan.Phase;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The evening as it is planned: what is on sale, when it opens, and what the host does.
 *
 * <p>Stock is in proportion to the presses, so that at any rate the phone is gone before the first restock, each
 * price cut falls between orders of its item, and something is left to buy until shortly before the close.
 */
public record ShowScript(double seconds, double rate, OwnSale sale, List<Cue> cues) {
    /** The crowd is early, as crowds are. */
    private static final double OPENS_AT_SHARE = 0.125;
    private static final int HOLD_SECONDS = 900;
    private static final String PHONE = "phone";
    private static final String LIPSTICK = "lipstick";
    private static final ObjectMapper JSON = new ObjectMapper();

    public ShowScript {
        cues = List.copyOf(cues);
    }

    /** The script at a rate, in presses a second. */
    public static ShowScript of(String merchant, double rate, double seconds) {
        double presses = rate * seconds;
        OwnSale sale = new OwnSale(merchant, "A scripted show", "CNY", HOLD_SECONDS, List.of(
                new OwnItem(PHONE, "Phone", 199_900, pieces(0.03, presses), 2, 3),
                new OwnItem(LIPSTICK, "Lipstick", 9_900, pieces(0.15, presses), 5, 7)));
        return new ShowScript(seconds, rate, sale, List.of(
                new Cue(Kind.RESTOCK, 0.25, PHONE, pieces(0.05, presses)),
                new Cue(Kind.PRICE, 0.35, PHONE, 149_900),
                new Cue(Kind.RESTOCK, 0.45, LIPSTICK, pieces(0.25, presses)),
                Cue.of(Kind.PAUSE, 0.55),
                Cue.of(Kind.RESUME, 0.65),
                new Cue(Kind.PRICE, 0.75, LIPSTICK, 6_900),
                new Cue(Kind.RESTOCK, 0.82, PHONE, pieces(0.03, presses)),
                Cue.of(Kind.CLOSE, 0.93)));
    }

    private static long pieces(double share, double presses) {
        return Math.max(1, Math.round(share * presses));
    }

    /** The body that defines the sale, with the moment at which it opens by itself. */
    public String definition(Instant opensAt) {
        Map<String, Object> definition = new LinkedHashMap<>(sale.definition());
        definition.put("opensAt", opensAt.toString());
        try {
            return JSON.writeValueAsString(definition);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a map of plain values could not be written as JSON", e);
        }
    }

    /** The time between the first press and the opening. */
    public long leadMs() {
        return Math.round(OPENS_AT_SHARE * seconds * 1_000);
    }

    long atNs(Cue cue) {
        return Math.round(cue.atShare() * seconds * 1e9);
    }

    /** The crowd presses at one rate from beginning to end; only the answers change. */
    public List<Phase> phases() {
        return List.of(new Phase("show", seconds, rate, rate));
    }

    public List<Demand> demands() {
        return sale.items().stream().map(item -> new Demand(item.sku(), item.weight(), item.limitPerBuyer())).toList();
    }
}
