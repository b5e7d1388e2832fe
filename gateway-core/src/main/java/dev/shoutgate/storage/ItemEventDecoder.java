package dev.shoutgate.storage;

import static dev.shoutgate.storage.FactDecoder.emptyToNull;
import static dev.shoutgate.storage.SaleEventDecoder.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.LimitChangedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PriceChangedDecoder;
import dev.shoutgate.journal.fact.StockAddedDecoder;
import org.agrona.DirectBuffer;

/**
 * Reads the facts about one item of a sale: what the host did to it while it ran. Each has the item's {@code sku} in
 * its JSON, under the names of the operators' API.
 *
 * <p>Threading: one thread.
 */
final class ItemEventDecoder {

    private final StockAddedDecoder stock = new StockAddedDecoder();
    private final PriceChangedDecoder price = new PriceChangedDecoder();
    private final LimitChangedDecoder limit = new LimitChangedDecoder();
    private final ItemSwitchedDecoder switched = new ItemSwitchedDecoder();
    private final ItemAddedDecoder added = new ItemAddedDecoder();

    StoredFact.SaleEvent decode(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        return switch (header.templateId()) {
            case StockAddedDecoder.TEMPLATE_ID -> stockAdded(sequence, timeMs, buffer, offset, header);
            case PriceChangedDecoder.TEMPLATE_ID -> priceChanged(sequence, timeMs, buffer, offset, header);
            case LimitChangedDecoder.TEMPLATE_ID -> limitChanged(sequence, timeMs, buffer, offset, header);
            case ItemSwitchedDecoder.TEMPLATE_ID -> switched(sequence, timeMs, buffer, offset, header);
            case ItemAddedDecoder.TEMPLATE_ID -> added(sequence, timeMs, buffer, offset, header);
            default -> throw new IllegalStateException("fact " + sequence + " is of the unknown kind "
                    + header.templateId() + ": a newer gateway wrote this journal");
        };
    }

    private StoredFact.SaleEvent stockAdded(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        stock.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("quantity", stock.quantity()).put("total", stock.total());
        String saleId = stock.saleId();
        data.put("sku", stock.sku());
        String by = emptyToNull(stock.by());
        data.put("key", emptyToNull(stock.key()));
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, "StockAdded", by, data.toString());
    }

    private StoredFact.SaleEvent priceChanged(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        price.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("price", price.price());
        return event(sequence, timeMs, "PriceChanged", data, price.saleId(), price.sku(), price.by());
    }

    private StoredFact.SaleEvent limitChanged(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        limit.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("limitPerBuyer", limit.limitPerBuyer());
        return event(sequence, timeMs, "LimitChanged", data, limit.saleId(), limit.sku(), limit.by());
    }

    private StoredFact.SaleEvent switched(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        switched.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("status", FactWords.itemStatus(switched.status()));
        return event(sequence, timeMs, "ItemSwitched", data, switched.saleId(), switched.sku(), switched.by());
    }

    private StoredFact.SaleEvent added(
            long sequence, long timeMs, DirectBuffer buffer, int offset, MessageHeaderDecoder header) {
        added.wrapAndApplyHeader(buffer, offset, header);
        ObjectNode data = object().put("price", added.price()).put("stock", added.stock())
                .put("limitPerBuyer", added.limitPerBuyer()).put("status", FactWords.itemStatus(added.status()));
        String saleId = added.saleId();
        data.put("sku", added.sku()).put("title", added.title());
        String by = emptyToNull(added.by());
        data.put("key", emptyToNull(added.key()));
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, "ItemAdded", by, data.toString());
    }

    /** Takes the names in the order in which they stand in a fact: they can be read in that order only. */
    private static StoredFact.SaleEvent event(
            long sequence, long timeMs, String type, ObjectNode data, String saleId, String sku, String by) {
        data.put("sku", sku);
        return new StoredFact.SaleEvent(sequence, timeMs, saleId, type, emptyToNull(by), data.toString());
    }
}
