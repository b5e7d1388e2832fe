package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.SaleView.PastAct;

/**
 * The hash of a shard's whole state: sales, items, orders, what each key leads to, and each buyer's units.
 *
 * <p>Keys and units are not read off their records but looked up as a buy would look them up, so that a broken index
 * changes the hash too.
 */
public final class StateHash {

    private final ShardState state;
    private final StateDigest digest = new StateDigest();
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    private final ByteText key = new ByteText(Limits.KEY_BYTES);
    private final ByteText channel = new ByteText(Limits.CHANNEL_BYTES);

    private StateHash(ShardState state) {
        this.state = state;
    }

    static long of(ShardState state) {
        return new StateHash(state).sum();
    }

    private long sum() {
        digest.begin('#').with(state.lastSequence).with(state.lastTimeMs).end();
        for (int i = 0; i < state.sales.saleCount(); i++) {
            if (state.sales.sale(i) != null) {
                addSale(state.sales.sale(i));
            }
        }
        for (int i = 0; i < state.sales.itemCount(); i++) {
            if (state.sales.item(i) != null) {
                addItem(state.sales.item(i));
            }
        }
        for (long order = 0; order < state.orders.count(); order++) {
            if (state.isKept(order)) {
                addOrder(order);
            }
        }
        return digest.sum();
    }

    private void addSale(Sale sale) {
        digest.begin('S').with(sale.number()).with(sale.definition().saleId()).with(sale.status().ordinal())
                .with(sale.version()).end();
        for (PastAct act : sale.acts) {
            digest.begin('A').with(sale.number()).with(act.sequence()).with(act.by()).with(act.key())
                    .with(act.act().word()).with(act.sku()).with(act.value()).end();
        }
    }

    private void addItem(Item item) {
        digest.begin('I').with(item.number()).with(item.saleNumber()).with(item.definition().sku())
                .with(item.total()).with(item.held()).with(item.sold()).with(item.price())
                .with(item.limitPerBuyer()).with(item.isOn() ? 1 : 0).end();
    }

    private void addOrder(long order) {
        OrderLedger orders = state.orders;
        int saleNumber = orders.saleNumber(order);
        orders.copyBuyer(order, buyer);
        orders.copyKey(order, key);
        orders.copyChannel(order, channel);
        long buyerHash = state.hashing.buyer(buyer);
        digest.begin('O').with(order).with(saleNumber).with(orders.status(order).ordinal())
                .with(orders.createdAtMs(order)).with(orders.expiresAtMs(order)).with(orders.sequence(order))
                .with(buyer).with(key).with(channel)
                .with(state.keys.find(state.hashing.key(saleNumber, buyerHash, key), saleNumber, buyer, key)).end();
        for (int i = 0; i < orders.lineCount(order); i++) {
            int item = orders.itemNumber(order, i);
            digest.begin('L').with(order).with(item).with(orders.quantity(order, i)).with(orders.unitPrice(order, i))
                    .with(state.tallies.units(state.tallies.find(buyerHash, buyer, item))).end();
        }
        Payments payments = state.payments;
        for (long payment = payments.first(order); payment != Payments.NONE; payment = payments.next(payment)) {
            digest.begin('P').with(order).with(payments.isOrphaned(payment) ? 1 : 0).with(payments.ref(payment)).end();
        }
    }
}
