package dev.shoutgate.journal;

import dev.shoutgate.journal.fact.MessageHeaderDecoder;
import dev.shoutgate.journal.fact.SaleDefinedDecoder;
import dev.shoutgate.journal.fact.SaleMovedDecoder;
import dev.shoutgate.journal.fact.SaleRetiredDecoder;
import dev.shoutgate.journal.fact.ShardFoundedDecoder;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The fields of the facts about a shard and its sales as a whole.
 *
 * <p>Threading: any; stateless.
 */
final class SaleFactFields {

    private static final String[] SALE_STATUS = {"SCHEDULED", "OPEN", "PAUSED", "CLOSED"};
    private static final String[] LATE_PAYMENT = {"reclaim", "refund"};

    private SaleFactFields() {}

    /** Whether it is such a fact, which then has its type and its fields. */
    static boolean read(FactFields to, MessageHeaderDecoder header, DirectBuffer buffer, int offset) {
        switch (header.templateId()) {
            case ShardFoundedDecoder.TEMPLATE_ID ->
                founded(to, new ShardFoundedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SaleDefinedDecoder.TEMPLATE_ID ->
                defined(to, new SaleDefinedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SaleMovedDecoder.TEMPLATE_ID ->
                moved(to, new SaleMovedDecoder().wrapAndApplyHeader(buffer, offset, header));
            case SaleRetiredDecoder.TEMPLATE_ID ->
                retired(to, new SaleRetiredDecoder().wrapAndApplyHeader(buffer, offset, header));
            default -> {
                return false;
            }
        }
        return true;
    }

    private static void founded(FactFields to, ShardFoundedDecoder fact) {
        to.put("type", "ShardFounded").put("shard", fact.shard());
    }

    private static void defined(FactFields to, SaleDefinedDecoder fact) {
        List<Object> items = new ArrayList<>();
        for (SaleDefinedDecoder.ItemsDecoder item : fact.items()) {
            FactFields fields = new FactFields().text("sku", item.sku()).text("title", item.title());
            fields.put("price", item.price()).put("stock", item.stock()).put("limitPerBuyer", item.limitPerBuyer());
            items.add(fields.put("status", FactFields.word(ItemFactFields.ITEM_STATUS, item.status())).asMap());
        }
        to.put("type", "SaleDefined").text("saleId", fact.saleId()).text("merchant", fact.merchant());
        to.text("title", fact.title()).text("currency", fact.currency());
        to.time("opensAt", fact.opensAtMs()).time("closesAt", fact.closesAtMs());
        to.put("holdSeconds", fact.holdSeconds());
        to.put("latePayment", FactFields.word(LATE_PAYMENT, fact.latePayment()));
        to.put("items", items).text("by", fact.by());
    }

    private static void moved(FactFields to, SaleMovedDecoder fact) {
        to.put("type", "SaleMoved").text("saleId", fact.saleId());
        to.put("status", FactFields.word(SALE_STATUS, fact.status()));
        to.text("by", fact.by()).text("idempotencyKey", fact.key());
    }

    private static void retired(FactFields to, SaleRetiredDecoder fact) {
        to.put("type", "SaleRetired").text("saleId", fact.saleId()).put("orders", fact.orders());
    }
}
