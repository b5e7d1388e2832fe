package dev.shoutgate.property;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * The row of choices behind one try. It is made at random first, and read from a given row while a failure is
 * shrunk. A given row that ends too soon goes on with zeros, and a choice above its bound becomes the bound; {@link
 * #row} has what was chosen in fact.
 *
 * <p>Threading: the test's own. Choices and bounds are unsigned.
 */
final class Choices {

    /** Where in the row one element of a list stands, with the choice that it is there at all; the end is exclusive. */
    record Element(int begin, int end) {}

    /** Where it gets its numbers: null for a row that is read. */
    private final SplittableRandom random;
    private final long[] given;
    private final List<List<Element>> lists = new ArrayList<>();
    private long[] row = new long[64];
    private int length;

    private Choices(SplittableRandom random, long[] given) {
        this.random = random;
        this.given = given;
    }

    static Choices atRandom(SplittableRandom random) {
        return new Choices(random, new long[0]);
    }

    static Choices asGiven(long[] row) {
        return new Choices(null, row);
    }

    /** Chooses from 0 to {@code most}, each alike. */
    long evenly(long most) {
        return taken(random == null ? given(most) : anyTo(most));
    }

    /** Chooses the place of a value of {@code range}, its ends and what is near zero more often than the rest. */
    long mostlyAtTheEnds(Range range) {
        return taken(random == null ? given(range.width()) : range.indexOf(likely(range)));
    }

    /** Chooses whether a list goes on: if it {@code must}, or as {@code wanted} while the row is made at random. */
    boolean goesOn(boolean must, boolean wanted) {
        boolean goesOn = must || (random == null ? given(1) == 1 : wanted);
        return taken(goesOn ? 1 : 0) == 1;
    }

    /** Returns a number from 0 to {@code most} that is no choice of the row; 0 if the row is read. */
    int aside(int most) {
        return random == null ? 0 : (int) anyTo(most);
    }

    /** Opens a list, whose elements are told to what is returned. */
    List<Element> list() {
        List<Element> list = new ArrayList<>();
        lists.add(list);
        return list;
    }

    int length() {
        return length;
    }

    long[] row() {
        return Arrays.copyOf(row, length);
    }

    /** All lists in the order in which they began. */
    List<List<Element>> lists() {
        return lists;
    }

    private long likely(Range range) {
        long part = anyTo(range.width()) >>> random.nextInt(65 - Long.numberOfLeadingZeros(range.width() | 1));
        return switch (random.nextInt(16)) {
            case 0, 1 -> range.least() + part;
            case 2, 3 -> range.most() - part;
            case 4 -> range.nearest(part);
            case 5 -> range.nearest(-part);
            default -> range.least() + anyTo(range.width());
        };
    }

    private long anyTo(long most) {
        long bits = most == 0 ? 0 : -1L >>> Long.numberOfLeadingZeros(most);
        long drawn;
        do {
            drawn = random.nextLong() & bits;
        } while (Long.compareUnsigned(drawn, most) > 0);
        return drawn;
    }

    private long given(long most) {
        long wanted = length < given.length ? given[length] : 0;
        return Long.compareUnsigned(wanted, most) > 0 ? most : wanted;
    }

    private long taken(long choice) {
        if (length == row.length) {
            row = Arrays.copyOf(row, 2 * length);
        }
        row[length++] = choice;
        return choice;
    }
}
