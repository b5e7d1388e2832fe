#!/bin/sh
# In the modes IMMEDIATE and EXCLUSIVE commit() takes the write lock again at once, and keeps it.
#
# Version:  org.xerial:sqlite-jdbc 3.54.1.0, OpenJDK 17.
# Seen:     One connection, auto-commit off, inserts a row, commits and does nothing more. Another one cannot write
#           from then on: SQLITE_BUSY, after its busy timeout. In the mode DEFERRED it can. Setting auto-commit to true
#           commits too, and leaves the file free.
# Expected: That commit() leaves the file to others. The Javadoc of java.sql.Connection.commit() says that it "releases
#           any database locks currently held by this Connection object".
# Why:      The driver sends "begin immediate" (or "exclusive") right after the "commit", and these take the lock.
# Output:   DEFERRED free, IMMEDIATE locked, EXCLUSIVE locked, IMMEDIATE by auto-commit free
. "$(dirname "$0")/prepare"
jars org.xerial:sqlite-jdbc:3.54.1.0
cat >Commit.java <<'JAVA'
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

public class Commit {
    public static void main(String[] arguments) throws Exception {
        System.out.println("DEFERRED " + afterCommit(TransactionMode.DEFERRED, false)
                + ", IMMEDIATE " + afterCommit(TransactionMode.IMMEDIATE, false)
                + ", EXCLUSIVE " + afterCommit(TransactionMode.EXCLUSIVE, false)
                + ", IMMEDIATE by auto-commit " + afterCommit(TransactionMode.IMMEDIATE, true));
    }

    static String afterCommit(TransactionMode mode, boolean byAutoCommit) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(mode);
        config.setBusyTimeout(500);
        String url = "jdbc:sqlite:" + mode + byAutoCommit + ".db";
        try (Connection first = config.createConnection(url); Connection second = config.createConnection(url)) {
            first.createStatement().execute("CREATE TABLE orders (id INTEGER)");
            first.setAutoCommit(false);
            first.createStatement().execute("INSERT INTO orders VALUES (1)");
            if (byAutoCommit) {
                first.setAutoCommit(true);
            } else {
                first.commit();
            }
            second.createStatement().execute("INSERT INTO orders VALUES (2)");
            return "free";
        } catch (SQLException e) {
            return e.getErrorCode() == SQLiteErrorCode.SQLITE_BUSY.code ? "locked" : e.toString();
        }
    }
}
JAVA
came=$(java -Djava.io.tmpdir="$work" -cp 'jars/*' Commit.java)
verdict "DEFERRED free, IMMEDIATE locked, EXCLUSIVE locked, IMMEDIATE by auto-commit free" "$came"
