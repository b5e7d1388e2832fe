package dev.shoutgate.property;

import java.util.Arrays;

/** One run of a property on one row of choices, and what came of it. Threading: the test's own. */
final class Try {

    private final Draws draws;
    private final Choices choices;
    private Throwable failure;
    private boolean leftOut;

    private Try(Choices choices) {
        this.choices = choices;
        draws = new Draws(choices);
    }

    static Try of(Property.Body body, Choices choices) {
        Try one = new Try(choices);
        try {
            body.check(one.draws);
        } catch (Draws.LeftOut e) {
            one.leftOut = true;
        } catch (Throwable e) {
            one.failure = e;
        }
        return one;
    }

    boolean wasLeftOut() {
        return leftOut;
    }

    boolean failed() {
        return failure != null;
    }

    Throwable failure() {
        return failure;
    }

    Choices choices() {
        return choices;
    }

    /** Whether it is of fewer choices than the other, or of as many and of a lower one where they differ first. */
    boolean isSimplerThan(Try other) {
        long[] mine = choices.row();
        long[] theirs = other.choices.row();
        return mine.length < theirs.length
                || mine.length == theirs.length && Arrays.compareUnsigned(mine, theirs) < 0;
    }

    /** The drawn values, one a line. */
    String values() {
        StringBuilder text = new StringBuilder();
        draws.values().forEach(value -> text.append("  ").append(shown(value)).append('\n'));
        return text.toString();
    }

    private static String shown(Object value) {
        if (value instanceof byte[] bytes) {
            return Arrays.toString(bytes);
        }
        String text = String.valueOf(value);
        StringBuilder shown = new StringBuilder();
        for (char c : (value instanceof String ? '"' + text + '"' : text).toCharArray()) {
            shown.append(c < ' ' || c >= 0x7f && c < 0xa0 || Character.isSurrogate(c) || c == '\ufeff'
                    ? "\\u%04x".formatted((int) c) : c);
        }
        return shown.toString();
    }
}
