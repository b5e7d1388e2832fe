package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.SaleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the definition of a sale, and collects everything that is wrong with it.
 *
 * <p>Threading: one call, one instance.
 */
final class SaleDefinitionReader {

    private static final Set<String> SALE_FIELDS = Set.of("merchant", "title", "currency", "opensAt", "closesAt",
            "holdSeconds", "latePayment", "items");

    private final FieldReader fields;

    /** {@code fields}: what is wrong is left in its errors; without any, the definition may stand. */
    SaleDefinitionReader(FieldReader fields) {
        this.fields = fields;
    }

    SaleDefinition read(String saleId, JsonNode sale) {
        fields.onlyKnown(sale, "", SALE_FIELDS);
        fields.id(saleId, "/saleId");
        String merchant = fields.id(sale, "/merchant");
        String title = fields.text(sale, "/title");
        String currency = fields.currency(sale, "/currency");
        long opensAt = fields.time(sale, "/opensAt");
        long closesAt = fields.time(sale, "/closesAt");
        if (opensAt != SaleDefinition.NEVER && closesAt != SaleDefinition.NEVER && closesAt <= opensAt) {
            fields.wrong("/closesAt", "a time after opensAt");
        }
        int holdSeconds = (int) fields.number(sale, "/holdSeconds", 0, Limits.HOLD_SECONDS, null);
        boolean refund = fields.oneOf(sale, "/latePayment", "refund", "reclaim", "refund").equals("refund");
        return new SaleDefinition(saleId, merchant, title, currency, opensAt, closesAt, holdSeconds,
                refund ? LatePayment.REFUND : LatePayment.RECLAIM, items(JsonReading.member(sale, "items")));
    }

    private List<ItemDefinition> items(JsonNode items) {
        if (items == null || !items.isArray() || items.isEmpty() || items.size() > Limits.ITEMS_PER_SALE) {
            fields.wrong("/items", "an array of 1 to " + Limits.ITEMS_PER_SALE + " items");
            return List.of();
        }
        List<ItemDefinition> definitions = new ArrayList<>();
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            ItemDefinition item = ItemReader.definition(fields, items.get(i), "/items/" + i);
            if (!skus.add(item.sku())) {
                fields.wrong("/items/" + i + "/sku", "a SKU that no other item of the sale has");
            }
            definitions.add(item);
        }
        return definitions;
    }
}
