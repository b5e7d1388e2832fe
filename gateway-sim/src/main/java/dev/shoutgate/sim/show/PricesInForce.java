package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView.Act;
import dev.shoutgate.sim.gateway.HistoryView.Kind;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.press.Bought;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Offenders;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Every order has the price that was in force at its place in the sequence. */
final class PricesInForce {
    private static final String NAME = "prices-in-force";
    private static final String WANTED = "every 201's unit price is the one in force at its sequence";

    private PricesInForce() {
    }

    static Finding check(ShowEvidence show) {
        Map<String, TreeMap<Long, Long>> prices = prices(show);
        Offenders offenders = new Offenders();
        Set<String> seen = new TreeSet<>();
        long answers = 0;
        for (int press = 0; press < show.run().log().count(); press++) {
            Bought bought = show.run().log().bought(press);
            if (bought == null) {
                continue;
            }
            answers++;
            seen.add(bought.sku() + " at " + bought.unitPrice());
            int of = press;
            Map.Entry<Long, Long> inForce = bought.hasSequence() && prices.containsKey(bought.sku())
                    ? prices.get(bought.sku()).lowerEntry(bought.sequence()) : null;
            if (inForce == null || inForce.getValue() != bought.unitPrice()) {
                offenders.add(() -> show.run().describe(of) + ": " + bought + ", in force "
                        + (inForce == null ? "nothing" : inForce.getValue() + " from sequence " + inForce.getKey()));
            }
        }
        return Finding.of(NAME, WANTED, answers + " 201s: " + String.join(", ", seen), offenders);
    }

    /** By SKU, each price by the sequence after which it is in force. */
    private static Map<String, TreeMap<Long, Long>> prices(ShowEvidence show) {
        Map<String, TreeMap<Long, Long>> prices = new HashMap<>();
        for (ItemView item : show.run().sale().before().items()) {
            prices.put(item.sku(), new TreeMap<>(Map.of(Long.MIN_VALUE, item.price())));
        }
        for (Act act : show.history().acts()) {
            if (act.kind() == Kind.PRICE && act.price() != null && prices.containsKey(act.sku())) {
                prices.get(act.sku()).put(act.sequence(), act.price());
            }
        }
        return prices;
    }
}
