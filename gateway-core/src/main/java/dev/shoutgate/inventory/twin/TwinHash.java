package dev.shoutgate.inventory.twin;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.StateDigest;
import java.util.HashMap;
import java.util.Map;

/**
 * The hash of the twin's books, made of the same entries as {@code StateHash}; the figures that the books do not keep
 * are counted out first, in one pass over the orders.
 */
public final class TwinHash {

    private record OneBuyersItem(String buyer, int itemNumber) {}

    private record OneKey(int saleNumber, String buyer, String key) {}

    private final TwinBooks books;
    private final StateDigest digest = new StateDigest();
    private final long[] held;
    private final long[] sold;
    private final Map<OneBuyersItem, Long> bought = new HashMap<>();
    private final Map<OneKey, Long> madeWith = new HashMap<>();

    private TwinHash(TwinBooks books) {
        this.books = books;
        held = new long[books.items.size()];
        sold = new long[books.items.size()];
        TwinBooks.kept(books.orders).forEach(this::count);
    }

    public static long of(TwinBooks books) {
        return new TwinHash(books).sum();
    }

    private void count(TwinOrder order) {
        madeWith.putIfAbsent(new OneKey(order.saleNumber, order.buyer, order.key), order.number);
        for (TwinOrder.Line line : order.lines) {
            if (order.status == OrderStatus.HELD) {
                held[line.itemNumber()] += line.quantity();
            } else if (order.status == OrderStatus.CONFIRMED) {
                sold[line.itemNumber()] += line.quantity();
            }
            bought.merge(new OneBuyersItem(order.buyer, line.itemNumber()),
                    order.counts() ? (long) line.quantity() : 0, Long::sum);
        }
    }

    private long sum() {
        digest.begin('#').with(books.lastSequence).with(books.lastTimeMs).end();
        TwinBooks.kept(books.sales).forEach(this::add);
        TwinBooks.kept(books.items).forEach(this::add);
        TwinBooks.kept(books.orders).forEach(this::add);
        return digest.sum();
    }

    private void add(TwinSale sale) {
        digest.begin('S').with(sale.number).with(sale.definition.saleId()).with(sale.status.ordinal())
                .with(sale.version).end();
        for (PastAct act : sale.acts) {
            digest.begin('A').with(sale.number).with(act.sequence()).with(act.by()).with(act.key())
                    .with(act.act().word()).with(act.sku()).with(act.value()).end();
        }
    }

    private void add(TwinItem item) {
        digest.begin('I').with(item.number).with(item.saleNumber).with(item.definition.sku()).with(item.total)
                .with(held[item.number]).with(sold[item.number]).with(item.price).with(item.limitPerBuyer)
                .with(item.on ? 1 : 0).end();
    }

    private void add(TwinOrder order) {
        digest.begin('O').with(order.number).with(order.saleNumber).with(order.status.ordinal())
                .with(order.createdAtMs).with(order.expiresAtMs).with(order.sequence)
                .with(order.buyer).with(order.key).with(order.channel)
                .with(madeWith.get(new OneKey(order.saleNumber, order.buyer, order.key))).end();
        for (TwinOrder.Line line : order.lines) {
            digest.begin('L').with(order.number).with(line.itemNumber()).with(line.quantity()).with(line.unitPrice())
                    .with(bought.get(new OneBuyersItem(order.buyer, line.itemNumber()))).end();
        }
        if (order.paymentRef != null) {
            digest.begin('P').with(order.number).with(0).with(order.paymentRef).end();
        }
        order.orphans.forEach(ref -> digest.begin('P').with(order.number).with(1).with(ref).end());
    }
}
