package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;
import java.util.regex.Pattern;

/**
 * The {@code Idempotency-Key} header: a string of a structured field (RFC 9651), as the IETF draft wants it, or just
 * the key, without its quotes. Both are the same key. Parameters behind a string are no part of it.
 *
 * <p>Threading: any; stateless.
 */
final class IdempotencyKey {

    private static final String NAME = "idempotency-key";

    /** What may stand behind the string: RFC 9651, 3.1.2, with the bare items of 3.3. */
    private static final Pattern PARAMETERS = Pattern.compile("(?: *; *[a-z*][a-z0-9_.*-]*+(?:=(?:"
            + "-?\\d{1,12}\\.\\d{1,3}|@?-?\\d{1,15}"
            + "|\"(?:[ !#-\\[\\]-~]|\\\\[\"\\\\])*+\"|%\"(?:[ !#$&-~]|%[0-9a-f]{2})*+\""
            + "|[A-Za-z*][!#$%&'*+.^_`|~0-9A-Za-z:/-]*+|:[A-Za-z0-9+/=]*+:|\\?[01]))?)*+ *");

    private static final Pattern ESCAPED = Pattern.compile("\\\\(.)");

    private IdempotencyKey() {}

    /** Sets the key, or refuses in the outcome and returns false. */
    static boolean read(Request request, ByteText key, Outcome outcome) {
        if (request.headers.copyOnly(NAME, key) && key.bytes()[0] != '"') {
            return true;
        }
        String value = request.headers.get(NAME);
        if (value == null || value.isEmpty()) {
            outcome.refuse(Problem.IDEMPOTENCY_KEY_MISSING);
            return false;
        }
        CharSequence plain = value.charAt(0) == '"' ? unquoted(value) : value;
        if (plain != null && plain.isEmpty()) {
            outcome.refuse(Problem.IDEMPOTENCY_KEY_MISSING);
            return false;
        }
        if (plain == null || !VisibleAscii.copy(plain, 0, plain.length(), key)
                || request.headers.getAll(NAME).size() > 1) {
            outcome.refuse(Problem.MALFORMED_REQUEST, "Idempotency-Key must be one value of 1 to 64 visible ASCII "
                    + "characters; what begins with a quote must be a whole string as RFC 9651 writes it.");
            return false;
        }
        return true;
    }

    /** What stands between the quotes, with escaping backslashes taken out; null where the string is broken. */
    private static CharSequence unquoted(String value) {
        int end = endOfString(value);
        if (end < 0 || end + 1 < value.length()
                && !PARAMETERS.matcher(value).region(end + 1, value.length()).matches()) {
            return null;
        }
        String between = value.substring(1, end);
        return between.indexOf('\\') < 0 ? between : ESCAPED.matcher(between).replaceAll("$1");
    }

    /** Where the quote is that ends the string; -1 where none does, or a backslash stands before anything else. */
    private static int endOfString(String value) {
        for (int at = 1; at < value.length(); at++) {
            char c = value.charAt(at);
            if (c == '"') {
                return at;
            }
            if (c == '\\' && (++at == value.length() || value.charAt(at) != '"' && value.charAt(at) != '\\')) {
                return -1;
            }
        }
        return -1;
    }
}
