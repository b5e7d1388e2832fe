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
        // The end itself, and not a zero byte that looks like it.
        return order(form) && next() == 0 && at == end && form.lineCount > 0 && !form.hasSkuTwice();
    }

    private boolean order(BuyForm form) {
        if (!take('{')) {
            return false;
        }
        boolean items = false;
        boolean channel = false;
        do {
            boolean good = string();
            if (good && !items && is(ITEMS)) {
                items = true;
                good = take(':') && lines(form);
            } else if (good && !channel && is(CHANNEL)) {
                channel = true;
                good = take(':') && string() && form.notes.channel.set(body, textFrom, textLength);
            } else {
                good = false;
            }
            if (!good) {
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
            boolean good = string();
            if (good && !sku && is(SKU)) {
                sku = true;
                good = take(':') && string();
                form.skuOffsets[form.lineCount] = textFrom;
                form.skuLengths[form.lineCount] = textLength;
            } else if (good && !quantity && is(QUANTITY)) {
                quantity = true;
                good = take(':') && quantity(form);
            } else {
                good = false;
            }
            if (!good) {
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
