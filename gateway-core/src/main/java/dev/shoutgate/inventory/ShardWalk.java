package dev.shoutgate.inventory;

import dev.shoutgate.Command;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.StateReader;
import java.util.Arrays;

/**
 * The walk over a shard, as it stood when it was cut.
 *
 * <p>Threading: the thread that owns the cut. What the indexes lead to is the shard's own thread's to ask, so it is a
 * part of the walk over a state, and 0 in the walk over a mere cut.
 */
final class ShardWalk {

    private final SnapshotCut cut;
    /** Null if nothing is to be looked up. */
    private final ShardState indexes;
    private final KeptOrder order = new KeptOrder();

    private ShardWalk(SnapshotCut cut, ShardState indexes) {
        this.cut = cut;
        this.indexes = indexes;
    }

    static void over(SnapshotCut cut, StateReader reader) {
        new ShardWalk(cut, null).walk(reader);
    }

    static void over(ShardState state, StateReader reader) {
        try (SnapshotCut cut = new SnapshotCut(state)) {
            new ShardWalk(cut, state).walk(reader);
        }
    }

    private void walk(StateReader reader) {
        reader.shard(cut.head);
        cut.sales.forEach(reader::sale);
        for (long number = 0; number < cut.orders.count(); number++) {
            if (cut.isKept(number)) {
                read(number);
                reader.order(order);
            }
        }
    }

    private void read(long number) {
        OrderLedger orders = cut.orders;
        order.number = number;
        order.saleNumber = orders.saleNumber(number);
        order.status = orders.status(number);
        order.createdAtMs = orders.createdAtMs(number);
        order.expiresAtMs = orders.expiresAtMs(number);
        order.sequence = orders.sequence(number);
        order.passNumber = orders.passNumber(number);
        orders.copyBuyer(number, order.buyer);
        orders.copyKey(number, order.key);
        orders.copyNotes(number, order.notes);
        order.lineCount = orders.lineCount(number);
        for (int i = 0; i < order.lineCount; i++) {
            order.itemNumbers[i] = orders.itemNumber(number, i);
            order.quantities[i] = orders.quantity(number, i);
            order.unitPrices[i] = orders.unitPrice(number, i);
        }
        readPayments(number);
        readRefunds(number);
        order.extendedToMs = cut.extensions.has(number) ? cut.extensions.expiresAtMs(number) : 0;
        order.extensionKey.set(order.extendedToMs == 0 ? "" : cut.extensions.key(number));
        if (indexes != null) {
            lookUp();
        }
    }

    private void readPayments(long number) {
        Payments payments = cut.payments;
        order.payments.clear();
        for (long payment = payments.first(number); payment != Payments.NONE; payment = payments.next(payment)) {
            order.payments.add(new KeptOrder.Payment(payments.isOrphaned(payment), payments.ref(payment)));
        }
    }

    private void readRefunds(long number) {
        Refunds refunds = cut.refunds;
        order.refunds.clear();
        for (long refund = refunds.first(number); refund != Refunds.NONE; refund = refunds.next(refund)) {
            order.refunds.add(new KeptOrder.Refund(refunds.isRestock(refund), refunds.key(refund),
                    Arrays.stream(refunds.units(refund)).boxed().toList()));
        }
    }

    private void lookUp() {
        long newest = indexes.newestOf(order.saleNumber, order.buyer);
        order.newestOfBuyer = newest;
        order.orderBefore = indexes.orders.before(order.number);
        order.keyLeadsTo = indexes.buyers.madeWith(newest, order.key);
        order.passLeadsTo = order.passNumber == Command.NO_PASS ? OrderLedger.NONE
                : indexes.buyers.boughtWith(newest, order.passNumber);
        for (int i = 0; i < order.lineCount; i++) {
            order.unitsOfBuyer[i] = indexes.buyers.units(newest, order.itemNumbers[i]);
        }
    }
}
