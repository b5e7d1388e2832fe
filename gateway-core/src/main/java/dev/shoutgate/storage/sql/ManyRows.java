package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.TimestampText;
import dev.shoutgate.storage.WritePace;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * New rows of one table, many to a statement, for SQLite. To run a statement and to hand it each value costs as much
 * as to write a row without indexes; so a value that all rows of a statement have is handed over once, as the sale and
 * the channel of a crowd's orders are.
 *
 * <p>Texts go there as bytes in arrays that are used again, and SQLite is told that they are text. As a {@code String}
 * each would be two objects here and a copy more in the driver.
 *
 * <p>Rows are new, but where somebody set the position back. So they are written plainly, and over others only if one
 * is met. To say in a statement of many rows what to do then makes SQLite copy each page that it changes, at first into
 * memory and then into a file: a failure could stop it in the middle. {@code OR FAIL} says that this would not matter.
 *
 * <p>Rows are written as they end; the last of them by {@link #flush}. Statements live as long as the connection.
 *
 * <p>Threading: one thread.
 */
final class ManyRows implements OrderField.Values {

    /** Rows of a full statement: as many as are written without a rest. */
    static final int FULL = WritePace.FACTS;

    /** Rows of the statements that write what is left. */
    private static final int[] SIZES = {FULL, FULL / 4, FULL / 16, 1};

    /** So many ways to share are prepared for; whatever else comes up has a value of its own in every row. */
    private static final int WAYS = 8;

    /** The code of a value or a row that a constraint refuses. */
    private static final int CONSTRAINT = 19;

    private final Connection connection;
    private final String insert;
    private final String overOthers;
    private final boolean[] texts;
    private final int columns;
    private final RowValues values;
    private final ByteArrays arrays;
    private final TimestampText timestamps = new TimestampText();
    private final Map<Integer, PreparedStatement[]> statements = new HashMap<>();

    /**
     * A table.
     *
     * @param into       its name with its columns, 31 at most
     * @param overOthers what to do where a row is there
     * @param types      of its columns: {@code text} and {@link OrderField#TIME} are text, all else is a number
     */
    ManyRows(Connection connection, String into, String overOthers, List<String> types) {
        this.connection = connection;
        this.overOthers = overOthers;
        insert = "INTO " + into + " VALUES ";
        columns = types.size();
        texts = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            texts[column] = types.get(column).equals("text") || types.get(column).equals(OrderField.TIME);
        }
        values = new RowValues(FULL, columns);
        arrays = new ByteArrays(FULL * columns);
    }

    @Override
    public ManyRows text(DirectBuffer text) {
        values.text(text);
        return this;
    }

    @Override
    public ManyRows number(long number) {
        values.number(number);
        return this;
    }

    @Override
    public ManyRows time(long timeMs) {
        values.text(timeMs <= 0 ? null : timestamps.bytesOf(timeMs));
        return this;
    }

    /** The next value of the row, as an object: text, a number or null. */
    ManyRows add(Object value) {
        if (value instanceof Number number) {
            return number(number.longValue());
        }
        return text(value == null ? null : new UnsafeBuffer(((String) value).getBytes(StandardCharsets.UTF_8)));
    }

    /** All values of a row were added. May write many rows. */
    void endRow() throws SQLException {
        if (values.rows() == FULL) {
            flush();
        }
    }

    /** Writes what was added and is not written. */
    void flush() throws SQLException {
        int rows = values.rows();
        int row = 0;
        for (int size : SIZES) {
            for (; rows - row >= size; row += size) {
                write(row, size);
            }
        }
        values.clear();
    }

    /** Forgets what was added and is not written. */
    void forget() {
        values.clear();
    }

    private void write(int from, int rows) throws SQLException {
        int shared = shared(from, rows);
        try {
            execute(statement(shared, rows), shared, from, rows);
        } catch (SQLException e) {
            if (e.getErrorCode() != CONSTRAINT) {
                throw e;
            }
            writeOverOthers(from, rows);
        }
    }

    /** Row by row; some of them may have just been written. */
    private void writeOverOthers(int from, int rows) throws SQLException {
        try (PreparedStatement over = connection.prepareStatement("INSERT " + insert + places(0, 1) + overOthers)) {
            for (int row = from; row < from + rows; row++) {
                execute(over, 0, row, 1);
            }
        }
    }

    private void execute(PreparedStatement statement, int shared, int from, int rows) throws SQLException {
        arrays.giveBackAll();
        int place = 0;
        for (int row = from; row < from + rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (row == from || !has(shared, column)) {
                    values.bind(row * columns + column, statement, ++place, arrays);
                }
            }
        }
        statement.executeUpdate();
    }

    /** The columns, as bits, in which all these rows have the same. */
    private int shared(int from, int rows) {
        int shared = rows == 1 ? 0 : values.shared(from, rows);
        return statements.containsKey(shared) || statements.size() < WAYS ? shared : 0;
    }

    private PreparedStatement statement(int shared, int rows) throws SQLException {
        PreparedStatement[] ofSizes = statements.computeIfAbsent(shared, any -> new PreparedStatement[FULL + 1]);
        if (ofSizes[rows] == null) {
            ofSizes[rows] = connection.prepareStatement("INSERT OR FAIL " + insert + places(shared, rows));
        }
        return ofSizes[rows];
    }

    /** Of the first row all, in their order; of the others what they do not have from it. */
    private String places(int shared, int rows) {
        StringJoiner all = new StringJoiner(", ");
        int place = columns;
        for (int row = 0; row < rows; row++) {
            StringJoiner one = new StringJoiner(", ", "(", ")");
            for (int column = 0; column < columns; column++) {
                String value = "?" + (row == 0 || has(shared, column) ? column + 1 : ++place);
                one.add(texts[column] ? "CAST(" + value + " AS TEXT)" : value);
            }
            all.add(one.toString());
        }
        return all.toString();
    }

    private static boolean has(int columns, int column) {
        return (columns & 1 << column) != 0;
    }
}
