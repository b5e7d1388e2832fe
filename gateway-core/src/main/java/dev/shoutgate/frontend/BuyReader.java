package dev.shoutgate.frontend;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.Limits;
import dev.shoutgate.Outcome;
import dev.shoutgate.Outcome.FieldError;
import dev.shoutgate.Problem;
import dev.shoutgate.frontend.JsonReading.NotJsonException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Reads any buy body, and says what is wrong with it: another shape than the contract's is a malformed request, a good
 * shape with values that no order may have is an invalid order, with a pointer to each of them.
 *
 * <p>Threading: one event loop.
 */
final class BuyReader {

    private final byte[] skus = new byte[Limits.BUY_BODY_BYTES];
    private final BuyScanner scanner = new BuyScanner();
    private final List<FieldError> errors = new ArrayList<>();
    private int skusLength;

    /** Fills the form, or refuses in the outcome and returns false. */
    boolean read(byte[] body, int length, BuyForm form, Outcome outcome) {
        if (scanner.read(body, length, form)) {
            return true;
        }
        form.clear();
        form.text = skus;
        skusLength = 0;
        errors.clear();
        try {
            order(JsonReading.object(body, length), form);
        } catch (NotJsonException e) {
            outcome.refuse(Problem.MALFORMED_REQUEST, e.getMessage());
            return false;
        }
        if (!errors.isEmpty()) {
            outcome.refuse(Problem.INVALID_ORDER);
            outcome.errors = List.copyOf(errors);
        }
        return errors.isEmpty();
    }

    private void order(JsonNode order, BuyForm form) throws NotJsonException {
        JsonNode items = order.get("items");
        if (items == null || !items.isArray()) {
            throw new NotJsonException("The body must have an array \"items\"; " + came(items) + ".");
        }
        channel(JsonReading.member(order, "channel"), form);
        if (items.isEmpty() || items.size() > Limits.LINES_PER_ORDER) {
            errors.add(new FieldError("/items", "1 to " + Limits.LINES_PER_ORDER + " lines, not " + items.size()));
        }
        for (int i = 0; i < items.size(); i++) {
            line(items.get(i), i, form);
        }
        for (int i = 1; i < form.lineCount; i++) {
            for (int j = 0; j < i; j++) {
                if (form.sameSku(i, j)) {
                    errors.add(new FieldError("/items/" + i + "/sku", "the same SKU as in /items/" + j
                            + "; ask for all units in one line"));
                }
            }
        }
    }

    private void channel(JsonNode channel, BuyForm form) throws NotJsonException {
        if (channel == null) {
            return;
        }
        if (!channel.isTextual()) {
            throw new NotJsonException("\"channel\" must be a string; " + came(channel) + ".");
        }
        String wanted = TextRule.wantedOf(channel.textValue(), Limits.CHANNEL_BYTES);
        if (wanted != null) {
            errors.add(new FieldError("/channel", wanted));
        } else {
            form.notes.channel.set(channel.textValue());
        }
    }

    private void line(JsonNode line, int index, BuyForm form) throws NotJsonException {
        String pointer = "/items/" + index;
        JsonNode sku = line.get("sku");
        JsonNode quantity = line.get("quantity");
        if (!line.isObject() || sku == null || !sku.isTextual()) {
            throw new NotJsonException(pointer + " must be an object with a string \"sku\"; " + came(sku) + ".");
        }
        if (quantity == null || !quantity.isNumber()) {
            throw new NotJsonException(pointer + " must have a number \"quantity\"; " + came(quantity) + ".");
        }
        Long units = JsonReading.whole(quantity);
        if (units == null || units < 1 || units > Limits.QUANTITY_PER_LINE) {
            units = 0L;
            errors.add(new FieldError(pointer + "/quantity", "a whole number from 1 to " + Limits.QUANTITY_PER_LINE
                    + ", not " + quantity.asText()));
        }
        // Also where the quantity is wrong, so that a line of the form has the place of its line in the body.
        if (form.lineCount < Limits.LINES_PER_ORDER) {
            add(sku.textValue(), units.intValue(), form);
        }
    }

    private void add(String sku, int quantity, BuyForm form) {
        byte[] utf8 = sku.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(utf8, 0, skus, skusLength, utf8.length);
        form.skuOffsets[form.lineCount] = skusLength;
        form.skuLengths[form.lineCount] = utf8.length;
        form.quantities[form.lineCount++] = quantity;
        skusLength += utf8.length;
    }

    private static String came(JsonNode node) {
        return node == null ? "it has none" : "it has " + node.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
