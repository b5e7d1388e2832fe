package dev.shoutgate.storage.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.journal.fact.FactKind;
import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.util.Locale;

/**
 * An event as readers of a topic see it: its name, and its JSON in the words of the buyers' and operators' APIs. An
 * order that was taken is whole; what happened to it later says what is new, and what is absent did not change.
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
        for (StoredFact.Line line : order.lines()) {
            body.withArrayProperty("items").addObject().put("sku", line.sku()).put("quantity", line.quantity())
                    .put("unitPrice", line.unitPrice());
        }
    }

    private void put(String name, Object value) {
        if (value instanceof Long number) {
            body.put(name, number);
        } else {
            body.put(name, (String) value);
        }
    }

    @Override
    public void onMove(StoredFact.OrderMoved order) {
        event = order.event();
        body.put("orderId", order.orderId()).put("saleId", order.saleId()).put("status", order.status());
        if (order.paymentRef() != null) {
            body.put("paymentRef", order.paymentRef());
        }
        if (order.late() != null) {
            body.put("late", order.late());
        }
        if (order.restock() != null) {
            body.put("restock", order.restock());
        }
        putBy(order.by());
    }

    private static String name(String status) {
        return "order." + status.toLowerCase(Locale.ROOT);
    }

    @Override
    public void onEvent(StoredFact.SaleEvent fact) {
        if (fact.saleId() != null) {
            body.put("saleId", fact.saleId());
        }
        try {
            body.setAll((ObjectNode) JSON.readTree(fact.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fact " + fact.sequence() + " has data that is no JSON", e);
        }
        event = FactKind.named(fact.type()).event(text("status"));
        putBy(fact.by());
    }

    /** Left out where nobody is named: the buyer did it, or the clock. */
    private void putBy(String by) {
        if (by != null) {
            body.put("by", by);
        }
    }
}
