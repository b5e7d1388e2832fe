package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.shoutgate.storage.TimestampText;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks into a database as a shop's report would: by its own connection, while the flusher writes. */
public final class Rows {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS).build();

    private Rows() {}

    /**
     * Each row as its columns joined by {@code |}; null is {@code -}. What databases write in different ways is written
     * in one: a time as RFC 3339 UTC with milliseconds, the column {@code data} as JSON with its fields by name.
     */
    public static List<String> of(Path file, String query) {
        return of(url(file), query);
    }

    public static List<String> of(String url, String query) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            List<String> rows = new ArrayList<>();
            while (row.next()) {
                rows.add(text(row));
            }
            return rows;
        } catch (SQLException e) {
            throw new IllegalStateException(query, e);
        }
    }

    public static long count(Path file, String table) {
        return count(url(file), table);
    }

    public static long count(String url, String table) {
        return Long.parseLong(of(url, "SELECT count(*) FROM " + table).get(0));
    }

    /** Everything that the flusher wrote, for comparing two moments or two files. */
    public static List<String> all(Path file) {
        return all(url(file));
    }

    public static List<String> all(String url) {
        List<String> rows = new ArrayList<>(of(url, "SELECT * FROM orders ORDER BY order_id"));
        rows.addAll(of(url, "SELECT * FROM order_lines ORDER BY order_id, line"));
        rows.addAll(of(url, "SELECT * FROM sale_events ORDER BY shard, sequence"));
        rows.addAll(of(url, "SELECT * FROM flush_position ORDER BY shard"));
        rows.addAll(of(url, "SELECT * FROM sales ORDER BY sale_id"));
        rows.addAll(of(url, "SELECT * FROM sale_items ORDER BY sale_id, sku"));
        rows.addAll(of(url, "SELECT * FROM orphaned_payments ORDER BY shard, sequence"));
        return rows;
    }

    public static void change(Path file, String... statements) {
        change(url(file), statements);
    }

    public static void change(String url, String... statements) {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.executeUpdate(sql);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(String.join("; ", statements), e);
        }
    }

    public static Connection connect(Path file) throws SQLException {
        return DriverManager.getConnection(url(file));
    }

    private static String url(Path file) {
        return "jdbc:sqlite:" + file;
    }

    private static String text(ResultSet row) throws SQLException {
        StringBuilder text = new StringBuilder();
        for (int i = 1; i <= row.getMetaData().getColumnCount(); i++) {
            String value = value(row, i);
            text.append(i == 1 ? "" : "|").append(value == null ? "-" : value);
        }
        return text.toString();
    }

    private static String value(ResultSet row, int column) throws SQLException {
        String value = row.getString(column);
        if (value == null) {
            return null;
        }
        if (row.getMetaData().getColumnTypeName(column).equals("timestamptz")) {
            return new TimestampText().of(row.getObject(column, OffsetDateTime.class).toInstant().toEpochMilli());
        }
        return row.getMetaData().getColumnName(column).equals("data") ? json(value) : value;
    }

    /** Rows to expect that end with JSON, as {@link #of} gives them. */
    public static String[] ending(String... rows) {
        return Stream.of(rows).map(row -> row.contains("{")
                ? row.substring(0, row.indexOf('{')) + json(row.substring(row.indexOf('{'))) : row)
                .toArray(String[]::new);
    }

    /** The same JSON with its fields by name and no spaces. */
    public static String json(String text) {
        try {
            return JSON.writeValueAsString(JSON.readValue(text, Object.class));
        } catch (JsonProcessingException e) {
            return text;
        }
    }
}
