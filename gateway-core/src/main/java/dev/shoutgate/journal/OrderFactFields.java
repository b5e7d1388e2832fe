package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderConfirmedDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderRefundedDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The fields of the facts about orders and their payments.
 *
 * <p>The variable parts of a fact can be read in the schema's order only, so those that are printed earlier are kept
 * until then. Threading: any; stateless.
 */
final class OrderFactFields {

    private static final String[] ORDER_STATUS = {"HELD", "CONFIRMED", "CANCELLED", "EXPIRED", "REFUNDED"};

    private OrderFactFields() {}

    /** Whether it is such a fact, which then has its type and its fields. */
    static boolean read(FactFields to, MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case OrderTakenDecoder.TEMPLATE_ID ->
                taken(to, new OrderTakenDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderExpiredDecoder.TEMPLATE_ID ->
                expired(to, new OrderExpiredDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                cancelled(to, new OrderCancelledDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderConfirmedDecoder.TEMPLATE_ID ->
                confirmed(to, new OrderConfirmedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderRefundedDecoder.TEMPLATE_ID ->
                refunded(to, new OrderRefundedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case PaymentOrphanedDecoder.TEMPLATE_ID ->
                orphaned(to, new PaymentOrphanedDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void taken(FactFields to, OrderTakenDecoder fact) {
        List<Object> lines = new ArrayList<>();
        long total = 0;
        for (OrderTakenDecoder.LinesDecoder line : fact.lines()) {
            FactFields fields = new FactFields().text("sku", line.sku());
            lines.add(fields.put("quantity", line.quantity()).put("unitPrice", line.unitPrice()).asMap());
            total += line.quantity() * line.unitPrice();
        }
        String buyerId = fact.buyerId();
        String key = fact.key();
        String channel = fact.channel();
        to.put("type", "OrderTaken").text("orderId", fact.orderId()).text("saleId", fact.saleId());
        to.text("merchant", fact.merchant()).text("buyerId", buyerId).text("idempotencyKey", key);
        to.put("status", FactFields.word(ORDER_STATUS, fact.status())).put("items", lines);
        to.text("currency", fact.currency()).put("total", total).text("channel", channel);
        to.time("createdAt", fact.createdAtMs()).time("expiresAt", fact.expiresAtMs());
    }

    private static void expired(FactFields to, OrderExpiredDecoder fact) {
        to.put("type", "OrderExpired").text("orderId", fact.orderId()).text("saleId", fact.saleId());
    }

    private static void cancelled(FactFields to, OrderCancelledDecoder fact) {
        to.put("type", "OrderCancelled").text("orderId", fact.orderId()).text("saleId", fact.saleId());
        // Facts from before there was a choice say neither, and all their units came back.
        to.put("restock", fact.restock() != 0).text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private static void confirmed(FactFields to, OrderConfirmedDecoder fact) {
        to.put("type", "OrderConfirmed").text("orderId", fact.orderId()).text("saleId", fact.saleId());
        to.text("paymentRef", fact.paymentRef()).put("late", fact.late() == 1);
        to.text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private static void refunded(FactFields to, OrderRefundedDecoder fact) {
        to.put("type", "OrderRefunded").text("orderId", fact.orderId()).text("saleId", fact.saleId());
        to.put("restock", fact.restock() != 0).text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private static void orphaned(FactFields to, PaymentOrphanedDecoder fact) {
        to.put("type", "PaymentOrphaned").text("orderId", fact.orderId()).text("saleId", fact.saleId());
        to.text("merchant", fact.merchant()).text("buyerId", fact.buyerId()).text("paymentRef", fact.paymentRef());
        to.text("currency", fact.currency()).put("total", fact.total());
        to.text("by", fact.by()).text("idempotencyKey", fact.key());
    }
}
