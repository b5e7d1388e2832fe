package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.ItemAddedDecoder;
import dev.shoutgate.journal.fact.ItemSwitchedDecoder;
import dev.shoutgate.journal.fact.LimitChangedDecoder;
import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.PriceChangedDecoder;
import dev.shoutgate.journal.fact.StockAddedDecoder;
import org.agrona.DirectBuffer;

/**
 * The fields of the facts about one item of a sale: what the host did to it.
 *
 * <p>Threading: any; stateless.
 */
final class ItemFactFields {

    static final String[] ITEM_STATUS = {"OFF", "ON"};

    private ItemFactFields() {}

    /** Whether it is such a fact, which then has its type and its fields. */
    static boolean read(FactFields to, MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case StockAddedDecoder.TEMPLATE_ID ->
                stockAdded(to, new StockAddedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case PriceChangedDecoder.TEMPLATE_ID ->
                priceChanged(to, new PriceChangedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case LimitChangedDecoder.TEMPLATE_ID ->
                limitChanged(to, new LimitChangedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case ItemSwitchedDecoder.TEMPLATE_ID ->
                switched(to, new ItemSwitchedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case ItemAddedDecoder.TEMPLATE_ID ->
                added(to, new ItemAddedDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void stockAdded(FactFields to, StockAddedDecoder fact) {
        to.put("type", "StockAdded").text("saleId", fact.saleId()).text("sku", fact.sku());
        to.put("quantity", fact.quantity()).put("total", fact.total());
        to.text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private static void priceChanged(FactFields to, PriceChangedDecoder fact) {
        to.put("type", "PriceChanged").text("saleId", fact.saleId()).text("sku", fact.sku());
        to.put("price", fact.price()).text("by", fact.by());
    }

    private static void limitChanged(FactFields to, LimitChangedDecoder fact) {
        to.put("type", "LimitChanged").text("saleId", fact.saleId()).text("sku", fact.sku());
        to.put("limitPerBuyer", fact.limitPerBuyer()).text("by", fact.by());
    }

    private static void switched(FactFields to, ItemSwitchedDecoder fact) {
        to.put("type", "ItemSwitched").text("saleId", fact.saleId()).text("sku", fact.sku());
        to.put("status", FactFields.word(ITEM_STATUS, fact.status())).text("by", fact.by());
    }

    private static void added(FactFields to, ItemAddedDecoder fact) {
        to.put("type", "ItemAdded").text("saleId", fact.saleId()).text("sku", fact.sku()).text("title", fact.title());
        to.put("price", fact.price()).put("stock", fact.stock()).put("limitPerBuyer", fact.limitPerBuyer());
        to.put("status", FactFields.word(ITEM_STATUS, fact.status()));
        to.text("by", fact.by()).text("idempotencyKey", fact.key());
    }
}
