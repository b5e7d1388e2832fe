package dev.shoutgate.storage;

import static dev.shoutgate.storage.FactDecoder.emptyToNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PaymentOrphanedDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.SaleRetiredDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads the facts that change no order. <b>A new one gets its decoder and its case here</b>, or in
 * {@link ItemEventDecoder} when it is about one item; its JSON uses the names of the operators' API. These facts are
 * rare, so ease of reading goes before speed.
 *
 * <p>Threading: one thread.
 */
public final class SaleEventDecoder {

    private final ShardFoundedDecoder founded = new ShardFoundedDecoder();
    private final SaleDefinedDecoder defined = new SaleDefinedDecoder();
    private final SaleMovedDecoder moved = new SaleMovedDecoder();
    private final SaleRetiredDecoder retired = new SaleRetiredDecoder();
    private final PaymentOrphanedDecoder orphaned = new PaymentOrphanedDecoder();
    private final ItemEventDecoder items = new ItemEventDecoder();
    private final TimestampText timestamps = new TimestampText();

    StoredFact.SaleEvent decode(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        return switch (header.templateId()) {
            case ShardFoundedDecoder.TEMPLATE_ID -> founded(sequence, timeMs, buffer, offset, header);
            case SaleDefinedDecoder.TEMPLATE_ID -> defined(sequence, timeMs, buffer, offset, header);
            case SaleMovedDecoder.TEMPLATE_ID -> moved(sequence, timeMs, buffer, offset, header);
            case SaleRetiredDecoder.TEMPLATE_ID -> retired(sequence, timeMs, buffer, offset, header);
            case PaymentOrphanedDecoder.TEMPLATE_ID -> orphaned(sequence, timeMs, buffer, offset, header);
            default -> items.decode(sequence, timeMs, buffer, offset, header);
        };
    }

    private StoredFact.SaleEvent founded(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        founded.wrapAndApplyHeader(buffer, offset, header);
        // The hash keys stay out: whoever knows them can aim buyers at one bucket of the ledger.
        ObjectNode data = object().put("shard", founded.shard());
        return new StoredFact.SaleEvent(sequence, timeMs, null, "ShardFounded", null, data.toString());
    }

    private StoredFact.SaleEvent defined(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        defined.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object();
        data.put("currency", defined.currency());
        data.put("opensAt", timestamps.orNull(defined.opensAtMs()));
        data.put("closesAt", timestamps.orNull(defined.closesAtMs()));
        data.put("holdSeconds", defined.holdSeconds());
        data.put("latePayment", FactWords.latePayment(defined.latePayment()));
        JsonNode items = items();
        String saleId = defined.saleId();
        data.put("merchant", defined.merchant());
        data.put("title", defined.title());
        data.set("items", items);
        String by = emptyToNull(defined.by());
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, "SaleDefined", by, data.toString());
    }

    private ArrayNode items() {
        ArrayNode items = JsonNodeFactory.instance.arrayNode();
        for (SaleDefinedDecoder.ItemsDecoder from : defined.items()) {
            ObjectNode item = items.addObject();
            item.put("price", from.price());
            item.put("stock", from.stock());
            item.put("limitPerBuyer", from.limitPerBuyer());
            item.put("status", FactWords.itemStatus(from.status()));
            item.put("sku", from.sku());
            item.put("title", from.title());
        }
        return items;
    }

    private StoredFact.SaleEvent moved(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        moved.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("status", FactWords.saleStatus(moved.status()));
        String saleId = moved.saleId();
        String by = emptyToNull(moved.by());
        data.put("key", emptyToNull(moved.key()));
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, "SaleMoved", by, data.toString());
    }

    private StoredFact.SaleEvent retired(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        retired.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("orders", retired.orders());
        return new StoredFact.SaleEvent(sequence, timeMs, retired.saleId(), "SaleRetired", null, data.toString());
    }

    /** Of an order, but no change of it: the shop finds here what it has to pay back, and to whom. */
    private StoredFact.SaleEvent orphaned(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        orphaned.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("orderId", orphaned.orderId()).put("total", orphaned.total())
                .put("currency", orphaned.currency());
        String saleId = orphaned.saleId();
        data.put("merchant", orphaned.merchant()).put("buyerId", orphaned.buyerId())
                .put("paymentRef", orphaned.paymentRef());
        String by = emptyToNull(orphaned.by());
        data.put("key", emptyToNull(orphaned.key()));
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, "PaymentOrphaned", by, data.toString());
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
