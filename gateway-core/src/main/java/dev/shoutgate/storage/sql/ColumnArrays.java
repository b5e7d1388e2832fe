package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * The rows of one PostgreSQL statement, column by column, as arrays.
 *
 * <p>Threading: one thread.
 */
final class ColumnArrays {

    private final String[] types;
    private final List<List<Object>> columns = new ArrayList<>();

    /** The types of the columns: {@code text}, {@code int4}, {@code int8}, or a time, which travels as the last. */
    ColumnArrays(String... types) {
        this.types = types.clone();
        for (int i = 0; i < types.length; i++) {
            this.types[i] = types[i].equals(OrderField.TIME) ? "int8" : types[i];
            columns.add(new ArrayList<>());
        }
    }

    /** One row: a value for each column, {@code null} where it has none. */
    void add(Object... row) {
        for (int i = 0; i < row.length; i++) {
            columns.get(i).add(row[i]);
        }
    }

    boolean isEmpty() {
        return columns.get(0).isEmpty();
    }

    /** Runs a statement that takes every column as a parameter; returns how many rows it met. Nothing, for no rows. */
    int execute(Connection connection, String sql) throws SQLException {
        if (isEmpty()) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < types.length; i++) {
                statement.setArray(i + 1, connection.createArrayOf(types[i], array(i)));
            }
            return statement.executeUpdate();
        }
    }

    /** Of the column's own class, for which the driver has a binary form. */
    private Object[] array(int column) {
        List<Object> values = columns.get(column);
        return switch (types[column]) {
            case "text" -> values.toArray(String[]::new);
            case "int4" -> values.toArray(Integer[]::new);
            case "int8" -> values.toArray(Long[]::new);
            default -> throw new IllegalArgumentException("columns of type " + types[column] + " are not known");
        };
    }
}
