package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.ItemView;
import java.util.HashMap;
import java.util.Map;

/** The units of the orders that buyers were told of are the units that the gateway says are held or sold. */
final class UnitsTaken implements Invariant {
    private static final String NAME = "units-taken";
    private static final String WANTED = "units in distinct 201s = held + sold, per item";

    @Override
    public Finding check(Evidence evidence) {
        if (!evidence.sale().own()) {
            return Finding.skipped(NAME, WANTED, "not a sale of this run's own: others may buy in it");
        }
        Offenders offenders = new Offenders();
        Map<String, Long> units = unitsBySku(evidence);
        StringBuilder came = new StringBuilder();
        for (ItemView before : evidence.sale().before().items()) {
            ItemView after = evidence.after() == null ? null : evidence.after().item(before.sku());
            long seen = units.getOrDefault(before.sku(), 0L);
            String says = after == null ? "nothing" : Long.toString(after.taken() - before.taken());
            if (after == null || after.taken() - before.taken() != seen) {
                offenders.add(() -> before.sku() + ": 201s name " + seen + " units, the gateway says " + says);
            }
            came.append(came.isEmpty() ? "" : ", ").append(before.sku()).append(' ').append(seen).append(" = ")
                    .append(says);
        }
        return Finding.of(NAME, WANTED, came.toString().replace(" = nothing", " against nothing"), offenders);
    }

    private static Map<String, Long> unitsBySku(Evidence evidence) {
        Map<String, Long> units = new HashMap<>();
        for (OrderSeen order : evidence.orders()) {
            units.merge(evidence.sku(order.press()), (long) evidence.plan().quantity(order.press()), Long::sum);
        }
        return units;
    }
}
