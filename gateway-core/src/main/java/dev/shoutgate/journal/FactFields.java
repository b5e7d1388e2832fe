package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.OrderCancelledDecoder;
import dev.shoutgate.journal.fact.OrderExpiredDecoder;
import dev.shoutgate.journal.fact.OrderTakenDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.SaleRetiredDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;

/**
 * The fields of a fact under the names that outsiders know, for people and scripts to read; not for a hot path.
 *
 * <p>Numbers and hashes that only the shard understands are left out, the keys of its hashes above all; so is text that
 * is empty and a time that was not set. Values are text, numbers, or lists of such maps.
 *
 * <p>Threading: any; stateless.
 */
public final class FactFields {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final String[] SALE_STATUS = {"SCHEDULED", "OPEN", "PAUSED", "CLOSED"};
    private static final String[] ORDER_STATUS = {"HELD", "CONFIRMED", "CANCELLED", "EXPIRED", "REFUNDED"};
    private static final String[] ITEM_STATUS = {"OFF", "ON"};
    private static final String[] LATE_PAYMENT = {"reclaim", "refund"};

    private final Map<String, Object> fields = new LinkedHashMap<>();

    private FactFields() {}

    /** Reads one fact, as handed to a {@link FactReader}. A type from a newer schema is named {@code Unknown}. */
    public static Map<String, Object> read(long sequence, long timeMs, DirectBuffer buffer, int offset, int length) {
        MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
        FactFields fact = new FactFields();
        fact.put("sequence", sequence).time("at", timeMs).put("type", typeOf(header));
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
            return fact.unknown(header, length);
        }
        switch (header.templateId()) {
            case ShardFoundedDecoder.TEMPLATE_ID ->
                fact.put("shard", new ShardFoundedDecoder().wrapAndApplyHeader(buffer, offset, header).shard());
            case SaleDefinedDecoder.TEMPLATE_ID ->
                fact.saleDefined(new SaleDefinedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SaleMovedDecoder.TEMPLATE_ID ->
                fact.saleMoved(new SaleMovedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SaleRetiredDecoder.TEMPLATE_ID ->
                fact.saleRetired(new SaleRetiredDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderTakenDecoder.TEMPLATE_ID ->
                fact.orderTaken(new OrderTakenDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderExpiredDecoder.TEMPLATE_ID ->
                fact.orderExpired(new OrderExpiredDecoder().wrapAndApplyHeader(buffer, offset, header));
            case OrderCancelledDecoder.TEMPLATE_ID ->
                fact.orderCancelled(new OrderCancelledDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> fact.unknown(header, length);
        }
        return fact.fields;
    }

    private static String typeOf(MessageHeaderDecoder header) {
        return header.schemaId() != MessageHeaderDecoder.SCHEMA_ID ? "Unknown" : switch (header.templateId()) {
            case ShardFoundedDecoder.TEMPLATE_ID -> "ShardFounded";
            case SaleDefinedDecoder.TEMPLATE_ID -> "SaleDefined";
            case SaleMovedDecoder.TEMPLATE_ID -> "SaleMoved";
            case SaleRetiredDecoder.TEMPLATE_ID -> "SaleRetired";
            case OrderTakenDecoder.TEMPLATE_ID -> "OrderTaken";
            case OrderExpiredDecoder.TEMPLATE_ID -> "OrderExpired";
            case OrderCancelledDecoder.TEMPLATE_ID -> "OrderCancelled";
            default -> "Unknown";
        };
    }

    private Map<String, Object> unknown(MessageHeaderDecoder header, int length) {
        put("schemaId", header.schemaId()).put("templateId", header.templateId()).put("version", header.version());
        return put("length", length).fields;
    }

    private void saleDefined(SaleDefinedDecoder fact) {
        List<Object> items = new ArrayList<>();
        for (SaleDefinedDecoder.ItemsDecoder item : fact.items()) {
            FactFields fields = new FactFields();
            fields.text("sku", item.sku()).text("title", item.title()).put("price", item.price());
            fields.put("stock", item.stock()).put("limitPerBuyer", item.limitPerBuyer());
            fields.put("status", name(ITEM_STATUS, item.status()));
            items.add(fields.fields);
        }
        text("saleId", fact.saleId()).text("merchant", fact.merchant()).text("title", fact.title());
        text("currency", fact.currency()).time("opensAt", fact.opensAtMs()).time("closesAt", fact.closesAtMs());
        put("holdSeconds", fact.holdSeconds()).put("latePayment", name(LATE_PAYMENT, fact.latePayment()));
        put("items", items).text("by", fact.by());
    }

    private void saleMoved(SaleMovedDecoder fact) {
        text("saleId", fact.saleId()).put("status", name(SALE_STATUS, fact.status()));
        text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private void saleRetired(SaleRetiredDecoder fact) {
        text("saleId", fact.saleId()).put("orders", fact.orders());
    }

    private void orderTaken(OrderTakenDecoder fact) {
        List<Object> lines = new ArrayList<>();
        long total = 0;
        for (OrderTakenDecoder.LinesDecoder line : fact.lines()) {
            FactFields fields = new FactFields();
            fields.text("sku", line.sku()).put("quantity", line.quantity()).put("unitPrice", line.unitPrice());
            lines.add(fields.fields);
            total += line.quantity() * line.unitPrice();
        }
        String buyerId = fact.buyerId();
        String key = fact.key();
        String channel = fact.channel();
        text("orderId", fact.orderId()).text("saleId", fact.saleId()).text("merchant", fact.merchant());
        text("buyerId", buyerId).text("idempotencyKey", key).put("status", name(ORDER_STATUS, fact.status()));
        put("items", lines).text("currency", fact.currency()).put("total", total).text("channel", channel);
        time("createdAt", fact.createdAtMs()).time("expiresAt", fact.expiresAtMs());
    }

    private void orderExpired(OrderExpiredDecoder fact) {
        text("orderId", fact.orderId()).text("saleId", fact.saleId());
    }

    private void orderCancelled(OrderCancelledDecoder fact) {
        text("orderId", fact.orderId()).text("saleId", fact.saleId()).text("by", fact.by());
    }

    private static String name(String[] names, int code) {
        return code >= 0 && code < names.length ? names[code] : "code " + code;
    }

    private FactFields time(String name, long timeMs) {
        return timeMs == Long.MIN_VALUE ? this : put(name, TIME.format(Instant.ofEpochMilli(timeMs)));
    }

    private FactFields text(String name, String value) {
        return value.isEmpty() ? this : put(name, value);
    }

    private FactFields put(String name, Object value) {
        fields.put(name, value);
        return this;
    }
}
