package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.shoutgate.Limits;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.Wish.Units;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Reads what operators say with an act on an order.
 *
 * <p>Threading: stateless; what is wrong is left in the caller's fields.
 */
final class OrderActReader {

    private static final Set<String> PAYMENT_FIELDS = Set.of("paymentRef");
    private static final Set<String> GIVE_BACK_FIELDS = Set.of("restock");
    private static final Set<String> REFUND_FIELDS = Set.of("restock", "items");
    private static final Set<String> UNITS_FIELDS = Set.of("sku", "quantity");
    private static final Set<String> EXTEND_FIELDS = Set.of("seconds");

    private OrderActReader() {}

    /** What is asked of an order, but for which order and by whom. */
    interface OrderWish {
        Wish of(long orderNumber, Operator operator);
    }

    static OrderWish confirm(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", PAYMENT_FIELDS);
        String ref = fields.paymentRef(body, "/paymentRef");
        return (order, operator) -> new Wish.Confirm(order, ref, operator);
    }

    static OrderWish cancel(FieldReader fields, Request request) throws NotJsonException {
        boolean restock = restock(fields, request);
        return (order, operator) -> new Wish.Cancel(order, restock, operator);
    }

    static OrderWish refund(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = bodyOrNone(request);
        fields.onlyKnown(body, "", REFUND_FIELDS);
        boolean restock = fields.flag(body, "/restock", true);
        List<Units> items = units(fields, JsonReading.member(body, "items"));
        return (order, operator) -> new Wish.Refund(order, items, restock, operator);
    }

    static OrderWish extend(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = bodyOrNone(request);
        fields.onlyKnown(body, "", EXTEND_FIELDS);
        boolean says = JsonReading.member(body, "seconds") != null;
        int seconds = says ? (int) fields.number(body, "/seconds", 1, Limits.HOLD_SECONDS, null)
                : Wish.Extend.ONE_MORE_HOLD;
        return (order, operator) -> new Wish.Extend(order, seconds, operator);
    }

    /** None where they are left out: then the whole order is meant. */
    private static List<Units> units(FieldReader fields, JsonNode items) {
        List<Units> units = new ArrayList<>();
        if (items == null) {
            return units;
        }
        if (!items.isArray() || items.isEmpty() || items.size() > Limits.LINES_PER_ORDER) {
            fields.wrong("/items", "an array of 1 to " + Limits.LINES_PER_ORDER + " items of the order");
            return units;
        }
        Set<String> skus = new HashSet<>();
        for (int i = 0; i < items.size(); i++) {
            String at = "/items/" + i;
            fields.onlyKnown(items.get(i), at, UNITS_FIELDS);
            String sku = fields.id(items.get(i), at + "/sku");
            if (!skus.add(sku)) {
                fields.wrong(at + "/sku", "a SKU that no other of the items has");
            }
            units.add(new Units(sku, (int) fields.number(items.get(i), at + "/quantity", 1,
                    Limits.QUANTITY_PER_LINE, null)));
        }
        return units;
    }

    /** No body is the usual case: what comes back is for sale again. */
    private static boolean restock(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = bodyOrNone(request);
        fields.onlyKnown(body, "", GIVE_BACK_FIELDS);
        return fields.flag(body, "/restock", true);
    }

    /** An object without fields where nothing was sent. */
    private static JsonNode bodyOrNone(Request request) throws NotJsonException {
        return request.bodyLength == 0 ? JsonNodeFactory.instance.objectNode()
                : JsonReading.object(request.body, request.bodyLength);
    }
}
