package dev.shoutgate.inventory;

import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.walk.KeptOrder;
import dev.shoutgate.inventory.walk.KeptSale;
import dev.shoutgate.inventory.walk.KeptShard;
import dev.shoutgate.inventory.walk.StateReader;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.ActKeptEncoder;
import dev.shoutgate.journal.fact.DescriptionKeptEncoder;
import dev.shoutgate.journal.fact.ExtensionKeptEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderKeptEncoder;
import dev.shoutgate.journal.fact.PaymentKeptEncoder;
import dev.shoutgate.journal.fact.RefundKeptEncoder;
import dev.shoutgate.journal.fact.SaleKeptEncoder;
import dev.shoutgate.journal.fact.SnapshotBegunEncoder;
import dev.shoutgate.journal.fact.SnapshotEndedEncoder;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Turns a walk over a cut into records, in frames of moderate size.
 *
 * <p>Threading: one thread, which owns the cut.
 */
public final class SnapshotRecorder implements StateReader {

    /** Takes each frame before the next is begun. */
    @FunctionalInterface
    public interface Frames {
        void append(FactFrame frame) throws IOException;
    }

    /** Small, so that writing one of them never keeps a disk busy for long. */
    private static final int FRAME_BYTES = 256 << 10;

    private final SnapshotCut cut;
    private final Frames to;
    private final FactFrame frame = new FactFrame();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotBegunEncoder begun = new SnapshotBegunEncoder();
    private final SaleKeptEncoder saleKept = new SaleKeptEncoder();
    private final DescriptionKeptEncoder descriptionKept = new DescriptionKeptEncoder();
    private final ActKeptEncoder actKept = new ActKeptEncoder();
    private final OrderKeptEncoder orderKept = new OrderKeptEncoder();
    private final PaymentKeptEncoder paymentKept = new PaymentKeptEncoder();
    private final RefundKeptEncoder refundKept = new RefundKeptEncoder();
    private final ExtensionKeptEncoder extensionKept = new ExtensionKeptEncoder();
    private final SnapshotEndedEncoder ended = new SnapshotEndedEncoder();
    private int items;

    private SnapshotRecorder(SnapshotCut cut, Frames to) {
        this.cut = cut;
        this.to = to;
    }

    /** Writes all of it, the mark of its end included. */
    public static void write(SnapshotCut cut, Frames to) throws IOException {
        try {
            new SnapshotRecorder(cut, to).write();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void write() {
        frame.reset(1, cut.timeMs());
        ShardWalk.over(cut, this);
        record(ended.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .sales(cut.sales.size()).items(items).orders(cut.orderCount()).encodedLength());
        if (!frame.isEmpty()) {
            append();
        }
    }

    @Override
    public void shard(KeptShard shard) {
        record(begun.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .sequence(shard.lastSequence()).timeMs(shard.lastTimeMs()).expired(cut.expired).shard(cut.shard)
                .hashKey0(shard.hashing().key0()).hashKey1(shard.hashing().key1())
                .nextSaleNumber(shard.nextSaleNumber()).nextItemNumber(shard.nextItemNumber())
                .nextOrderNumber(shard.nextOrderNumber())
                .reclaimed(cut.reclaimed).orphaned(cut.orphaned).encodedLength());
    }

    @Override
    public void sale(KeptSale sale) {
        SaleCodec.put(sale, saleKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(sale.number()).status((short) sale.status().ordinal()).version(sale.version()));
        items += sale.items().size();
        record(saleKept.encodedLength());
        for (KeptSale.Item item : sale.items()) {
            Description said = item.terms().description();
            if (!said.equals(item.definition().terms().description())) {
                record(ItemCodec.put(item.number(), said,
                        descriptionKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)));
            }
        }
        for (PastAct act : sale.acts()) {
            record(actKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .saleNumber(sale.number()).sequence(act.sequence()).atMs(act.atMs()).value(act.value())
                    .by(act.by()).key(act.key()).act(act.act().word()).sku(act.sku()).fields(act.fields())
                    .encodedLength());
        }
    }

    @Override
    public void order(KeptOrder order) {
        orderKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(order.number).sequence(order.sequence).createdAtMs(order.createdAtMs)
                .expiresAtMs(order.expiresAtMs).saleNumber(order.saleNumber)
                .status((short) order.status.ordinal()).passNumber(order.passNumber);
        OrderKeptEncoder.LinesEncoder lines = orderKept.linesCount(order.lineCount);
        for (int i = 0; i < order.lineCount; i++) {
            lines.next().unitPrice(order.unitPrices[i]).itemNumber(order.itemNumbers[i])
                    .quantity(order.quantities[i]);
        }
        orderKept.putBuyerId(order.buyer.bytes(), 0, order.buyer.length())
                .putKey(order.key.bytes(), 0, order.key.length());
        OrderDraft.put(order.notes, orderKept);
        record(orderKept.encodedLength());
        for (KeptOrder.Payment payment : order.payments) {
            record(paymentKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .orderNumber(order.number).orphaned((short) (payment.orphaned() ? 1 : 0))
                    .paymentRef(payment.ref()).encodedLength());
        }
        order.refunds.forEach(refund -> refund(order.number, refund));
        if (order.extendedToMs != 0) {
            extensionKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .orderNumber(order.number).expiresAtMs(order.extendedToMs)
                    .putKey(order.extensionKey.bytes(), 0, order.extensionKey.length());
            record(extensionKept.encodedLength());
        }
    }

    private void refund(long orderNumber, KeptOrder.Refund refund) {
        refundKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(orderNumber).restock((short) (refund.restock() ? 1 : 0));
        RefundKeptEncoder.LinesEncoder lines = refundKept.linesCount(refund.units().size());
        refund.units().forEach(units -> lines.next().units(units));
        record(refundKept.key(refund.key()).encodedLength());
    }

    private void record(int bodyLength) {
        long last = frame.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
        if (frame.lengthBytes() >= FRAME_BYTES) {
            append();
            frame.reset(last + 1, cut.timeMs());
        }
    }

    private void append() {
        try {
            to.append(frame);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
