package dev.shoutgate.storage.sql;

import java.sql.SQLException;

/** Finds out of the exceptions that pool, migrations and driver put around each other what the database said. */
final class DatabaseFailure {

    private DatabaseFailure() {}

    /**
     * What the database said, in one line; where it could not even be asked, what stood in the way. Flyway's own
     * message fills a screen, and the pool's says only that there is no connection.
     */
    static String reason(Throwable failure) {
        Throwable reason = failure;
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            reason = cause instanceof SQLException ? cause : reason;
        }
        Throwable behind = reason instanceof SQLException ? reason.getCause() : null;
        String text = reason.getMessage() + (behind == null ? "" : " " + behind);
        return text.strip().replaceAll("\\s*\\R\\s*", " ");
    }

    /**
     * Whether a statement failed over a value in a row, so that it will fail for ever: a text that the database cannot
     * hold, a number out of range (SQLSTATE class 22), a constraint that does not hold (23).
     */
    static boolean isOfRow(Exception failure) {
        return failure instanceof SQLException sql && sql.getSQLState() != null
                && (sql.getSQLState().startsWith("22") || sql.getSQLState().startsWith("23"));
    }
}
