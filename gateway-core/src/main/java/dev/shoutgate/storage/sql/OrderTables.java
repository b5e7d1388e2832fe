package dev.shoutgate.storage.sql;

import dev.shoutgate.OrderStatus;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.StoredFact.NewOrder;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    private static final List<String> COLUMNS = Stream.concat(OrderField.ALL.stream().map(OrderField::column),
            Stream.of("shard", "confirmed_at")).toList();

    /**
     * Where new orders go: a value for each of {@link OrderField#ALL}, then the shard, and then when the order was
     * confirmed.
     */
    static final String ORDERS = "orders (" + String.join(", ", COLUMNS) + ")";

    /** The types of these columns, as {@link OrderField} names them. */
    static final List<String> ORDERS_TYPES =
            Stream.concat(OrderField.ALL.stream().map(OrderField::type), Stream.of("int4", OrderField.TIME)).toList();

    /** Likewise their lines. */
    static final String LINES = "order_lines (order_id, line, sku, quantity, unit_price)";

    static final List<String> LINES_TYPES = List.of("text", "int4", "text", "int4", "int8");

    /** What makes orders that are there already, without what became of them, end up as the new rows say. */
    static final String OVER_OTHERS = " ON CONFLICT (order_id) DO UPDATE SET payment_ref = NULL, cancelled_at = NULL,"
            + " refunded_at = NULL, " + COLUMNS.stream().skip(1).map(column -> column + " = excluded." + column)
                    .collect(Collectors.joining(", "));

    /** What makes their lines do so. */
    static final String LINES_OVER_OTHERS = " ON CONFLICT (order_id, line) DO UPDATE SET sku = excluded.sku,"
            + " quantity = excluded.quantity, unit_price = excluded.unit_price, refunded = 0";

    private static final String POSITION = "SELECT sequence FROM flush_position WHERE shard = ?";
    private static final String FIRST_POSITION =
            "INSERT INTO flush_position (shard, sequence) VALUES (?, 0) ON CONFLICT (shard) DO NOTHING";
    private static final String MOVE_POSITION =
            "UPDATE flush_position SET sequence = ? WHERE shard = ? AND sequence = ?";

    private final Connection connection;
    private final RowWriter rows;
    private final SaleRows sales;
    private final PreparedStatement position;
    private final PreparedStatement firstPosition;
    private final PreparedStatement movePosition;

    /** Prepares the statements; they live as long as the connection. {@code rows} writes over the same one. */
    OrderTables(Connection connection, RowWriter rows, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.rows = rows;
        sales = new SaleRows(connection, dialect);
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
            write(batch.shard(), batch.after(from));
        }
        commit();
    }

    private void write(int shard, List<StoredFact> facts) throws SQLException {
        rows.write(shard, facts);
        for (StoredFact fact : facts) {
            if (fact instanceof StoredFact.SaleEvent event) {
                sales.take(shard, event);
            }
        }
        sales.flush();
    }

    /** Writes these late, in one transaction, and leaves the position where it is. */
    void storeAgain(int shard, List<StoredFact> facts) throws SQLException {
        connection.setAutoCommit(false);
        rows.write(shard, facts);
        // What happened to their sales later may be there already.
        sales.rebuild(SaleRows.salesOf(facts));
        commit();
    }

    /** Forgets what was begun and failed. */
    void undo() throws SQLException {
        connection.rollback();
        rows.forget();
        sales.forget();
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

    /** When an order was confirmed that is taken now, milliseconds since 1970 UTC; null for one that waits. */
    static Long confirmedMs(NewOrder taken) {
        return taken.status().equals(OrderStatus.CONFIRMED.name()) ? taken.timeMs() : null;
    }

    /** Rows that somebody took out of the database are no reason to hold up the rest, but are not passed over. */
    static void warnOfMissing(int missing, int changes) {
        if (missing > 0) {
            LOG.warn("{} of {} order changes found no row: somebody took orders out", missing, changes);
        }
    }
}
