package dev.shoutgate.inventory.twin;

import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import java.util.ArrayList;
import java.util.List;

/**
 * A sale as the twin keeps it.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinSale {

    final int number;
    final SaleDefinition first;
    /** What of it holds now. */
    SaleDefinition definition;
    final List<PastAct> acts = new ArrayList<>();
    SaleStatus status = SaleStatus.SCHEDULED;

    /** The sequence of the newest fact about it or one of its orders. */
    long version;

    TwinSale(int number, SaleDefinition definition) {
        this.number = number;
        this.first = definition;
        this.definition = definition;
    }

    /** When an item was last put up or down, or described; {@link SaleDefinition#NEVER} if not since it was defined. */
    long spokenOf(String sku) {
        for (int i = acts.size() - 1; i >= 0; i--) {
            PastAct past = acts.get(i);
            boolean ofItem = past.sku().equals(sku);
            if (past.act() == Act.DEFINE || past.act() == Act.ADD_ITEM && ofItem) {
                return SaleDefinition.NEVER;
            }
            if (ofItem && (past.act() == Act.ON || past.act() == Act.OFF || past.act() == Act.DESCRIBE)) {
                return past.atMs();
            }
        }
        return SaleDefinition.NEVER;
    }

    /** The act when the sale goes to a status from where it now stands. */
    Act actTo(SaleStatus target) {
        return switch (target) {
            case SCHEDULED -> throw new IllegalArgumentException("no sale goes back to SCHEDULED");
            case OPEN -> status == SaleStatus.PAUSED ? Act.RESUME : Act.OPEN;
            case PAUSED -> Act.PAUSE;
            case CLOSED -> Act.CLOSE;
        };
    }
}
