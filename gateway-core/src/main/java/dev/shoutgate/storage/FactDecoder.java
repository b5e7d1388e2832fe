package dev.shoutgate.storage;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * Reads the journal's facts for the stores. <b>A new kind of fact is added here</b> when it changes an order, and in
 * {@link SaleEventDecoder} or {@link ItemEventDecoder} otherwise: the stores know only the three kinds of
 * {@link StoredFact}.
 *
 * <p>Threading: one thread.
 */
public final class FactDecoder {

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder taken = new OrderTakenDecoder();
    private final OrderExpiredDecoder expired = new OrderExpiredDecoder();
    private final OrderCancelledDecoder cancelled = new OrderCancelledDecoder();
    private final OrderConfirmedDecoder confirmed = new OrderConfirmedDecoder();
    private final OrderRefundedDecoder refunded = new OrderRefundedDecoder();
    private final SaleEventDecoder saleEvents = new SaleEventDecoder();

    /**
     * Reads one fact; the arguments are those of {@link dev.shoutgate.journal.FactReader#onFact}.
     *
     * @throws IllegalStateException when the fact is none that this gateway knows. Leaving it out would make the store
     *     silently differ from the journal, so it is an error until somebody looks.
     */
    public StoredFact decode(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        header.wrap(buffer, offset);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            throw new IllegalStateException("fact " + sequence + " is of schema " + header.schemaId() + ", not "
                    + MessageHeaderDecoder.SCHEMA_ID);
        }
        return switch (header.templateId()) {
            case OrderTakenDecoder.TEMPLATE_ID -> taken(sequence, timeMs, buffer, offset);
            case OrderExpiredDecoder.TEMPLATE_ID -> expired(sequence, timeMs, buffer, offset);
            case OrderCancelledDecoder.TEMPLATE_ID -> cancelled(sequence, timeMs, buffer, offset);
            case OrderConfirmedDecoder.TEMPLATE_ID -> confirmed(sequence, timeMs, buffer, offset);
            case OrderRefundedDecoder.TEMPLATE_ID -> refunded(sequence, timeMs, buffer, offset);
            default -> saleEvents.decode(sequence, timeMs, buffer, offset, header);
        };
    }

    private StoredFact taken(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        taken.wrapAndApplyHeader(buffer, offset, header);
        long createdAtMs = taken.createdAtMs();
        long expiresAtMs = taken.expiresAtMs();
        String status = FactWords.orderStatus(taken.status());
        String orderId = taken.orderId();
        String currency = taken.currency();
        List<StoredFact.Line> lines = lines();
        // The variable parts stand in the schema's order and can be read in that order only.
        String buyerId = taken.buyerId();
        taken.skipKey();
        String channel = emptyToNull(taken.channel());
        String saleId = taken.saleId();
        String merchant = taken.merchant();
        return new StoredFact.OrderTaken(sequence, timeMs, orderId, saleId, merchant, buyerId, status, currency,
                channel, createdAtMs, Math.max(0, expiresAtMs), lines);
    }

    private List<StoredFact.Line> lines() {
        OrderTakenDecoder.LinesDecoder from = taken.lines();
        List<StoredFact.Line> lines = new ArrayList<>(from.count());
        while (from.hasNext()) {
            from.next();
            long unitPrice = from.unitPrice();
            int quantity = from.quantity();
            lines.add(new StoredFact.Line(from.sku(), quantity, unitPrice));
        }
        return lines;
    }

    private StoredFact expired(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        expired.wrapAndApplyHeader(buffer, offset, header);
        String orderId = expired.orderId();
        return new StoredFact.OrderMoved(sequence, timeMs, orderId, expired.saleId(), "EXPIRED", null, null, null,
                null);
    }

    private StoredFact cancelled(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        cancelled.wrapAndApplyHeader(buffer, offset, header);
        String orderId = cancelled.orderId();
        // Anything but 0 is a yes, so that a fact of version 1, which has no word on it, is one too.
        boolean restock = cancelled.restock() != 0;
        String saleId = cancelled.saleId();
        String by = emptyToNull(cancelled.by());
        return new StoredFact.OrderMoved(sequence, timeMs, orderId, saleId, "CANCELLED", null, null, restock,
                by);
    }

    private StoredFact confirmed(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        confirmed.wrapAndApplyHeader(buffer, offset, header);
        String orderId = confirmed.orderId();
        boolean late = confirmed.late() == 1;
        String saleId = confirmed.saleId();
        String paymentRef = emptyToNull(confirmed.paymentRef());
        String by = emptyToNull(confirmed.by());
        return new StoredFact.OrderMoved(sequence, timeMs, orderId, saleId, "CONFIRMED", paymentRef, late,
                null, by);
    }

    private StoredFact refunded(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        refunded.wrapAndApplyHeader(buffer, offset, header);
        String orderId = refunded.orderId();
        boolean restock = refunded.restock() != 0;
        String saleId = refunded.saleId();
        String by = emptyToNull(refunded.by());
        // Without a payment, which leaves the one that confirmed it in place: whoever pays back looks it up there.
        return new StoredFact.OrderMoved(sequence, timeMs, orderId, saleId, "REFUNDED", null, null, restock,
                by);
    }

    static String emptyToNull(String text) {
        return text.isEmpty() ? null : text;
    }
}
