package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Wish;
import dev.shoutgate.Wish.Operator;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.util.Set;

/**
 * Reads what operators say with an act on an order.
 *
 * <p>Threading: stateless; what is wrong is left in the caller's fields.
 */
final class OrderActReader {

    private static final Set<String> PAYMENT_FIELDS = Set.of("paymentRef");
    private static final Set<String> GIVE_BACK_FIELDS = Set.of("restock");

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
        boolean restock = restock(fields, request);
        return (order, operator) -> new Wish.Refund(order, restock, operator);
    }

    /** No body is the usual case: what comes back is for sale again. */
    private static boolean restock(FieldReader fields, Request request) throws NotJsonException {
        if (request.bodyLength == 0) {
            return true;
        }
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", GIVE_BACK_FIELDS);
        return fields.flag(body, "/restock", true);
    }
}
