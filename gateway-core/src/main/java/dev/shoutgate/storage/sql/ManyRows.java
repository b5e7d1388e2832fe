package dev.shoutgate.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.StringJoiner;

/**
 * New rows of one table, many to a statement, for SQLite. To run a statement and to hand it each value costs as much
 * as to write a row without indexes; so a value that all rows of a statement have is handed over once, as the sale and
 * the channel of a crowd's orders are.
 *
 * <p>Rows are new, but where somebody set the position back. So they are written plainly, and over others only if one
 * is met. To say in a statement of many rows what to do then makes SQLite copy each page that it changes, at first into
 * memory and then into a file: a failure could stop it in the middle. {@code OR FAIL} says that this would not matter.
 *
 * <p>Rows are written as they are added; the last of them by {@link #flush}. Statements live as long as the connection.
 *
 * <p>Threading: one thread.
 */
final class ManyRows {

    /** Rows of a full statement: as many as a batch beside buyers begins with. */
    static final int FULL = 64;

    /** Rows of the statements that write what is left. */
    private static final int[] SIZES = {FULL, FULL / 4, FULL / 16, 1};

    /** So many ways to share are prepared for; whatever else comes up has a value of its own in every row. */
    private static final int WAYS = 8;

    /** The code of a value or a row that a constraint refuses. */
    private static final int CONSTRAINT = 19;

    private final Connection connection;
    private final String insert;
    private final String overOthers;
    private final int columns;
    private final Object[] values;
    private final Map<Integer, PreparedStatement[]> statements = new HashMap<>();
    private int filled;

    /** {@code into}: the table with its columns, 31 at most; {@code overOthers}: what to do where a row is there. */
    ManyRows(Connection connection, String into, String overOthers) {
        this.connection = connection;
        this.overOthers = overOthers;
        insert = "INTO " + into + " VALUES ";
        columns = (int) into.chars().filter(character -> character == ',').count() + 1;
        values = new Object[FULL * columns];
    }

    /** The next value of the row; text, a number or null. The last of a row may write many. */
    ManyRows add(Object value) throws SQLException {
        values[filled++] = value;
        if (filled == values.length) {
            flush();
        }
        return this;
    }

    /** Writes what was added and is not written. */
    void flush() throws SQLException {
        int rows = filled / columns;
        int row = 0;
        for (int size : SIZES) {
            for (; rows - row >= size; row += size) {
                write(row, size);
            }
        }
        filled = 0;
    }

    /** Forgets what was added and is not written. */
    void forget() {
        filled = 0;
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
        int place = 0;
        for (int row = from; row < from + rows; row++) {
            for (int column = 0; column < columns; column++) {
                if (row == from || !has(shared, column)) {
                    statement.setObject(++place, values[row * columns + column]);
                }
            }
        }
        statement.executeUpdate();
    }

    /** The columns, as bits, in which all these rows have the same. */
    private int shared(int from, int rows) {
        int shared = 0;
        for (int column = 0; column < columns; column++) {
            Object first = values[from * columns + column];
            int row = from + 1;
            while (row < from + rows && Objects.equals(first, values[row * columns + column])) {
                row++;
            }
            shared |= row == from + rows ? 1 << column : 0;
        }
        int known = rows == 1 ? 0 : shared;
        return statements.containsKey(known) || statements.size() < WAYS ? known : 0;
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
                one.add("?" + (row == 0 || has(shared, column) ? column + 1 : ++place));
            }
            all.add(one.toString());
        }
        return all.toString();
    }

    private static boolean has(int columns, int column) {
        return (columns & 1 << column) != 0;
    }
}
