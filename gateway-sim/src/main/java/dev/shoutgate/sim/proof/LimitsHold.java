package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.ItemView;
import java.util.HashMap;
import java.util.Map;

/** Nobody has more units of an item held or confirmed than its limit. */
final class LimitsHold implements Invariant {
    private static final String NAME = "limits-hold";
    private static final String WANTED = "nobody over limitPerBuyer";

    @Override
    public Finding check(Evidence evidence) {
        // By buyer alone, since in a plan a buyer wants one item.
        Map<Integer, Integer> units = new HashMap<>();
        Offenders offenders = new Offenders();
        int most = 0;
        for (OrderSeen order : evidence.orders()) {
            if (order.view() != null && !order.view().countsAgainstLimit()) {
                continue;
            }
            int press = order.press();
            int before = units.getOrDefault(evidence.plan().buyer(press), 0);
            int has = before + evidence.plan().quantity(press);
            units.put(evidence.plan().buyer(press), has);
            most = Math.max(most, has);
            ItemView item = evidence.sale().before().item(evidence.sku(press));
            int limit = item.limitPerBuyer();
            if (has > limit && before <= limit) {
                offenders.add(() -> evidence.describe(press) + ": has " + has + ", limit " + limit + ", with order "
                        + order.orderId());
            }
        }
        return Finding.of(NAME, WANTED, units.size() + " buyers with units, the most " + most, offenders);
    }
}
