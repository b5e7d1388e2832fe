package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the contract's section 7 over one JDBC connection: the position, and the transaction that moves it, in
 * SQL that SQLite and PostgreSQL share. How rows are written quickly differs, and is a {@link RowWriter}'s.
 *
 * <p>The position guards the rows: it is read and moved in the transaction that writes them, so a batch that was held
 * already changes nothing. That writers write over what is there is for a database whose position somebody set back: it
 * is filled again and ends up right.
 *
 * <p>Threading: the flusher's thread only. Expects auto-commit on; after an exception the connection is of no more use,
 * unless {@link #undo} works.
 */
final class OrderTables {

    private static final Logger LOG = LoggerFactory.getLogger(OrderTables.class);

    private static final String POSITION = "SELECT sequence FROM flush_position WHERE shard = ?";
    private static final String FIRST_POSITION =
            "INSERT INTO flush_position (shard, sequence) VALUES (?, 0) ON CONFLICT (shard) DO NOTHING";
    private static final String MOVE_POSITION =
            "UPDATE flush_position SET sequence = ? WHERE shard = ? AND sequence = ?";

    private final Connection connection;
    private final RowWriter rows;
    private final PreparedStatement position;
    private final PreparedStatement firstPosition;
    private final PreparedStatement movePosition;

    /** Prepares the statements; they live as long as the connection. {@code rows} writes over the same one. */
    OrderTables(Connection connection, RowWriter rows) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        position = connection.prepareStatement(POSITION);
        firstPosition = connection.prepareStatement(FIRST_POSITION);
        movePosition = connection.prepareStatement(MOVE_POSITION);
    }

    /** The shard's position, 0 for none yet. */
    long position(int shard) throws SQLException {
        position.setInt(1, shard);
        try (ResultSet row = position.executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Writes what the batch has after the shard's position, and the new position, in one transaction. */
    void store(FactBatch batch) throws SQLException {
        connection.setAutoCommit(false);
        long from = position(batch.shard());
        if (batch.lastSequence() > from) {
            // The position goes first: on PostgreSQL its row lock keeps a second flusher out before it has written
            // anything.
            movePosition(batch.shard(), from, batch.lastSequence());
            rows.write(batch.shard(), batch.after(from));
        }
        commit();
    }

    /** Writes these once more, in one transaction, and leaves the position where it is. */
    void storeAgain(int shard, List<StoredFact> facts) throws SQLException {
        connection.setAutoCommit(false);
        rows.write(shard, facts);
        commit();
    }

    /** Forgets what was begun and failed. */
    void undo() throws SQLException {
        connection.rollback();
        rows.forget();
        commit();
    }

    private void commit() throws SQLException {
        // This commits, says JDBC. So would commit(), but after that SQLite's driver begins the next transaction at
        // once and with it takes the write lock, which nobody else would ever get again.
        connection.setAutoCommit(true);
    }

    private void movePosition(int shard, long from, long to) throws SQLException {
        if (from == 0) {
            firstPosition.setInt(1, shard);
            firstPosition.executeUpdate();
        }
        movePosition.setLong(1, to);
        movePosition.setInt(2, shard);
        movePosition.setLong(3, from);
        if (movePosition.executeUpdate() != 1) {
            throw new SQLException("the position of shard " + shard + " is no longer " + from
                    + ": another gateway writes to the same database");
        }
    }

    /**
     * The statement that writes new orders; one that is there already, without its payment, ends up as it says.
     *
     * @param source where the rows come from, with {@code %s} for a parameter for each of {@link OrderField#ALL}
     */
    static String upsert(String source) {
        List<String> columns = OrderField.ALL.stream().map(OrderField::column).toList();
        return "INSERT INTO orders (" + String.join(", ", columns) + ") "
                + source.formatted(String.join(", ", Collections.nCopies(columns.size(), "?")))
                + " ON CONFLICT (order_id) DO UPDATE SET payment_ref = NULL, " + columns.stream().skip(1)
                        .map(column -> column + " = excluded." + column).collect(Collectors.joining(", "));
    }

    /** Rows that somebody took out of the database are no reason to hold up the rest, but are not passed over. */
    static void warnOfMissing(int missing, int changes) {
        if (missing > 0) {
            LOG.warn("{} of {} order changes found no row: somebody took orders out", missing, changes);
        }
    }
}
