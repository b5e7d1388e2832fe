/**
 * Stores that are databases: SQLite and PostgreSQL, one schema, rows and position in one transaction.
 *
 * <pre>
 *   FactBatch ──► SqliteOrderStore   ──► OrderTables ──► RowBatches   row by row, bound
 *                 PostgresOrderStore ──► (position)  ──► RowArrays    a column at a time, as arrays
 *
 *   journal, rows ──► StoreAudit ──► RowMerge      every row against the facts, offline
 * </pre>
 *
 * <p>Job: the one home of {@code java.sql}. The schema lies in {@code schema/} among the resources of this package.
 *
 * <p>Thread: the store's own flusher.
 *
 * <p>Neighbours: {@code storage} brings the facts; {@code journal} is read by the audit alone.
 */
package dev.shoutgate.storage.sql;
