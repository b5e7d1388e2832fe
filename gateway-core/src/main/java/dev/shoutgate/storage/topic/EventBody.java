package dev.shoutgate.storage.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.util.List;
import java.util.Locale;

/**
 * An event as readers of a topic see it: its name, and its JSON in the words of the buyers' and operators' APIs, as
 * {@code events.json} describes it. Every event of an order says whose it is and what is in it, so that a reader need
 * not have kept the order; facts of older releases do not say, and then it is left out.
 *
 * <p>Threading: one thread; made for one fact at a time by {@link #of}.
 */
final class EventBody implements StoredFact.Reader<RuntimeException> {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TimestampText timestamps = new TimestampText();
    private ObjectNode body;
    private String event;

    /** Reads a fact; the event's name and JSON are those of this fact until the next call. */
    EventBody of(StoredFact fact) {
        body = JSON.createObjectNode();
        fact.to(this);
        return this;
    }

    /** The event's name, such as {@code order.held}. */
    String event() {
        return event;
    }

    /** A field of the JSON that is text; null if there is none. */
    String text(String field) {
        return body.path(field).textValue();
    }

    byte[] bytes() {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is none", e);
        }
    }

    @Override
    public void onOrder(StoredFact.NewOrder order) {
        event = name(order.status());
        for (OrderField field : OrderField.ALL) {
            put(field.name(), field.of(order, timestamps));
        }
        // The event has its time in an attribute.
        body.remove("updatedAt");
        putItems(order.lines(), List.of());
        putIfSaid("idempotencyKey", order.idempotencyKey());
        put("by", order.actor());
    }

    private static String name(String status) {
        return "order." + status.toLowerCase(Locale.ROOT);
    }

    @Override
    public void onMove(StoredFact.OrderMoved order) {
        event = order.event();
        put("orderId", order.orderId());
        put("saleId", order.saleId());
        StoredFact.Order of = order.order();
        if (of != null) {
            put("merchant", of.merchant());
            put("buyerId", of.buyerId());
        }
        put("status", order.status());
        putIfSaid("paymentRef", order.paymentRef());
        putIfSaid("late", order.late());
        putIfSaid("restock", order.restock());
        if (order.expiresAtMs() != null) {
            put("expiresAt", timestamps.orNull(order.expiresAtMs()));
        }
        if (of != null) {
            put("currency", of.currency());
            put("total", of.total());
            putRefund(of, order.refund());
        }
        putIfSaid("idempotencyKey", order.idempotencyKey());
        put("by", order.actor());
    }

    private void putRefund(StoredFact.Order of, StoredFact.Refund refund) {
        if (refund == null) {
            putItems(of.lines(), List.of());
            return;
        }
        put("amount", refund.amount());
        long remaining = of.total();
        for (int i = 0; i < of.lines().size(); i++) {
            remaining -= of.lines().get(i).unitPrice() * refund.lines().get(i).refunded();
        }
        put("remaining", remaining);
        putItems(of.lines(), refund.lines());
    }

    /** {@code refunds}: of each line, or empty. */
    private void putItems(List<StoredFact.Line> lines, List<StoredFact.RefundedLine> refunds) {
        ArrayNode items = body.putArray("items");
        for (int i = 0; i < lines.size(); i++) {
            StoredFact.Line line = lines.get(i);
            ObjectNode item = items.addObject().put("sku", line.sku()).put("quantity", line.quantity())
                    .put("unitPrice", line.unitPrice());
            if (!refunds.isEmpty()) {
                item.put("refundedNow", refunds.get(i).refundedNow()).put("refunded", refunds.get(i).refunded());
            }
        }
    }

    @Override
    public void onEvent(StoredFact.SaleEvent fact) {
        putIfSaid("saleId", fact.saleId());
        try {
            body.setAll((ObjectNode) JSON.readTree(fact.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fact " + fact.sequence() + " has data that is no JSON", e);
        }
        event = fact.type();
        put("by", fact.actor());
    }

    private void put(String name, Object value) {
        if (value instanceof Long number) {
            body.put(name, number);
        } else if (value instanceof Boolean flag) {
            body.put(name, flag);
        } else {
            body.put(name, (String) value);
        }
    }

    /** Left out where the fact does not say: it did not change, or an older release did not write it down. */
    private void putIfSaid(String name, Object value) {
        if (value != null) {
            put(name, value);
        }
    }
}
