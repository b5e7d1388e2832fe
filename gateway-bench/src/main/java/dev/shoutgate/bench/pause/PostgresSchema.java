package dev.shoutgate.bench.pause;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/**
 * A schema of its own in a PostgreSQL database, so that a run harms nothing else there.
 *
 * @param passwordFile null where the server asks for none
 */
public record PostgresSchema(String url, String user, Path passwordFile) {

    public static final String NAME = "flush_rate";

    /** Leaves it empty. */
    public void makeAnew() throws IOException, SQLException {
        execute("DROP SCHEMA IF EXISTS " + NAME + " CASCADE", "CREATE SCHEMA " + NAME, "CHECKPOINT");
    }

    public void drop() throws IOException, SQLException {
        execute("DROP SCHEMA IF EXISTS " + NAME + " CASCADE");
    }

    /** An entry of the gateway's setting {@code storage}. */
    public String setting() {
        return "{type: postgresql, url: '" + url + "?currentSchema=" + NAME + "', user: '" + user + "'"
                + (passwordFile == null ? "" : ", password-file: '" + passwordFile + "'") + "}";
    }

    private void execute(String... statements) throws IOException, SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", user);
        if (passwordFile != null) {
            properties.setProperty("password", Files.readAllLines(passwordFile).get(0));
        }
        try (Connection connection = DriverManager.getConnection(url, properties);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }
}
