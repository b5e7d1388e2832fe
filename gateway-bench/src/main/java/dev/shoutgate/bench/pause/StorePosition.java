package dev.shoutgate.bench.pause;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads how many facts a database has, over a connection of its own.
 *
 * <p>Threading: one thread.
 */
final class StorePosition implements AutoCloseable {

    private final String url;
    private final String user;
    private Connection connection;
    private PreparedStatement position;

    /** Connects when it is first asked. {@code user} may be null. */
    StorePosition(String url, String user) {
        this.url = url;
        this.user = user;
    }

    long read() throws IOException {
        try {
            if (connection == null) {
                connection = DriverManager.getConnection(url, user, null);
                position = connection.prepareStatement("SELECT COALESCE(SUM(sequence), 0) FROM flush_position");
            }
            try (ResultSet row = position.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        } catch (SQLException e) {
            throw new IOException("cannot read the position in " + url + ": " + e.getMessage(), e);
        }
    }

    /** It connects anew when it is asked again. */
    @Override
    public void close() {
        try {
            if (connection != null) {
                connection.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the connection to " + url + " may still be there", e);
        } finally {
            connection = null;
        }
    }
}
