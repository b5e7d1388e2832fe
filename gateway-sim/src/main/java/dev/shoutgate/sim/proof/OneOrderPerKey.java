package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.press.Bought;
import java.util.HashMap;
import java.util.Map;

/**
 * The same key never makes two orders, two keys never share one, and who presses again after the 201 gets that order.
 */
final class OneOrderPerKey implements Invariant {
    private static final String NAME = "one-order-per-key";
    private static final String WANTED = "same key, same order; another key, another order";

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        Map<String, Integer> keyOfOrder = new HashMap<>();
        long repeats = 0;
        for (int press = 0; press < evidence.log().count(); press++) {
            if (evidence.plan().firstOf(press) >= 0 && evidence.log().wasAnswered(press)) {
                repeats++;
                checkRepeat(evidence, press, offenders);
            }
            checkShared(evidence, press, keyOfOrder, offenders);
        }
        return Finding.of(NAME, WANTED, repeats + " repeated presses, " + keyOfOrder.size() + " orders", offenders);
    }

    private static void checkRepeat(Evidence evidence, int press, Offenders offenders) {
        int first = evidence.plan().firstOf(press);
        Bought was = evidence.log().bought(first);
        Bought is = evidence.log().bought(press);
        if (was != null && is != null && !String.valueOf(was.orderId()).equals(is.orderId())) {
            offenders.add(() -> evidence.describe(press) + ": first " + was.orderId() + ", then " + is.orderId());
        }
        // A repeat that was under way together with the first press may have been decided before it.
        boolean knewOfOrder = was != null && evidence.log().answeredNs(first) < evidence.log().sentNs(press);
        int status = evidence.log().status(press);
        boolean turnedAwayUnread = status == 429 || status == 503;
        if (knewOfOrder && is == null && !turnedAwayUnread) {
            offenders.add(() -> evidence.describe(press) + ": first " + was.orderId() + ", then "
                    + evidence.answer(press));
        }
    }

    private static void checkShared(Evidence evidence, int press, Map<String, Integer> keyOfOrder,
            Offenders offenders) {
        Bought bought = evidence.log().bought(press);
        if (bought == null || bought.orderId() == null) {
            return;
        }
        int key = evidence.plan().key(press);
        Integer other = keyOfOrder.putIfAbsent(bought.orderId(), key);
        if (other != null && other != key) {
            offenders.add(() -> evidence.describe(press) + ": got order " + bought.orderId() + " of key "
                    + evidence.to().names().key(other));
        }
    }
}
