package dev.shoutgate.bench.pause;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** The gateway's own SQLite file; another program holds its write lock meanwhile. */
final class LockedSqlite implements BreakableStore {

    private final Path database;
    private final StorePosition position;
    private Connection other;

    LockedSqlite(Path database) {
        this.database = database;
        position = new StorePosition("jdbc:sqlite:" + database, null);
    }

    @Override
    public String setting() {
        return "{type: sqlite}";
    }

    @Override
    public long position() throws IOException {
        return position.read();
    }

    @Override
    public void takeAway() throws IOException {
        try {
            other = DriverManager.getConnection("jdbc:sqlite:" + database);
            try (Statement statement = other.createStatement()) {
                statement.execute("PRAGMA busy_timeout = 5000");
                statement.execute("BEGIN IMMEDIATE");
            }
        } catch (SQLException e) {
            throw new IOException("cannot lock " + database + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() {
        position.close();
        giveBack();
    }

    @Override
    public void giveBack() {
        try {
            if (other != null) {
                other.close();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the lock on " + database + " may not be gone: " + e.getMessage(), e);
        }
    }
}
