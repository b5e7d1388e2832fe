package dev.shoutgate.inventory.twin;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import dev.shoutgate.inventory.walk.StateReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The walk over the twin's books. The figures that the books do not keep are counted out first, in one pass over the
 * orders.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinWalk {

    private record OneBuyersItem(String buyer, int itemNumber) {}

    private record OneKey(int saleNumber, String buyer, String key) {}

    private record OnePass(int saleNumber, String buyer, long number) {}

    private record OneBuyer(int saleNumber, String buyer) {}

    private final TwinBooks books;
    private final long[] held;
    private final long[] sold;
    private final Map<OneBuyersItem, Long> bought = new HashMap<>();
    private final Map<OneKey, Long> madeWith = new HashMap<>();
    private final Map<OnePass, Long> boughtWith = new HashMap<>();
    /** By order: the one before it of the same buyer and sale. */
    private final Map<Long, Long> before = new HashMap<>();
    private final Map<OneBuyer, Long> newest = new HashMap<>();
    private final KeptOrder kept = new KeptOrder();

    private TwinWalk(TwinBooks books) {
        this.books = books;
        held = new long[books.items.size()];
        sold = new long[books.items.size()];
        TwinBooks.kept(books.orders).forEach(this::count);
    }

    static void over(TwinBooks books, StateReader reader) {
        new TwinWalk(books).walk(reader);
    }

    private void count(TwinOrder order) {
        Long older = newest.put(new OneBuyer(order.saleNumber, order.buyer), order.number);
        before.put(order.number, older == null ? -1 : older);
        madeWith.putIfAbsent(new OneKey(order.saleNumber, order.buyer, order.key), order.number);
        if (order.pass != null) {
            boughtWith.putIfAbsent(new OnePass(order.saleNumber, order.buyer, order.pass), order.number);
        }
        List<Integer> left = order.left();
        for (int i = 0; i < left.size(); i++) {
            int item = order.lines.get(i).itemNumber();
            if (order.status == OrderStatus.HELD) {
                held[item] += left.get(i);
            } else if (order.status == OrderStatus.CONFIRMED) {
                sold[item] += left.get(i);
            }
            bought.merge(new OneBuyersItem(order.buyer, item), order.counts() ? (long) left.get(i) : 0, Long::sum);
        }
    }

    private void walk(StateReader reader) {
        reader.shard(new KeptShard(books.hashing, books.lastSequence, books.lastTimeMs, books.sales.size(),
                books.items.size(), books.orders.size()));
        Map<Integer, List<KeptSale.Item>> items = new HashMap<>();
        TwinBooks.kept(books.items).forEach(item ->
                items.computeIfAbsent(item.saleNumber, sale -> new ArrayList<>()).add(kept(item)));
        TwinBooks.kept(books.sales).forEach(sale -> reader.sale(new KeptSale(sale.number, sale.first,
                sale.definition.terms(), sale.status, sale.version, items.getOrDefault(sale.number, List.of()),
                sale.acts)));
        TwinBooks.kept(books.orders).forEach(order -> {
            read(order);
            reader.order(kept);
        });
    }

    private KeptSale.Item kept(TwinItem item) {
        return new KeptSale.Item(item.number, item.saleNumber, item.definition, item.terms, item.total,
                held[item.number], sold[item.number]);
    }

    private void read(TwinOrder order) {
        kept.number = order.number;
        kept.saleNumber = order.saleNumber;
        kept.status = order.status;
        kept.createdAtMs = order.createdAtMs;
        kept.expiresAtMs = order.expiresAtMs;
        kept.sequence = order.sequence;
        kept.buyer.set(order.buyer);
        kept.key.set(order.key);
        order.notes.copyTo(kept.notes);
        kept.keyLeadsTo = madeWith.get(new OneKey(order.saleNumber, order.buyer, order.key));
        kept.passNumber = order.pass == null ? 0 : order.pass;
        kept.passLeadsTo = order.pass == null ? -1
                : boughtWith.get(new OnePass(order.saleNumber, order.buyer, order.pass));
        kept.newestOfBuyer = newest.get(new OneBuyer(order.saleNumber, order.buyer));
        kept.orderBefore = before.get(order.number);
        kept.lineCount = order.lines.size();
        for (int i = 0; i < kept.lineCount; i++) {
            TwinOrder.Line line = order.lines.get(i);
            kept.itemNumbers[i] = line.itemNumber();
            kept.quantities[i] = line.quantity();
            kept.unitPrices[i] = line.unitPrice();
            kept.unitsOfBuyer[i] = bought.get(new OneBuyersItem(order.buyer, line.itemNumber()));
        }
        kept.extendedToMs = order.extendedToMs == null ? 0 : order.extendedToMs;
        kept.extensionKey.set(order.extensionKey);
        kept.refunds.clear();
        order.refunds.forEach(refund ->
                kept.refunds.add(new KeptOrder.Refund(refund.restock(), refund.key(), refund.units())));
        kept.payments.clear();
        if (order.paymentRef != null) {
            kept.payments.add(new KeptOrder.Payment(false, order.paymentRef));
        }
        order.orphans.forEach(ref -> kept.payments.add(new KeptOrder.Payment(true, ref)));
    }
}
