package dev.shoutgate.blackbox.folder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.journal.fact.FactKind;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Every row of a SQLite store, by table and in the order of the primary key; a row is its columns by name. */
record StoreRows(Map<String, List<Map<String, String>>> tables) {
    private static final Map<String, String> KEYS = Map.of("orders", "order_id", "order_lines", "order_id, line",
            "sale_events", "shard, sequence", "flush_position", "shard");

    static StoreRows of(Path file) throws SQLException {
        Map<String, List<Map<String, String>>> tables = new TreeMap<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro")) {
            for (String table : KEYS.keySet()) {
                tables.put(table, read(connection, "SELECT * FROM " + table + " ORDER BY " + KEYS.get(table)));
            }
        }
        return new StoreRows(tables);
    }

    private static List<Map<String, String>> read(Connection connection, String query) throws SQLException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (ResultSet found = connection.createStatement().executeQuery(query)) {
            while (found.next()) {
                Map<String, String> row = new TreeMap<>();
                for (int column = 1; column <= found.getMetaData().getColumnCount(); column++) {
                    row.put(found.getMetaData().getColumnName(column), found.getString(column));
                }
                rows.add(row);
            }
        }
        return rows;
    }

    int count(String table) {
        return tables.get(table).size();
    }

    /** As many rows, and each has in every column of the earlier one what that had. */
    void assertKeep(StoreRows earlier) {
        earlier.tables.forEach((table, rows) -> {
            assertThat(tables.get(table)).as(table).hasSameSizeAs(rows);
            for (int i = 0; i < rows.size(); i++) {
                assertKeeps(table, rows.get(i), tables.get(table).get(i));
            }
        });
    }

    /** An event had the name of its fact; an order without a hold was said to be held until it was taken. */
    private static String ofToday(Map<String, String> was, String column) {
        String value = was.get(column);
        if (column.equals("type") && !value.contains(".")) {
            JsonNode status = ReleasedFolder.parse(was.get("data")).path("status");
            return FactKind.named(value).event(status.textValue());
        }
        return column.equals("expires_at") && was.get("created_at").equals(value) ? null : value;
    }

    private static void assertKeeps(String table, Map<String, String> was, Map<String, String> is) {
        was.forEach((column, value) -> {
            if (column.equals("data")) {
                Kept.assertKept(ReleasedFolder.parse(value), ReleasedFolder.parse(is.get(column)));
            } else {
                assertThat(is).as("%s of %s", column, table).containsEntry(column, ofToday(was, column));
            }
        });
    }
}
