package dev.shoutgate.inventory;

import dev.shoutgate.ByteText;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.Limits;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.SaleView.PastAct;
import dev.shoutgate.inventory.SnapshotCut.ItemNow;
import dev.shoutgate.inventory.SnapshotCut.SaleNow;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.fact.ActKeptEncoder;
import dev.shoutgate.journal.fact.MessageHeaderEncoder;
import dev.shoutgate.journal.fact.OrderKeptEncoder;
import dev.shoutgate.journal.fact.PaymentKeptEncoder;
import dev.shoutgate.journal.fact.SaleKeptEncoder;
import dev.shoutgate.journal.fact.SnapshotBegunEncoder;
import dev.shoutgate.journal.fact.SnapshotEndedEncoder;
import java.io.IOException;

/**
 * Turns a cut into records, in frames of moderate size.
 *
 * <p>Threading: one thread, which owns the cut.
 */
public final class SnapshotRecorder {

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
    private final ActKeptEncoder actKept = new ActKeptEncoder();
    private final OrderKeptEncoder orderKept = new OrderKeptEncoder();
    private final PaymentKeptEncoder paymentKept = new PaymentKeptEncoder();
    private final SnapshotEndedEncoder ended = new SnapshotEndedEncoder();
    private final ByteText buyer = new ByteText(Limits.BUYER_ID_BYTES);
    private final ByteText key = new ByteText(Limits.KEY_BYTES);
    private final ByteText channel = new ByteText(Limits.CHANNEL_BYTES);
    private int items;

    private SnapshotRecorder(SnapshotCut cut, Frames to) {
        this.cut = cut;
        this.to = to;
    }

    /** Writes all of it, the mark of its end included. */
    public static void write(SnapshotCut cut, Frames to) throws IOException {
        new SnapshotRecorder(cut, to).write();
    }

    private void write() throws IOException {
        frame.reset(1, cut.timeMs);
        record(begun.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .sequence(cut.sequence).timeMs(cut.timeMs).expired(cut.expired).shard(cut.shard)
                .hashKey0(cut.hashing.key0()).hashKey1(cut.hashing.key1())
                .nextSaleNumber(cut.nextSaleNumber).nextItemNumber(cut.nextItemNumber)
                .nextOrderNumber(cut.orders.count())
                .reclaimed(cut.reclaimed).orphaned(cut.orphaned).encodedLength());
        for (SaleNow sale : cut.sales) {
            sale(sale);
        }
        for (long order = 0; order < cut.orders.count(); order++) {
            if (cut.isKept(order)) {
                order(order);
            }
        }
        record(ended.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .sales(cut.sales.size()).items(items).orders(cut.orderCount()).encodedLength());
        if (!frame.isEmpty()) {
            to.append(frame);
        }
    }

    private void sale(SaleNow now) throws IOException {
        SaleDefinition definition = now.sale().definition();
        saleKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .saleNumber(now.sale().number())
                .opensAtMs(definition.opensAtMs()).closesAtMs(definition.closesAtMs())
                .holdSeconds(definition.holdSeconds()).latePayment((short) definition.latePayment().ordinal())
                .currency(definition.currency()).status((short) now.status().ordinal()).version(now.version())
                .definedItems(definition.items().size());
        SaleKeptEncoder.ItemsEncoder group = saleKept.itemsCount(now.items().size());
        for (int i = 0; i < now.items().size(); i++) {
            item(group.next(), now.sale().item(i), now.items().get(i));
        }
        saleKept.saleId(definition.saleId()).merchant(definition.merchant()).title(definition.title());
        items += now.items().size();
        record(saleKept.encodedLength());
        for (PastAct act : now.acts()) {
            record(actKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .saleNumber(now.sale().number()).sequence(act.sequence()).atMs(act.atMs()).value(act.value())
                    .by(act.by()).key(act.key()).act(act.act().word()).sku(act.sku()).encodedLength());
        }
    }

    private static void item(SaleKeptEncoder.ItemsEncoder to, Item item, ItemNow now) {
        ItemDefinition definition = item.definition();
        to.itemNumber(item.number())
                .price(definition.price()).stock(definition.stock()).limitPerBuyer(definition.limitPerBuyer())
                .status(status(definition.on()))
                .priceNow(now.price()).totalNow(now.total()).limitNow(now.limitPerBuyer()).statusNow(status(now.on()))
                .sku(definition.sku()).title(definition.title());
    }

    private static short status(boolean on) {
        return (short) (on ? ItemValue.ON : ItemValue.OFF);
    }

    private void order(long number) throws IOException {
        OrderLedger orders = cut.orders;
        orders.copyBuyer(number, buyer);
        orders.copyKey(number, key);
        orders.copyChannel(number, channel);
        orderKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                .orderNumber(number).sequence(orders.sequence(number)).createdAtMs(orders.createdAtMs(number))
                .expiresAtMs(orders.expiresAtMs(number)).saleNumber(orders.saleNumber(number))
                .status((short) orders.status(number).ordinal());
        int lineCount = orders.lineCount(number);
        OrderKeptEncoder.LinesEncoder lines = orderKept.linesCount(lineCount);
        for (int i = 0; i < lineCount; i++) {
            lines.next().unitPrice(orders.unitPrice(number, i)).itemNumber(orders.itemNumber(number, i))
                    .quantity(orders.quantity(number, i));
        }
        orderKept.putBuyerId(buyer.bytes(), 0, buyer.length()).putKey(key.bytes(), 0, key.length())
                .putChannel(channel.bytes(), 0, channel.length());
        record(orderKept.encodedLength());
        payments(number);
    }

    private void payments(long number) throws IOException {
        Payments payments = cut.payments;
        for (long payment = payments.first(number); payment != Payments.NONE; payment = payments.next(payment)) {
            record(paymentKept.wrapAndApplyHeader(frame.buffer(), frame.begin(), header)
                    .orderNumber(number).orphaned((short) (payments.isOrphaned(payment) ? 1 : 0))
                    .paymentRef(payments.ref(payment)).encodedLength());
        }
    }

    private void record(int bodyLength) throws IOException {
        long last = frame.commit(MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
        if (frame.lengthBytes() >= FRAME_BYTES) {
            to.append(frame);
            frame.reset(last + 1, cut.timeMs);
        }
    }
}
