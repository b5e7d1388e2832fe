package dev.shoutgate.frontend;

import java.nio.charset.StandardCharsets;

/**
 * Which free text may come in, wherever it stands: JSON can name what UTF-8 has no bytes for (half of a surrogate
 * pair), and PostgreSQL and SQLite's JSON take no U+0000. Text with either could be kept and shown, but never stored.
 *
 * <p>Threading: stateless, any.
 */
final class TextRule {

    private static final int LONGEST_SHOWN = 80;

    private TextRule() {}

    /** What is wanted instead of a text, of which there may be so many bytes of UTF-8; null where it may come in. */
    static String wantedOf(String text, int mostBytes) {
        boolean storable = text.codePoints().noneMatch(point -> point == 0
                || point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
        if (!storable) {
            return "text without U+0000 and without halves of surrogate pairs";
        }
        boolean fits = text.getBytes(StandardCharsets.UTF_8).length <= mostBytes;
        return fits ? null : "at most " + mostBytes + " bytes of UTF-8";
    }

    static String noSale(String saleId) {
        return "There is no sale " + shown(saleId) + ".";
    }

    /** As much of a text as a sentence to whoever sent it has room for. */
    static String shown(String text) {
        return text.length() <= LONGEST_SHOWN ? text : text.substring(0, LONGEST_SHOWN - 3) + "...";
    }
}
