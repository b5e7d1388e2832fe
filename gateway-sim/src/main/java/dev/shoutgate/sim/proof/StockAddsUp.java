package dev.shoutgate.sim.proof;

import dev.shoutgate.sim.gateway.ItemView;
import dev.shoutgate.sim.gateway.SaleView;

/** At every moment, per item, total = available + held + sold, and none is negative. */
final class StockAddsUp implements Invariant {
    private static final String NAME = "stock-adds-up";
    private static final String WANTED = "total = available + held + sold, none negative, in every view";

    @Override
    public Finding check(Evidence evidence) {
        Offenders offenders = new Offenders();
        check("before", evidence.sale().before(), offenders);
        for (SaleView view : evidence.during()) {
            check("during", view, offenders);
        }
        if (evidence.after() == null) {
            offenders.add(() -> "after: the sale could not be read");
        } else {
            check("after", evidence.after(), offenders);
            checkNothingVanished(evidence, offenders);
        }
        int views = evidence.during().size() + 2;
        return Finding.of(NAME, WANTED, views + " views, " + evidence.during().size() + " of them under load",
                offenders);
    }

    private static void check(String when, SaleView view, Offenders offenders) {
        for (ItemView item : view.items()) {
            if (item.imbalance() != null) {
                offenders.add(() -> when + ": " + item.imbalance());
            }
        }
    }

    /** In a sale of the run's own nobody restocks, so that a changed total is a lost or an invented unit. */
    private static void checkNothingVanished(Evidence evidence, Offenders offenders) {
        for (ItemView before : evidence.sale().before().items()) {
            ItemView after = evidence.after().item(before.sku());
            if (evidence.sale().own() && (after == null || after.total() != before.total())) {
                offenders.add(() -> "after: " + before.sku() + ": total was " + before.total() + ", is "
                        + (after == null ? "gone" : after.total()));
            }
        }
    }
}
