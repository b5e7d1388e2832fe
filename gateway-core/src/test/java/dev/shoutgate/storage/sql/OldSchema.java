package dev.shoutgate.storage.sql;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;

/** A database as release 0.1 made it: by its own migrations, which stay as they were, in the history of everybody. */
public final class OldSchema {

    private OldSchema() {}

    /** Makes the tables, as that release called Flyway. */
    public static void make(String url, String clustered) {
        Flyway.configure().dataSource(url, null, null).locations("classpath:dev/shoutgate/storage/sql/schema/both")
                .placeholders(Map.of("clustered", clustered)).baselineOnMigrate(true).baselineVersion("0")
                .load().migrate();
    }

    /** Fills them with the rows of a SQLite file that the release left behind. */
    public static void fill(String url, Path file) throws SQLException {
        try (Connection from = DriverManager.getConnection("jdbc:sqlite:" + file);
                Connection to = DriverManager.getConnection(url)) {
            for (String table : List.of("orders", "order_lines", "sale_events", "flush_position")) {
                try (Statement statement = from.createStatement();
                        ResultSet row = statement.executeQuery("SELECT * FROM " + table)) {
                    copy(table, row, to);
                }
            }
        }
    }

    private static void copy(String table, ResultSet row, Connection to) throws SQLException {
        int columns = row.getMetaData().getColumnCount();
        try (PreparedStatement insert = to.prepareStatement("INSERT INTO " + table + " VALUES ("
                + String.join(", ", Collections.nCopies(columns, "?")) + ")")) {
            while (row.next()) {
                for (int i = 1; i <= columns; i++) {
                    insert.setObject(i, row.getObject(i));
                }
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
