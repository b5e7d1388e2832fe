package dev.shoutgate.storage.sql;

/**
 * Where SQLite and PostgreSQL speak differently. All other SQL is the same for both.
 *
 * <p>Threading: any; immutable.
 */
enum Dialect {

    /** Times and JSON are text, as the HTTP API writes them. */
    SQLITE("sqlite", "WITHOUT ROWID", "?", "?", "%s", ""),

    /** Times are {@code timestamptz}, JSON is {@code jsonb}. */
    POSTGRESQL("postgresql", "", "CAST(? AS timestamptz)", "CAST(? AS jsonb)",
            "regexp_replace(to_char(%s AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US'), '000$', '') || 'Z'",
            " COLLATE \"C\"");

    /** The folder of its own migrations. */
    final String folder;

    /** What makes a table live in its primary key, where the database can do that. */
    final String clustered;

    /** A parameter for a time, handed over as text; likewise for JSON. */
    final String time;
    final String json;

    /** What makes it sort texts as Java does: by their bytes, and not as some language wants it. */
    final String byteOrder;

    private final String timeText;

    Dialect(String folder, String clustered, String time, String json, String timeText, String byteOrder) {
        this.folder = folder;
        this.clustered = clustered;
        this.time = time;
        this.json = json;
        this.timeText = timeText;
        this.byteOrder = byteOrder;
    }

    /** Reads a time of a column as text, RFC 3339 UTC with milliseconds, or with microseconds where it has some. */
    String timeText(String column) {
        return timeText.formatted(column);
    }
}
