package dev.shoutgate.storage.sql;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/**
 * New rows of one table as PostgreSQL takes them fastest: the text of its {@code COPY}, of which the server writes the
 * first rows while the last are still being made.
 *
 * <p>Between making it and its end the connection takes nothing else. The pool does not see what it does.
 *
 * <p>Threading: one thread.
 */
final class CopyRows implements AutoCloseable {

    private static final int SENT_CHARS = 32 * 1024;

    private final StringBuilder text = new StringBuilder(SENT_CHARS + SENT_CHARS / 4);
    private final CopyIn copy;
    private boolean isFirst = true;

    /** Begins. {@code table}: its name and, in parentheses, its columns. */
    CopyRows(Connection connection, String table) throws SQLException {
        copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
    }

    /** The next value of the row: a number, or text, which may hold any character but U+0000; null for none. */
    CopyRows add(Object value) {
        text.append(isFirst ? "" : "\t");
        isFirst = false;
        if (value instanceof String string) {
            escape(string);
        } else {
            text.append(value == null ? "\\N" : value);
        }
        return this;
    }

    private void escape(String value) {
        int done = 0;
        for (int i = 0; i < value.length(); i++) {
            char mark = switch (value.charAt(i)) {
                case '\\' -> '\\';
                case '\t' -> 't';
                case '\n' -> 'n';
                case '\r' -> 'r';
                default -> 0;
            };
            if (mark != 0) {
                text.append(value, done, i).append('\\').append(mark);
                done = i + 1;
            }
        }
        text.append(value, done, value.length());
    }

    /** The row is whole. */
    void endRow() throws SQLException {
        text.append('\n');
        isFirst = true;
        if (text.length() >= SENT_CHARS) {
            send();
        }
    }

    /** All rows were added. Throws what the server has against one of them. */
    void end() throws SQLException {
        send();
        copy.endCopy();
    }

    /** The server gets what was added so far. */
    void send() throws SQLException {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        copy.writeToCopy(bytes, 0, bytes.length);
        text.setLength(0);
    }

    /** Gives up what did not come to its end, and lets the connection go on. */
    @Override
    public void close() throws SQLException {
        if (copy.isActive()) {
            copy.cancelCopy();
        }
    }
}
