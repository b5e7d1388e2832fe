/**
 * Stores that are databases: SQLite and PostgreSQL, one schema, rows and position in one transaction.
 *
 * <pre>
 *   FactBatch ──► SqliteOrderStore   ──► OrderTables ──► RowBatches   many rows to a statement, as bytes
 *                 PostgresOrderStore ──► (position)  ──► RowArrays    a column at a time, as arrays
 *                                                    └─► CopyRows     new orders, as text
 *
 *   sale events ──► SaleRows      sales and items as they now are, on both
 *   Schema          brings the tables up to date, before anything else
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
