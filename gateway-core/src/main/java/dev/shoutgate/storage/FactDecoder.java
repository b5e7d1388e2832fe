package dev.shoutgate.storage;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.journal.FactFields;
import dev.shoutgate.journal.FactJson;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.agrona.DirectBuffer;

/**
 * Reads the journal's facts for the stores, which know only the three kinds of {@link StoredFact}. A new order is read
 * field by field, because there are many of them; all else goes by the names that {@code facts.xml} gives it.
 *
 * <p>Threading: one thread.
 */
public final class FactDecoder {

    private static final String OF_AN_ORDER = "order.";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final OrderTakenDecoder taken = new OrderTakenDecoder();
    private final RepeatedText currencies = new RepeatedText();
    private final RepeatedText skus = new RepeatedText();
    private final RepeatedText channels = new RepeatedText();
    private final RepeatedText sales = new RepeatedText();
    private final RepeatedText merchants = new RepeatedText();

    /**
     * Reads one fact; the arguments are those of {@link dev.shoutgate.journal.FactReader#onFact}.
     *
     * @throws IllegalStateException if the fact is none that this gateway knows. Leaving it out would make the store
     *     silently differ from the journal, so it is an error until somebody looks.
     */
    public StoredFact decode(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        FactKind kind = FactKind.of(buffer, offset);
        if (kind == null) {
            header.wrap(buffer, offset);
            throw new IllegalStateException("fact " + sequence + " is of schema " + header.schemaId() + " and template "
                    + header.templateId() + ", which this gateway does not know");
        }
        if (kind == FactKind.ORDER_TAKEN) {
            return taken(sequence, timeMs, buffer, offset);
        }
        Map<String, Object> fields = FactFields.of(kind, buffer, offset);
        String event = kind.events().get(0);
        return event.startsWith(OF_AN_ORDER)
                ? moved(sequence, timeMs, event, statusAfter(kind, event), fields)
                : new StoredFact.SaleEvent(sequence, timeMs, text(fields.remove("saleId")),
                        kind.event(text(fields.get("status"))), text(fields.remove("by")), FactJson.line(fields));
    }

    private StoredFact taken(long sequence, long timeMs, DirectBuffer buffer, int offset) {
        taken.wrapAndApplyHeader(buffer, offset, header);
        long createdAtMs = taken.createdAtMs();
        long expiresAtMs = taken.expiresAtMs();
        String status = OrderStatus.of(taken.status()).name();
        String orderId = taken.orderId();
        String currency = currencies.of(taken.getCurrency(currencies.room(OrderTakenDecoder.currencyLength()), 0));
        List<StoredFact.Line> lines = lines();
        // The variable parts stand in the schema's order and can be read in that order only.
        String buyerId = taken.buyerId();
        String key = taken.key();
        int channelLength = taken.channelLength();
        String channel = channels.of(taken.getChannel(channels.room(channelLength), 0, channelLength));
        int saleIdLength = taken.saleIdLength();
        String saleId = sales.of(taken.getSaleId(sales.room(saleIdLength), 0, saleIdLength));
        int merchantLength = taken.merchantLength();
        String merchant = merchants.of(taken.getMerchant(merchants.room(merchantLength), 0, merchantLength));
        return new StoredFact.NewOrder(sequence, timeMs, orderId, saleId, merchant, buyerId, status, currency,
                channel.isEmpty() ? null : channel, createdAtMs, expiresAtMs, lines, key);
    }

    private List<StoredFact.Line> lines() {
        OrderTakenDecoder.LinesDecoder from = taken.lines();
        List<StoredFact.Line> lines = new ArrayList<>(from.count());
        while (from.hasNext()) {
            from.next();
            long unitPrice = from.unitPrice();
            int quantity = from.quantity();
            int skuLength = from.skuLength();
            String sku = skus.of(from.getSku(skus.room(skuLength), 0, skuLength));
            lines.add(new StoredFact.Line(sku, quantity, unitPrice));
        }
        return lines;
    }

    /** What an order is after a fact: the last word of its event, where that is a status of orders. */
    private static String statusAfter(FactKind kind, String event) {
        return switch (kind) {
            case ORDER_PARTLY_REFUNDED -> OrderStatus.CONFIRMED.name();
            case HOLD_EXTENDED -> OrderStatus.HELD.name();
            default -> event.substring(OF_AN_ORDER.length()).toUpperCase(Locale.ROOT);
        };
    }

    /** A refund names no payment, which leaves the one that confirmed the order in place. */
    private static StoredFact moved(long sequence, long timeMs, String event, String status,
            Map<String, Object> fields) {
        String endsAt = text(fields.get("expiresAt"));
        return new StoredFact.OrderMoved(sequence, timeMs, text(fields.get("orderId")), text(fields.get("saleId")),
                status, text(fields.get("paymentRef")), (Boolean) fields.get("late"), (Boolean) fields.get("restock"),
                text(fields.get("by")), event, text(fields.get("idempotencyKey")),
                endsAt == null ? null : Instant.parse(endsAt).toEpochMilli(), refund(fields), order(fields));
    }

    /** Null for a fact of an older release, which does not say. */
    private static StoredFact.Order order(Map<String, Object> fields) {
        Long total = (Long) fields.get("total");
        return total == null ? null : new StoredFact.Order(text(fields.get("merchant")), text(fields.get("buyerId")),
                text(fields.get("currency")), total, items(fields, item -> new StoredFact.Line(
                        text(item.get("sku")), number(item, "quantity"), (Long) item.get("unitPrice"))));
    }

    /** Null where nothing was given back, or an older release did not say what. */
    private static StoredFact.Refund refund(Map<String, Object> fields) {
        Long amount = (Long) fields.get("amount");
        return amount == null ? null : new StoredFact.Refund(amount, items(fields, item -> new StoredFact.RefundedLine(
                text(item.get("sku")), number(item, "refundedNow"), number(item, "refunded"))));
    }

    @SuppressWarnings("unchecked")
    private static <T> List<T> items(Map<String, Object> fields, Function<Map<String, Object>, T> reader) {
        return ((List<Map<String, Object>>) fields.get("items")).stream().map(reader).toList();
    }

    private static int number(Map<String, Object> fields, String name) {
        return ((Long) fields.get(name)).intValue();
    }

    private static String text(Object field) {
        return (String) field;
    }
}
