package dev.shoutgate.storage.sql;

import dev.shoutgate.AuditCheck;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Holds the rows of one table against the rows that should be there, both in the order of the primary key, so that
 * neither has to fit into memory.
 *
 * <p>Values are compared as text, null included: what a column was declared as makes no difference. JSON is compared by
 * what it says, because an older release wrote its fields in another order.
 *
 * <p>Threading: the audit's.
 */
final class RowMerge implements AutoCloseable {

    private static final int FETCH_ROWS = 1_000;

    /** Expected where a store may say what it wants. Told by its identity. */
    @SuppressWarnings("StringOperationCanBeSimplified")
    static final String ANYTHING = new String("anything");

    private final String table;
    private final String[] columns;
    private final int keyColumns;
    private final boolean[] numeric;
    private final boolean[] compared;
    private final boolean[] json;
    private final AuditCheck check;
    private final Predicate<String[]> isOlder;
    private long older;
    private final Statement statement;
    private final ResultSet rows;
    private String[] row;

    /**
     * Begins to read a table.
     *
     * @param dialect how the database sorts texts by their bytes, and how it writes times
     * @param isOlder whether a row, that nothing explains, is from before all that is known: no difference then
     * @param columns the columns to compare: first the primary key, in its order; {@code #} before a numeric
     *     one of it, {@code {}} before one that holds JSON. One that an older release's table has not
     *     got is not compared
     */
    RowMerge(Connection connection, String table, Dialect dialect, int keyColumns, AuditCheck check,
            Predicate<String[]> isOlder, String... columns) throws SQLException {
        this.table = table;
        this.columns = columns.clone();
        this.keyColumns = keyColumns;
        this.check = check;
        this.isOlder = isOlder;
        numeric = new boolean[columns.length];
        compared = new boolean[columns.length];
        json = new boolean[columns.length];
        String[] values = new String[columns.length];
        Map<String, String> there = columnsOf(connection, table);
        for (int i = 0; i < columns.length; i++) {
            numeric[i] = columns[i].startsWith("#");
            json[i] = columns[i].startsWith("{}");
            this.columns[i] = columns[i].replaceFirst("^(#|\\{})", "");
            String type = there.get(this.columns[i]);
            compared[i] = type != null;
            values[i] = type == null ? "NULL"
                    : type.equals("timestamptz") ? dialect.timeText(this.columns[i]) : this.columns[i];
        }
        String key = IntStream.range(0, keyColumns)
                .mapToObj(i -> this.columns[i] + (numeric[i] ? "" : dialect.byteOrder))
                .collect(Collectors.joining(", "));
        statement = connection.createStatement();
        statement.setFetchSize(FETCH_ROWS);
        rows = statement.executeQuery(
                "SELECT " + String.join(", ", values) + " FROM " + table + " ORDER BY " + key);
        advance();
    }

    /** The types of a table's columns, by name. */
    private static Map<String, String> columnsOf(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet none = statement.executeQuery("SELECT * FROM " + table + " WHERE 1 = 0")) {
            Map<String, String> types = new HashMap<>();
            for (int i = 1; i <= none.getMetaData().getColumnCount(); i++) {
                types.put(none.getMetaData().getColumnName(i), none.getMetaData().getColumnTypeName(i));
            }
            return types;
        }
    }

    /** Says that this row should be the next one; {@code because} is the fact that makes it so. */
    void expect(String because, String... expected) throws SQLException {
        while (row != null && compareKeys(row, expected) < 0) {
            passUnknown();
        }
        if (row == null || compareKeys(row, expected) > 0) {
            check.differs(() -> table + " has no row " + keyOf(expected) + ", which " + because + " makes: "
                    + wordsOf(expected));
            return;
        }
        for (int i = keyColumns; i < columns.length; i++) {
            int column = i;
            boolean asExpected = !compared[i] || expected[i] == ANYTHING || isSame(column, expected[i]);
            check.expect(asExpected, () -> table + " row " + keyOf(expected) + ", column "
                    + columns[column] + ": the journal (" + because + ") says "
                    + quoted(expected[column]) + ", the store says " + quoted(row[column]));
        }
        advance();
    }

    private boolean isSame(int column, String expected) {
        String found = row[column];
        return Objects.equals(expected, found)
                || json[column] && found != null && EventData.read(expected).equals(EventData.read(found));
    }

    /** Says that no more rows should be there. */
    void finish() throws SQLException {
        while (row != null) {
            passUnknown();
        }
    }

    private void passUnknown() throws SQLException {
        if (isOlder.test(row)) {
            older++;
        } else {
            check.differs(() -> table + " has the row " + keyOf(row)
                    + ", which no fact up to the store's position makes: " + wordsOf(row));
        }
        advance();
    }

    /** Rows that were passed over because they are older than all that is known. */
    long older() {
        return older;
    }

    private void advance() throws SQLException {
        if (!rows.next()) {
            row = null;
            return;
        }
        row = new String[columns.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = rows.getString(i + 1);
        }
    }

    private int compareKeys(String[] left, String[] right) {
        int order = 0;
        for (int i = 0; i < keyColumns && order == 0; i++) {
            order = numeric[i] ? Long.compare(number(left[i]), number(right[i]))
                    : String.valueOf(left[i]).compareTo(right[i]);
        }
        return order;
    }

    private static long number(String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            // SQLite keeps whatever it is given, and sorts text after all numbers.
            return Long.MAX_VALUE;
        }
    }

    private String keyOf(String[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < keyColumns; i++) {
            text.append(i == 0 ? "" : ", ").append(columns[i]).append(' ').append(values[i]);
        }
        return text.toString();
    }

    private String wordsOf(String[] values) {
        StringBuilder text = new StringBuilder();
        for (int i = keyColumns; i < columns.length; i++) {
            text.append(i == keyColumns ? "" : ", ").append(columns[i]).append(' ').append(quoted(values[i]));
        }
        return text.toString();
    }

    private static String quoted(String value) {
        return value == null ? "null" : "'" + value + "'";
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
