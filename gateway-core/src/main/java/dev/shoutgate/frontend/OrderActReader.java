package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Change;
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

    static Change payment(FieldReader fields, Request request) throws NotJsonException {
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", PAYMENT_FIELDS);
        return new Change.Payment(fields.paymentRef(body, "/paymentRef"));
    }

    /** No body is the usual case: what comes back is for sale again. */
    static Change giveBack(FieldReader fields, Request request) throws NotJsonException {
        if (request.bodyLength == 0) {
            return new Change.GiveBack(true);
        }
        JsonNode body = JsonReading.object(request.body, request.bodyLength);
        fields.onlyKnown(body, "", GIVE_BACK_FIELDS);
        return new Change.GiveBack(fields.flag(body, "/restock", true));
    }
}
