package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.LatePayment;
import dev.shoutgate.Limits;
import dev.shoutgate.PassRule;
import dev.shoutgate.SaleDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads the definition of a sale and changes of it, and collects everything that is wrong with it.
 *
 * <p>Threading: one call, one instance.
 */
final class SaleDefinitionReader {

    private static final Set<String> SALE_FIELDS = Set.of("merchant", "title", "currency", "opensAt", "closesAt",
            "holdSeconds", "latePayment", "checkoutUrl", "pass", "passOpensSeconds", "passDifficulty", "items");

    /** In the order in which a change says them to who sends none. */
    private static final List<String> CHANGE_FIELDS =
            List.of("title", "opensAt", "closesAt", "featured", "notice", "checkoutUrl");

    private static final long DEFAULT_PASS_OPENS_SECONDS = 60;
    /** Half a second of a phone's browser, which tries some 80,000 a second. */
    private static final long DEFAULT_PASS_DIFFICULTY = 15;

    private final FieldReader fields;

    /** {@code fields}: what is wrong is left in its errors; without any, the definition may stand. */
    SaleDefinitionReader(FieldReader fields) {
        this.fields = fields;
    }

    SaleDefinition read(String saleId, JsonNode sale) {
        fields.onlyKnown(sale, "", SALE_FIELDS);
        fields.id(saleId, "/saleId");
        String merchant = fields.id(sale, "/merchant");
        String currency = fields.currency(sale, "/currency");
        SaleDefinition.Terms terms = new SaleDefinition.Terms(fields.title(sale, "/title"),
                fields.time(sale, "/opensAt"), fields.time(sale, "/closesAt"), "", "",
                fields.link(sale, "/checkoutUrl", LinkRule.CHECKOUT));
        fields.errors().addAll(terms.conflicts());
        int holdSeconds = (int) fields.number(sale, "/holdSeconds", 0, Limits.HOLD_SECONDS, null);
        boolean refund = fields.oneOf(sale, "/latePayment", "refund", "reclaim", "refund").equals("refund");
        return new SaleDefinition(saleId, merchant, currency, holdSeconds,
                refund ? LatePayment.REFUND : LatePayment.RECLAIM, terms, passes(sale),
                items(JsonReading.member(sale, "items")));
    }

    private PassRule passes(JsonNode sale) {
        boolean wanted = JsonReading.member(sale, "pass") != null;
        fields.oneOf(sale, "/pass", "", PassRule.REQUIRED);
        int opensSeconds = (int) fields.number(sale, "/passOpensSeconds", 0, Limits.PASS_OPENS_SECONDS,
                DEFAULT_PASS_OPENS_SECONDS);
        int difficulty = (int) fields.number(sale, "/passDifficulty", 0, Limits.PASS_DIFFICULTY,
                DEFAULT_PASS_DIFFICULTY);
        for (String field : wanted ? List.<String>of() : List.of("passOpensSeconds", "passDifficulty")) {
            // Who says how hard passes are to get believes that they are wanted.
            if (JsonReading.member(sale, field) != null) {
                fields.wrong("/" + field, "nothing, unless pass is \"" + PassRule.REQUIRED + "\"");
            }
        }
        return wanted ? PassRule.required(opensSeconds, difficulty) : PassRule.NONE;
    }

    /** A change of a sale that stands: only what is named changes, and null takes it away, but not the title. */
    SaleDefinition.Change readChange(JsonNode sale) {
        fields.onlyKnown(sale, "", Set.copyOf(CHANGE_FIELDS));
        if (sale.isEmpty()) {
            fields.wrong("", "an object with one or more of " + String.join(", ", CHANGE_FIELDS));
        }
        return new SaleDefinition.Change(
                sale.has("title") ? fields.title(sale, "/title") : null,
                FieldReader.change(sale, "/opensAt", SaleDefinition.NEVER, fields::time),
                FieldReader.change(sale, "/closesAt", SaleDefinition.NEVER, fields::time),
                FieldReader.change(sale, "/featured", "", fields::id),
                FieldReader.change(sale, "/notice", "", (object, at) -> fields.text(object, at, Limits.NOTICE_BYTES)),
                FieldReader.change(sale, "/checkoutUrl", "",
                        (object, at) -> fields.link(object, at, LinkRule.CHECKOUT)));
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
