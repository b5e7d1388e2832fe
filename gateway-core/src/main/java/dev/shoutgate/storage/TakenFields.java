package dev.shoutgate.storage;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import java.nio.charset.StandardCharsets;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a {@link TakenOrder} field by field, without an object for any of them. Texts are UTF-8 where they stand; they
 * and all else are the order's until the next {@link #of}. They mean what those of {@link StoredFact.NewOrder} mean.
 *
 * <p>Threading: one thread.
 */
public final class TakenFields {

    private static final int CURRENCY_OFFSET = OrderTakenDecoder.currencyEncodingOffset();
    private static final int ORDER_ID_OFFSET = OrderTakenDecoder.orderIdEncodingOffset();
    private static final UnsafeBuffer[] STATUSES = statuses();

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder taken = new OrderTakenDecoder();
    private final UnsafeBuffer orderId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer currency = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer buyerId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer channel = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer saleId = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer merchant = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer sku = new UnsafeBuffer(0, 0);
    private OrderTakenDecoder.LinesDecoder lines;
    private long sequence;
    private long timeMs;
    private long total;
    private int quantity;
    private long unitPrice;

    private static UnsafeBuffer[] statuses() {
        OrderStatus[] all = OrderStatus.values();
        UnsafeBuffer[] words = new UnsafeBuffer[all.length];
        for (int i = 0; i < all.length; i++) {
            words[i] = new UnsafeBuffer(all[i].name().getBytes(StandardCharsets.US_ASCII));
        }
        return words;
    }

    /** Reads this order from now on; its lines from the first. */
    public TakenFields of(TakenOrder order) {
        sequence = order.sequence();
        timeMs = order.timeMs();
        taken.wrapAndApplyHeader(order.buffer(), order.offset(), header);
        fixed(order.buffer(), ORDER_ID_OFFSET, OrderTakenDecoder.orderIdLength(), orderId);
        fixed(order.buffer(), CURRENCY_OFFSET, OrderTakenDecoder.currencyLength(), currency);
        lines = taken.lines();
        total = 0;
        while (nextLine()) {
            total += unitPrice * quantity;
        }
        // The variable parts stand in the schema's order and can be read in that order only.
        taken.wrapBuyerId(buyerId);
        taken.skipKey();
        taken.wrapChannel(channel);
        taken.wrapSaleId(saleId);
        taken.wrapMerchant(merchant);
        taken.sbeRewind();
        lines = taken.lines();
        return this;
    }

    /** Text of a fixed length, which ends before the first zero. */
    private void fixed(DirectBuffer buffer, int offset, int most, UnsafeBuffer to) {
        int from = taken.offset() + offset;
        int length = 0;
        while (length < most && buffer.getByte(from + length) != 0) {
            length++;
        }
        to.wrap(buffer, from, length);
    }

    public DirectBuffer orderId() {
        return orderId;
    }

    public DirectBuffer saleId() {
        return saleId;
    }

    public DirectBuffer merchant() {
        return merchant;
    }

    public DirectBuffer buyerId() {
        return buyerId;
    }

    public DirectBuffer status() {
        return STATUSES[taken.status()];
    }

    public DirectBuffer currency() {
        return currency;
    }

    /** Null for none. */
    public DirectBuffer channel() {
        return channel.capacity() == 0 ? null : channel;
    }

    public long total() {
        return total;
    }

    public long createdAtMs() {
        return taken.createdAtMs();
    }

    public long expiresAtMs() {
        return StoredFact.NewOrder.endOfHold(taken.createdAtMs(), taken.expiresAtMs());
    }

    /** When it was confirmed, if that was at once; 0 else. */
    public long confirmedAtMs() {
        return OrderStatus.of(taken.status()) == OrderStatus.CONFIRMED ? timeMs : 0;
    }

    public long timeMs() {
        return timeMs;
    }

    public long sequence() {
        return sequence;
    }

    /** Goes on to the next line, of which the three below tell then; false where there is none. */
    public boolean nextLine() {
        if (!lines.hasNext()) {
            return false;
        }
        lines.next();
        quantity = lines.quantity();
        unitPrice = lines.unitPrice();
        lines.wrapSku(sku);
        return true;
    }

    public DirectBuffer sku() {
        return sku;
    }

    public int quantity() {
        return quantity;
    }

    public long unitPrice() {
        return unitPrice;
    }
}
