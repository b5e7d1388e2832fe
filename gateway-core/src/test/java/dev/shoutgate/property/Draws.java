package dev.shoutgate.property;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * What a property and its generators draw their values from. A generator is any function of this.
 *
 * <p>A failure shrinks towards the number nearest to zero, the first of several values, and the shortest list.
 *
 * <p>Threading: the test's own.
 */
public final class Draws {

    private static final Odds<String> CHARACTERS = new Odds<String>()
            .draw(8, draws -> Character.toString(draws.evenly(' ', '~')))
            .draw(2, draws -> Character.toString(draws.evenly(0, 0x9f)))
            .draw(2, draws -> Character.toString(draws.evenly(0xa0, 0x2fff)))
            .draw(2, draws -> String.valueOf((char) draws.evenly(0, 0xffff)))
            .draw(1, draws -> Character.toString(draws.evenly(0x10000, 0x10ffff)));

    private final Choices choices;
    private final List<Object> values = new ArrayList<>();
    private int depth;

    Draws(Choices choices) {
        this.choices = choices;
    }

    /** Draws a number of the range, both ends included, each as often as any other. */
    public int evenly(int least, int most) {
        Range range = new Range(least, most);
        return noted((int) range.valueAt(choices.evenly(range.width())));
    }

    /** Draws a number of the range, both ends included; the ends, and what is near them or near zero, more often. */
    public long between(long least, long most) {
        return noted(chosen(least, most));
    }

    /** As {@link #between(long, long)}. */
    public int between(int least, int most) {
        return noted((int) chosen(least, most));
    }

    /** Draws any number at all. */
    public long anyLong() {
        return between(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    public boolean flip() {
        return noted(choices.evenly(1) == 1);
    }

    /** Draws true {@code times} times {@code outOf} so many. */
    public boolean chance(int times, int outOf) {
        return noted(choices.evenly(outOf - 1) >= outOf - times);
    }

    @SafeVarargs
    public final <T> T of(T... values) {
        return noted(values[(int) choices.evenly(values.length - 1)]);
    }

    /** Draws what {@code generator} makes; a failure shows it as one value. */
    public <T> T one(Function<? super Draws, ? extends T> generator) {
        depth++;
        T value = generator.apply(this);
        depth--;
        return noted(value);
    }

    /** Draws a list of {@code least} to {@code most} elements, each length as often as any other. */
    public <T> List<T> list(int least, int most, Function<? super Draws, ? extends T> element) {
        depth++;
        List<T> list = new ArrayList<>();
        List<Choices.Element> places = choices.list();
        int wanted = least + choices.aside(most - least);
        int begin = choices.length();
        while (list.size() < most && choices.goesOn(list.size() < least, list.size() < wanted)) {
            list.add(element.apply(this));
            places.add(new Choices.Element(begin, choices.length()));
            begin = choices.length();
        }
        depth--;
        return noted(list);
    }

    public byte[] bytes(int least, int most) {
        return one(draws -> {
            List<Integer> list = list(least, most, each -> each.evenly(Byte.MIN_VALUE, Byte.MAX_VALUE));
            byte[] bytes = new byte[list.size()];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = list.get(i).byteValue();
            }
            return bytes;
        });
    }

    /** Draws a text of so many characters, of all scripts; control characters and halves of pairs among them. */
    public String text(int least, int most) {
        return text(least, most, CHARACTERS);
    }

    /** Draws a text of so many characters out of {@code alphabet}. */
    public String text(int least, int most, String alphabet) {
        return text(least, most, draws -> alphabet.charAt(draws.evenly(0, alphabet.length() - 1)));
    }

    /** Draws a text of so many pieces. */
    public String text(int least, int most, Function<? super Draws, ?> piece) {
        return one(draws -> {
            StringBuilder text = new StringBuilder();
            list(least, most, piece).forEach(text::append);
            return text.toString();
        });
    }

    /** Leaves this try out, and draws another in its place, unless {@code holds}. */
    public void assume(boolean holds) {
        if (!holds) {
            throw new LeftOut();
        }
    }

    /** What the property drew by itself, in its order: not what generators drew to make it. */
    List<Object> values() {
        return values;
    }

    private long chosen(long least, long most) {
        Range range = new Range(least, most);
        return range.valueAt(choices.mostlyAtTheEnds(range));
    }

    private <T> T noted(T value) {
        if (depth == 0) {
            values.add(value);
        }
        return value;
    }

    /** Says that a try is none. */
    static final class LeftOut extends RuntimeException {
        private static final long serialVersionUID = 1;

        private LeftOut() {
            super(null, null, false, false);
        }
    }
}
