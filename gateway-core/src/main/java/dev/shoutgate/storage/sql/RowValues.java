package dev.shoutgate.storage.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * The values of some rows, one row after the other: numbers, and the bytes of texts. A text that stands in the row
 * before too stands here once, so that what rows share is seen without looking at it again.
 *
 * <p>Threading: one thread.
 */
final class RowValues {

    /** In place of where a text begins: it is none, and not even a number. */
    private static final int NONE = -1;
    private static final int NUMBER = -2;

    private static final int FIRST_BYTES = 4096;

    private final int columns;
    /** By place: where its text begins, or what it is. */
    private final int[] starts;
    /** By place: how long its text is, or the number. */
    private final long[] numbers;
    private byte[] bytes = new byte[FIRST_BYTES];
    private int bytesUsed;
    private int filled;

    RowValues(int mostRows, int columns) {
        this.columns = columns;
        starts = new int[mostRows * columns];
        numbers = new long[mostRows * columns];
    }

    /** Whole rows that were added. */
    int rows() {
        return filled / columns;
    }

    void clear() {
        filled = 0;
        bytesUsed = 0;
    }

    /** The next value; null for none. */
    void text(DirectBuffer text) {
        if (text == null) {
            put(NONE, 0);
            return;
        }
        int length = text.capacity();
        int end = bytesUsed + length;
        if (end > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(end, 2 * bytes.length));
        }
        text.getBytes(0, bytes, bytesUsed, length);
        int above = filled < columns ? NONE : starts[filled - columns];
        if (above >= 0 && numbers[filled - columns] == length
                && Arrays.equals(bytes, bytesUsed, end, bytes, above, above + length)) {
            put(above, length);
        } else {
            put(bytesUsed, length);
            bytesUsed = end;
        }
    }

    /** The next value. */
    void number(long number) {
        put(NUMBER, number);
    }

    private void put(int start, long number) {
        starts[filled] = start;
        numbers[filled++] = number;
    }

    /** The columns, as bits, in which all these rows have the same. */
    int shared(int from, int rows) {
        int shared = 0;
        int end = (from + rows) * columns;
        for (int column = 0; column < columns; column++) {
            int first = from * columns + column;
            int place = first + columns;
            while (place < end && starts[place] == starts[first] && numbers[place] == numbers[first]) {
                place += columns;
            }
            shared |= place >= end ? 1 << column : 0;
        }
        return shared;
    }

    /** Hands a value over, a text in one of the arrays. */
    void bind(int place, PreparedStatement statement, int parameter, ByteArrays arrays) throws SQLException {
        int start = starts[place];
        if (start == NONE) {
            statement.setObject(parameter, null);
        } else if (start == NUMBER) {
            statement.setLong(parameter, numbers[place]);
        } else {
            byte[] text = arrays.take((int) numbers[place]);
            System.arraycopy(bytes, start, text, 0, text.length);
            statement.setBytes(parameter, text);
        }
    }
}
