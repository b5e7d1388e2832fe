package dev.shoutgate.storage.topic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.storage.SaleEventDecoder;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;

/**
 * The JSON of events, in the words of the buyers' and operators' APIs. An order that was taken is whole; what happened
 * to it later says what is new, and what is absent did not change.
 *
 * <p>Threading: one thread.
 */
final class EventBody {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final TimestampText timestamps = new TimestampText();

    ObjectNode of(StoredFact fact) {
        if (fact instanceof StoredFact.OrderTaken taken) {
            return taken(taken);
        }
        return fact instanceof StoredFact.OrderMoved moved ? moved(moved) : saleEvent((StoredFact.SaleEvent) fact);
    }

    byte[] bytes(ObjectNode body) {
        try {
            return JSON.writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that is none", e);
        }
    }

    private ObjectNode taken(StoredFact.OrderTaken order) {
        ObjectNode body = SaleEventDecoder.object().put("orderId", order.orderId()).put("saleId", order.saleId())
                .put("merchant", order.merchant()).put("buyerId", order.buyerId()).put("status", order.status());
        for (StoredFact.Line line : order.lines()) {
            body.withArrayProperty("items").addObject().put("sku", line.sku()).put("quantity", line.quantity())
                    .put("unitPrice", line.unitPrice());
        }
        return body.put("currency", order.currency()).put("total", order.total()).put("channel", order.channel())
                .put("createdAt", timestamps.of(order.createdAtMs()))
                .put("expiresAt", timestamps.orNull(order.expiresAtMs())).put("sequence", order.sequence());
    }

    private static ObjectNode moved(StoredFact.OrderMoved order) {
        ObjectNode body = SaleEventDecoder.object().put("orderId", order.orderId()).put("saleId", order.saleId())
                .put("status", order.status());
        if (order.paymentRef() != null) {
            body.put("paymentRef", order.paymentRef());
        }
        if (order.late() != null) {
            body.put("late", order.late());
        }
        if (order.restock() != null) {
            body.put("restock", order.restock());
        }
        return putBy(body, order.by());
    }

    private static ObjectNode saleEvent(StoredFact.SaleEvent event) {
        ObjectNode body = SaleEventDecoder.object();
        if (event.saleId() != null) {
            body.put("saleId", event.saleId());
        }
        try {
            body.setAll((ObjectNode) JSON.readTree(event.data()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("fact " + event.sequence() + " has data that is no JSON", e);
        }
        return putBy(body, event.by());
    }

    /** Left out where nobody is named: the buyer did it, or the clock. */
    private static ObjectNode putBy(ObjectNode body, String by) {
        return by == null ? body : body.put("by", by);
    }
}
