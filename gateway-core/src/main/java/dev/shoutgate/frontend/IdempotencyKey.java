package dev.shoutgate.frontend;

import dev.shoutgate.ByteText;
import dev.shoutgate.Outcome;
import dev.shoutgate.Problem;

/**
 * The {@code Idempotency-Key} header: with or without the quotes of the IETF draft (a structured-field string), the
 * same key.
 *
 * <p>Threading: any; stateless.
 */
final class IdempotencyKey {

    private IdempotencyKey() {}

    /** Sets the key, or refuses in the outcome and returns false. */
    static boolean read(Request request, ByteText key, Outcome outcome) {
        String value = request.headers.get("idempotency-key");
        if (value == null || value.isEmpty() || value.equals("\"\"")) {
            outcome.refuse(Problem.IDEMPOTENCY_KEY_MISSING);
            return false;
        }
        int end = value.length() - 1;
        boolean quoted = end > 0 && value.charAt(0) == '"' && value.charAt(end) == '"';
        CharSequence plain = quoted ? unescaped(value, end) : value;
        if (!VisibleAscii.copy(plain, 0, plain.length(), key) || request.headers.getAll("idempotency-key").size() > 1) {
            outcome.refuse(Problem.MALFORMED_REQUEST,
                    "Idempotency-Key must be one value of 1 to 64 visible ASCII characters.");
            return false;
        }
        return true;
    }

    /** What stands between the quotes, with escaping backslashes taken out. */
    private static CharSequence unescaped(String value, int end) {
        if (value.indexOf('\\') < 0) {
            return value.substring(1, end);
        }
        StringBuilder plain = new StringBuilder(end);
        for (int i = 1; i < end; i++) {
            if (value.charAt(i) == '\\' && i + 1 < end) {
                i++;
            }
            plain.append(value.charAt(i));
        }
        return plain;
    }
}
