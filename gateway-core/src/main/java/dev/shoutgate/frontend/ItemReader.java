package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.ItemDefinition;
import dev.shoutgate.ItemDefinition.Description;
import dev.shoutgate.ItemDefinition.Terms;
import dev.shoutgate.Limits;
import dev.shoutgate.SaleDefinition;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads what operators say of items: a definition, inside a sale's or alone, and changes of one that stands.
 *
 * <p>Threading: stateless; what is wrong is left in the caller's fields.
 */
final class ItemReader {

    private static final Set<String> DEFINITION_FIELDS =
            Set.of("sku", "title", "price", "stock", "limitPerBuyer", "status", "image", "listPrice", "onAt", "offAt");

    /** What a change may not take away: null says as little of it as leaving it out. */
    private static final Set<String> NEEDED = Set.of("price", "limitPerBuyer", "status", "title");

    private static final Set<String> TAKEN_AWAY_BY_NULL = Set.of("image", "listPrice", "onAt", "offAt");
    private static final Set<String> CHANGE_FIELDS =
            Stream.concat(NEEDED.stream(), TAKEN_AWAY_BY_NULL.stream()).collect(Collectors.toSet());
    private static final Set<String> RESTOCK_FIELDS = Set.of("quantity");

    private ItemReader() {}

    /** What is asked of a sale's items, but for which sale and by whom. */
    interface ItemWish {
        Wish of(int saleNumber, Operator operator);
    }

    static ItemDefinition definition(FieldReader fields, JsonNode item, String at) {
        fields.onlyKnown(item, at, DEFINITION_FIELDS);
        String sku = fields.id(item, at + "/sku");
        String title = fields.title(item, at + "/title");
        long price = price(fields, item, at);
        long stock = fields.number(item, at + "/stock", 0, Limits.STOCK_PER_ITEM, null);
        Description description = new Description(title, fields.link(item, at + "/image", LinkRule.IMAGE),
                listPrice(fields, item, at), fields.time(item, at + "/onAt"), fields.time(item, at + "/offAt"));
        // One that has a time to appear is off until then, whatever the status says.
        boolean on = isOn(fields, item, at) && description.onAtMs() == SaleDefinition.NEVER;
        Terms terms = new Terms(price, limit(fields, item, at), on, description);
        // What a wrong field reads as goes with nothing.
        if (fields.errors().stream().noneMatch(wrong -> isCompared(wrong.pointer(), at))) {
            fields.errors().addAll(terms.conflicts(at));
        }
        return new ItemDefinition(sku, stock, terms);
    }

    private static boolean isCompared(String pointer, String at) {
        return Stream.of("/price", "/listPrice", "/onAt", "/offAt").anyMatch(field -> pointer.equals(at + field));
    }

    static ItemWish newItem(FieldReader fields, Request request) throws NotJsonException {
        ItemDefinition item = definition(fields, JsonReading.object(request.body, request.bodyLength), "");
        return (sale, operator) -> new Wish.AddItem(sale, item, operator);
    }

    /**
     * Only what is named changes, and something must be named. Whether it goes with what the item has is the shard's to
     * say.
     */
    static ItemWish change(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", CHANGE_FIELDS);
        if (NEEDED.stream().noneMatch(body::hasNonNull) && TAKEN_AWAY_BY_NULL.stream().noneMatch(body::has)) {
            fields.wrong("", "an object with one or more of price, limitPerBuyer, status, title, image, listPrice, "
                    + "onAt and offAt");
        }
        String sku = request.argument(1);
        ItemDefinition.Change change = new ItemDefinition.Change(
                body.hasNonNull("price") ? price(fields, body, "") : null,
                body.hasNonNull("limitPerBuyer") ? limit(fields, body, "") : null,
                body.hasNonNull("status") ? isOn(fields, body, "") : null,
                body.hasNonNull("title") ? fields.title(body, "/title") : null,
                FieldReader.change(body, "/image", "", (item, at) -> fields.link(item, at, LinkRule.IMAGE)),
                FieldReader.change(body, "/listPrice", Description.NO_LIST_PRICE,
                        (item, at) -> listPrice(fields, item, "")),
                FieldReader.change(body, "/onAt", SaleDefinition.NEVER, fields::time),
                FieldReader.change(body, "/offAt", SaleDefinition.NEVER, fields::time));
        return (sale, operator) -> new Wish.ChangeItem(sale, sku, change, operator);
    }

    static ItemWish restock(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", RESTOCK_FIELDS);
        long quantity = fields.number(body, "/quantity", -Limits.STOCK_PER_ITEM, Limits.STOCK_PER_ITEM, null);
        if (quantity == 0) {
            fields.wrong("/quantity", "units to add, or less than 0 to take away, not 0");
        }
        String sku = request.argument(1);
        return (sale, operator) -> new Wish.Restock(sale, sku, quantity, operator);
    }

    private static long price(FieldReader fields, JsonNode item, String at) {
        return fields.number(item, at + "/price", 0, Limits.PRICE_MINOR, null);
    }

    private static long listPrice(FieldReader fields, JsonNode item, String at) {
        return fields.number(item, at + "/listPrice", 0, Limits.PRICE_MINOR, Description.NO_LIST_PRICE);
    }

    private static int limit(FieldReader fields, JsonNode item, String at) {
        return (int) fields.number(item, at + "/limitPerBuyer", 1, Limits.LIMIT_PER_BUYER,
                (long) Limits.LIMIT_PER_BUYER);
    }

    private static boolean isOn(FieldReader fields, JsonNode item, String at) {
        return fields.oneOf(item, at + "/status", "ON", "ON", "OFF").equals("ON");
    }
}
