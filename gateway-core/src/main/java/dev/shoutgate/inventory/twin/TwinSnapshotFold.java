package dev.shoutgate.inventory.twin;

import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.LatePayment;
import dev.shoutgate.OrderStatus;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleDefinition.Terms;
import dev.shoutgate.SaleStatus;
import dev.shoutgate.SaleView.Act;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.memory.Hashing;
import dev.shoutgate.journal.fact.ActKeptDecoder;
import dev.shoutgate.journal.fact.DescriptionKeptDecoder;
import dev.shoutgate.journal.fact.ExtensionKeptDecoder;
import dev.shoutgate.journal.fact.OrderKeptDecoder;
import dev.shoutgate.journal.fact.PaymentKeptDecoder;
import dev.shoutgate.journal.fact.RefundKeptDecoder;
import dev.shoutgate.journal.fact.SaleKeptDecoder;
import dev.shoutgate.journal.fact.SnapshotBegunDecoder;
import dev.shoutgate.journal.fact.SnapshotEndedDecoder;
import dev.shoutgate.journal.fact.SnapshotHandler;
import java.util.ArrayList;
import java.util.List;

/**
 * Enters a snapshot in the twin's empty books, with nothing of {@code SnapshotFold}.
 *
 * <p>Threading: the twin's own thread only.
 */
final class TwinSnapshotFold implements SnapshotHandler {

    private final TwinBooks books;
    private int nextSaleNumber;
    private int nextItemNumber;
    private int salesEntered;
    private int itemsEntered;
    private long nextOrderNumber;

    TwinSnapshotFold(TwinBooks books) {
        this.books = books;
    }

    @Override
    public void snapshotBegun(long place, long time, SnapshotBegunDecoder record) {
        books.hashing = new Hashing(record.hashKey0(), record.hashKey1());
        books.lastSequence = record.sequence();
        books.lastTimeMs = record.timeMs();
        nextSaleNumber = record.nextSaleNumber();
        nextItemNumber = record.nextItemNumber();
        nextOrderNumber = record.nextOrderNumber();
    }

    @Override
    public void saleKept(long place, long time, SaleKeptDecoder record) {
        int number = record.saleNumber();
        int defined = record.definedItems();
        SaleStatus status = SaleStatus.of(record.status());
        long version = record.version();
        List<TwinItem> items = new ArrayList<>();
        for (SaleKeptDecoder.ItemsDecoder item : record.items()) {
            items.add(TwinItem.of(item, number));
        }
        String saleId = record.saleId();
        String merchant = record.merchant();
        Terms first = first(record);
        Terms now = now(record, first);
        // A snapshot of an older version has no such text.
        PassRule passes = record.pass().equals("required")
                ? new PassRule(true, (int) record.passOpensSeconds(), (int) record.passDifficulty()) : PassRule.NONE;
        TwinSale sale = new TwinSale(number, new SaleDefinition(saleId, merchant, record.currency(),
                record.holdSeconds(), LatePayment.of(record.latePayment()), first, passes,
                items.stream().limit(defined).map(item -> item.definition).toList()));
        sale.definition = sale.first.with(now);
        sale.status = status;
        sale.version = version;
        // A snapshot of an older version has replaced sales too, before those that replaced them.
        TwinSale before = books.saleNow(saleId);
        if (before != null) {
            books.replace(before);
        }
        fill(books.sales, number);
        books.sales.add(sale);
        salesEntered++;
        itemsEntered += items.size();
        for (TwinItem item : items) {
            fill(books.items, item.number + 1);
            books.items.set(item.number, item);
        }
    }

    private static Terms first(SaleKeptDecoder record) {
        String title = record.title();
        return new Terms(title, record.opensAtMs(), record.closesAtMs(), "", "", record.checkoutUrl());
    }

    /** An older release had no other terms than the first, and its records have no title here. */
    private static Terms now(SaleKeptDecoder record, Terms first) {
        String title = record.titleNow();
        String featured = record.featured();
        String notice = record.notice();
        String checkoutUrl = record.checkoutUrlNow();
        return title.isEmpty() ? first
                : new Terms(title, record.opensAtNowMs(), record.closesAtNowMs(), featured, notice, checkoutUrl);
    }

    @Override
    public void descriptionKept(long place, long time, DescriptionKeptDecoder record) {
        TwinItem item = books.items.get(record.itemNumber());
        String title = record.title();
        item.terms = item.terms.with(new Description(title, record.image(), record.listPrice(), record.onAtMs(),
                record.offAtMs()));
    }

    @Override
    public void actKept(long place, long time, ActKeptDecoder record) {
        TwinSale sale = books.sales.get(record.saleNumber());
        long sequence = record.sequence();
        long atMs = record.atMs();
        long value = record.value() == ActKeptDecoder.valueNullValue() ? 0 : record.value();
        sale.acts.add(new PastAct(sequence, atMs, record.by(), record.key(), Act.of(record.act()), record.sku(),
                value, record.fields()));
    }

    @Override
    public void paymentKept(long place, long time, PaymentKeptDecoder record) {
        TwinOrder order = books.orders.get((int) record.orderNumber());
        if (record.orphaned() == 0) {
            order.paymentRef = record.paymentRef();
        } else {
            order.orphans.add(record.paymentRef());
        }
    }

    @Override
    public void refundKept(long place, long time, RefundKeptDecoder record) {
        List<Integer> units = new ArrayList<>();
        record.lines().forEach(line -> units.add(line.units()));
        books.orders.get((int) record.orderNumber()).refunds
                .add(new TwinOrder.Refund(record.restock() != 0, record.key(), units));
    }

    @Override
    public void extensionKept(long place, long time, ExtensionKeptDecoder record) {
        TwinOrder order = books.orders.get((int) record.orderNumber());
        order.extendedToMs = record.expiresAtMs();
        order.extensionKey = record.key();
    }

    @Override
    public void orderKept(long place, long time, OrderKeptDecoder record) {
        List<TwinOrder.Line> lines = new ArrayList<>();
        for (OrderKeptDecoder.LinesDecoder line : record.lines()) {
            lines.add(new TwinOrder.Line(line.itemNumber(), line.quantity(), line.unitPrice()));
        }
        String buyer = record.buyerId();
        String key = record.key();
        TwinOrder.Notes notes = TwinOrder.Notes.of(record);
        fill(books.orders, record.orderNumber());
        Long pass = record.passNumber() > 0 ? (Long) record.passNumber() : null;
        books.orders.add(new TwinOrder(record.orderNumber(), record.saleNumber(), buyer, key, pass, notes, lines,
                record.createdAtMs(), record.expiresAtMs(), record.sequence(), OrderStatus.of(record.status())));
    }

    @Override
    public void snapshotEnded(long place, long time, SnapshotEndedDecoder record) {
        long orders = TwinBooks.kept(books.orders).count();
        if (record.sales() != salesEntered || record.items() != itemsEntered || record.orders() != orders) {
            throw new IllegalStateException("the snapshot ends after " + record.sales() + " sales, " + record.items()
                    + " items and " + record.orders() + " orders, but the twin got " + salesEntered + ", "
                    + itemsEntered + " and " + orders);
        }
        fill(books.sales, nextSaleNumber);
        fill(books.items, nextItemNumber);
        fill(books.orders, nextOrderNumber);
    }

    /** Leaves the places up to a number empty: what had them is retired. */
    private static void fill(List<?> list, long next) {
        while (list.size() < next) {
            list.add(null);
        }
    }
}
