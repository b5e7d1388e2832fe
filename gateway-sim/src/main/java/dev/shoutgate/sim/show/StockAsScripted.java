package dev.shoutgate.sim.show;

import dev.shoutgate.sim.gateway.HistoryView.Kind;
import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.proof.Finding;
import dev.shoutgate.sim.proof.Offenders;
import dev.shoutgate.sim.proof.OrderSeen;
import java.util.HashMap;
import java.util.Map;

/** Afterwards an item has what it began with and what was restocked, and of it is taken what the orders name. */
final class StockAsScripted {
    private static final String NAME = "stock-as-scripted";
    private static final String WANTED = "total = first stock + restocks, held + sold = units of the orders, per item";

    private StockAsScripted() {
    }

    static Finding check(ShowEvidence show) {
        Offenders offenders = new Offenders();
        Map<String, Long> restocked = restocked(show);
        Map<String, Long> units = units(show);
        StringBuilder came = new StringBuilder();
        for (ItemView before : show.run().sale().before().items()) {
            String sku = before.sku();
            ItemView after = show.run().after() == null ? null : show.run().after().item(sku);
            long total = before.total() + restocked.getOrDefault(sku, 0L);
            long taken = units.getOrDefault(sku, 0L);
            came.append(came.isEmpty() ? "" : "; ").append(after == null ? sku + " is gone" : sku + ": total "
                    + after.total() + ", taken " + after.taken());
            if (after == null || after.total() != total || after.taken() != taken) {
                offenders.add(() -> sku + ": wanted total " + total + " and " + taken + " taken, came " + after);
            }
        }
        return Finding.of(NAME, WANTED, came.toString(), offenders);
    }

    private static Map<String, Long> restocked(ShowEvidence show) {
        Map<String, Long> restocked = new HashMap<>();
        show.performed().stream().filter(act -> act.done() && act.cue().kind() == Kind.RESTOCK)
                .forEach(act -> restocked.merge(act.cue().sku(), act.cue().figure(), Long::sum));
        return restocked;
    }

    private static Map<String, Long> units(ShowEvidence show) {
        Map<String, Long> units = new HashMap<>();
        for (OrderSeen order : show.run().orders()) {
            units.merge(show.run().sku(order.press()), (long) show.run().plan().quantity(order.press()), Long::sum);
        }
        return units;
    }
}
