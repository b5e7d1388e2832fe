package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.StoredFact;
import java.sql.SQLException;
import java.util.List;

/**
 * Turns facts into rows, over one connection and within the transaction that moves the position.
 *
 * <p>Each order is taken once and changes after that, so within one transaction all takings may go ahead of all
 * changes, and each statement runs once over many rows.
 *
 * <p>Threading: the flusher's thread only.
 */
interface RowWriter {

    /** Writes the facts of a shard, oldest first; rows that are there already end up as the facts say. */
    void write(int shard, List<StoredFact> facts) throws SQLException;

    /** Forgets what a write that failed had begun; nothing where a writer lives for one batch only. */
    default void forget() throws SQLException {}
}
