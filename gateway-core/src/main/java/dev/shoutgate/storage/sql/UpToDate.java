package dev.shoutgate.storage.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What the history of tables says that need nothing done to them. Nearly every start finds it so, and to load the
 * library that migrates takes a fifth of a start. Whatever else the history says, that library is asked.
 *
 * <p>Threading: the caller's. Stateless.
 */
final class UpToDate {

    /** Version and checksum, as the library writes them; a migration in Java has none. */
    private static final Map<Dialect, Map<String, Integer>> CHECKSUMS = Map.of(
            Dialect.SQLITE, checksums(738423812, 926726674),
            Dialect.POSTGRESQL, checksums(-2072404809, 1585453007));

    private UpToDate() {}

    private static Map<String, Integer> checksums(int third, int fifth) {
        Map<String, Integer> all = new HashMap<>(Map.of("1", -1497001064, "2", 324603602, "3", third, "5", fifth));
        all.put("4", null);
        return all;
    }

    /** Whether the history has every migration that this program knows, as it knows it, and nothing besides. */
    static boolean is(Connection connection, Dialect dialect) throws SQLException {
        Map<String, Integer> left = new HashMap<>(CHECKSUMS.get(dialect));
        try (Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(
                "SELECT version, checksum, type, success FROM " + Schema.HISTORY + " ORDER BY installed_rank")) {
            while (row.next()) {
                String version = row.getString(1);
                int checksum = row.getInt(2);
                Integer found = row.wasNull() ? null : checksum;
                if ("BASELINE".equals(row.getString(3))) {
                    // Its tables were there before the history was.
                    int baseline = Integer.parseInt(version);
                    left.keySet().removeIf(known -> Integer.parseInt(known) <= baseline);
                } else if (!row.getBoolean(4) || !left.containsKey(version)
                        || !Objects.equals(left.remove(version), found)) {
                    return false;
                }
            }
        }
        return left.isEmpty();
    }
}
