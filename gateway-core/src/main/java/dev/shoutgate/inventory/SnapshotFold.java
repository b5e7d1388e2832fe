package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition;
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
 * Brings a shard, new and empty, to where it stood when a snapshot was made, from the snapshot's records.
 *
 * <p>Threading: the shard's own thread only.
 */
public final class SnapshotFold implements SnapshotHandler {

    private final ShardState state;
    private final OrderDraft draft = new OrderDraft();
    private final OrderEntry orders;
    private final OrderMoves moves;
    private int nextSaleNumber;
    private int nextItemNumber;
    private long nextOrderNumber;
    private int salesEntered;
    private int itemsEntered;

    SnapshotFold(ShardState state) {
        this.state = state;
        this.orders = new OrderEntry(state);
        this.moves = new OrderMoves(state);
    }

    @Override
    public void snapshotBegun(long place, long time, SnapshotBegunDecoder record) {
        if (record.shard() != state.shard || state.lastSequence != 0) {
            throw new IllegalStateException("shard " + state.shard + " at sequence " + state.lastSequence
                    + " is given the snapshot of shard " + record.shard());
        }
        state.hashing = new Hashing(record.hashKey0(), record.hashKey1());
        state.lastSequence = record.sequence();
        state.lastTimeMs = record.timeMs();
        state.expired = record.expired();
        state.reclaimed = sinceVersion2(record.reclaimed(), SnapshotBegunDecoder.reclaimedNullValue());
        state.orphaned = sinceVersion2(record.orphaned(), SnapshotBegunDecoder.orphanedNullValue());
        nextSaleNumber = record.nextSaleNumber();
        nextItemNumber = record.nextItemNumber();
        nextOrderNumber = record.nextOrderNumber();
    }

    /** A snapshot of an older version lacks the field: there was none of it yet. */
    private static long sinceVersion2(long value, long missing) {
        return value == missing ? 0 : value;
    }

    @Override
    public void saleKept(long place, long time, SaleKeptDecoder record) {
        int defined = record.definedItems();
        int number = record.saleNumber();
        SaleStatus status = SaleStatus.of(record.status());
        long version = record.version();
        List<Item> items = items(record);
        defined = defined == SaleKeptDecoder.definedItemsNullValue() ? items.size() : defined;
        SaleCodec.Kept kept =
                SaleCodec.read(record, items.stream().limit(defined).map(Item::firstDefinition).toList());
        Sale restored = new Sale(number, kept.first(), items.toArray(Item[]::new));
        restored.change(kept.now());
        restored.moveTo(status);
        restored.touch(version);
        enter(restored);
    }

    /** A snapshot of an older version has replaced sales too, before those that replaced them. */
    private void enter(Sale restored) {
        Sale before = state.sales.find(restored.definition().saleId());
        if (before != null) {
            state.leaveItems(before);
        }
        state.sales.restore(restored);
        salesEntered++;
        itemsEntered += restored.itemCount();
    }

    private List<Item> items(SaleKeptDecoder record) {
        List<Item> items = new ArrayList<>();
        for (SaleKeptDecoder.ItemsDecoder kept : record.items()) {
            int number = kept.itemNumber();
            ItemDefinition first = ItemCodec.read(kept);
            Item item = new Item(number, record.saleNumber(), first, state.items.enter(number));
            item.restore(kept.totalNow(), ItemCodec.now(kept, first));
            items.add(item);
        }
        return items;
    }

    @Override
    public void descriptionKept(long place, long time, DescriptionKeptDecoder record) {
        state.sales.item(record.itemNumber()).describe(ItemCodec.read(record));
    }

    @Override
    public void actKept(long place, long time, ActKeptDecoder record) {
        long value = sinceVersion2(record.value(), ActKeptDecoder.valueNullValue());
        state.sales.sale(record.saleNumber()).note(new PastAct(record.sequence(), record.atMs(),
                record.by(), record.key(), Act.of(record.act()), record.sku(), value,
                record.fields()));
    }

    @Override
    public void orderKept(long place, long time, OrderKeptDecoder record) {
        draft.read(record, state.hashing);
        state.orders.skipTo(record.orderNumber());
        orders.enter(draft, record.orderNumber(), record.sequence());
    }

    @Override
    public void paymentKept(long place, long time, PaymentKeptDecoder record) {
        state.payments.add(record.orderNumber(), record.paymentRef(), record.orphaned() != 0);
    }

    @Override
    public void refundKept(long place, long time, RefundKeptDecoder record) {
        List<Integer> units = new ArrayList<>();
        record.lines().forEach(line -> units.add(line.units()));
        moves.keepRefund(record.orderNumber(), units.stream().mapToInt(Integer::intValue).toArray(),
                record.restock() != 0, record.key());
    }

    @Override
    public void extensionKept(long place, long time, ExtensionKeptDecoder record) {
        moves.keepExtension(record.orderNumber(), record.expiresAtMs(), record.key());
    }

    @Override
    public void snapshotEnded(long place, long time, SnapshotEndedDecoder record) {
        if (record.sales() != salesEntered || record.items() != itemsEntered
                || record.orders() != state.ordersKept) {
            throw new IllegalStateException("the snapshot at sequence " + state.lastSequence + " says that it has "
                    + record.sales() + " sales, " + record.items() + " items and " + record.orders()
                    + " orders, but " + salesEntered + ", " + itemsEntered + " and " + state.ordersKept
                    + " came");
        }
        state.sales.skipTo(nextSaleNumber, nextItemNumber);
        state.orders.skipTo(nextOrderNumber);
    }
}
