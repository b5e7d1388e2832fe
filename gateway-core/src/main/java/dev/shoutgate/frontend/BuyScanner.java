package dev.shoutgate.frontend;

import dev.shoutgate.Limits;

/**
 * Reads the bodies that buy buttons send, without garbage: plain ASCII, no escapes, each member once, quantities of one
 * or two digits. It knows nothing of errors: whatever is not plainly a good order of that kind goes to
 * {@link BuyReader}, which reads all of JSON and finds the words for what is wrong.
 *
 * <p>Threading: one event loop.
 */
final class BuyScanner {

    private static final byte[] ITEMS = {'i', 't', 'e', 'm', 's'};
    private static final byte[] CHANNEL = {'c', 'h', 'a', 'n', 'n', 'e', 'l'};
    private static final byte[] SKU = {'s', 'k', 'u'};
    private static final byte[] QUANTITY = {'q', 'u', 'a', 'n', 't', 'i', 't', 'y'};

    private byte[] body;
    private int at;
    private int end;
    private int textFrom;
    private int textLength;

    /** Fills the form; false, with the form in no particular state, when the body is for the other reader. */
    boolean read(byte[] body, int length, BuyForm form) {
        this.body = body;
        this.at = 0;
        this.end = length;
        form.clear();
        form.text = body;
        return order(form) && next() == 0 && form.lineCount > 0 && !form.hasSkuTwice();
    }

    private boolean order(BuyForm form) {
        if (!take('{')) {
            return false;
        }
        boolean items = false;
        boolean channel = false;
        do {
            if (!string()) {
                return false;
            }
            if (!items && is(ITEMS)) {
                items = take(':') && lines(form);
            } else if (!channel && is(CHANNEL)) {
                channel = take(':') && string() && form.channel.set(body, textFrom, textLength);
            } else {
                return false;
            }
        } while (take(','));
        return items && take('}');
    }

    private boolean lines(BuyForm form) {
        if (!take('[')) {
            return false;
        }
        do {
            if (form.lineCount == Limits.LINES_PER_ORDER || !line(form)) {
                return false;
            }
            form.lineCount++;
        } while (take(','));
        return take(']');
    }

    private boolean line(BuyForm form) {
        if (!take('{')) {
            return false;
        }
        boolean sku = false;
        boolean quantity = false;
        do {
            if (!string()) {
                return false;
            }
            if (!sku && is(SKU)) {
                sku = take(':') && string();
                form.skuOffsets[form.lineCount] = textFrom;
                form.skuLengths[form.lineCount] = textLength;
            } else if (!quantity && is(QUANTITY)) {
                quantity = take(':') && quantity(form);
            } else {
                return false;
            }
        } while (take(','));
        return sku && quantity && take('}');
    }

    private boolean quantity(BuyForm form) {
        int value = next() - '0';
        if (value < 1 || value > 9) {
            return false;
        }
        at++;
        if (at < end && body[at] >= '0' && body[at] <= '9') {
            value = value * 10 + body[at++] - '0';
        }
        form.quantities[form.lineCount] = value;
        int after = next();
        return after == ',' || after == '}';
    }

    private boolean string() {
        if (!take('"')) {
            return false;
        }
        textFrom = at;
        while (at < end && body[at] != '"') {
            if (body[at] < ' ' || body[at] == '\\') {
                // A control character, an escape, or (a byte below zero) something beyond ASCII.
                return false;
            }
            at++;
        }
        textLength = at - textFrom;
        return take('"');
    }

    private boolean is(byte[] name) {
        if (textLength != name.length) {
            return false;
        }
        for (int i = 0; i < textLength; i++) {
            if (body[textFrom + i] != name[i]) {
                return false;
            }
        }
        return true;
    }

    private boolean take(char wanted) {
        if (next() != wanted) {
            return false;
        }
        at++;
        return true;
    }

    /** The next byte that is no white space, not taken; 0 at the end. */
    private int next() {
        while (at < end && (body[at] == ' ' || body[at] == '\t' || body[at] == '\r' || body[at] == '\n')) {
            at++;
        }
        return at < end ? body[at] : 0;
    }
}
