package dev.shoutgate.storage;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of the contract's section 7 over one JDBC connection, in SQL that SQLite and PostgreSQL share.
 *
 * <p>The position guards the rows: it is read and moved in the transaction that writes them, so a batch that was held
 * already changes nothing. The upserts are for a database whose position somebody set back: it is filled again over
 * what is there and ends up right.
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
    private static final String ORDER = """
            INSERT INTO orders (order_id, sale_id, merchant, buyer_id, status, currency, total, channel,
                                created_at, expires_at, updated_at, sequence)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (order_id) DO UPDATE SET
                sale_id = excluded.sale_id, merchant = excluded.merchant, buyer_id = excluded.buyer_id,
                status = excluded.status, currency = excluded.currency, total = excluded.total,
                channel = excluded.channel, payment_ref = NULL, created_at = excluded.created_at,
                expires_at = excluded.expires_at, updated_at = excluded.updated_at, sequence = excluded.sequence""";
    private static final String LINE = """
            INSERT INTO order_lines (order_id, line, sku, quantity, unit_price) VALUES (?, ?, ?, ?, ?)
            ON CONFLICT (order_id, line) DO UPDATE SET
                sku = excluded.sku, quantity = excluded.quantity, unit_price = excluded.unit_price""";
    private static final String MOVED = """
            UPDATE orders SET status = ?, payment_ref = COALESCE(?, payment_ref), updated_at = ?
            WHERE order_id = ?""";
    private static final String SALE_EVENT = """
            INSERT INTO sale_events (shard, sequence, sale_id, type, at, by, data) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (shard, sequence) DO UPDATE SET
                sale_id = excluded.sale_id, type = excluded.type, at = excluded.at, by = excluded.by,
                data = excluded.data""";

    private final TimestampText timestamps = new TimestampText();
    private final Connection connection;
    private final PreparedStatement position;
    private final PreparedStatement firstPosition;
    private final PreparedStatement movePosition;
    private final PreparedStatement order;
    private final PreparedStatement line;
    private final PreparedStatement moved;
    private final PreparedStatement saleEvent;

    /** Prepares the statements; they live as long as the connection. */
    OrderTables(Connection connection) throws SQLException {
        this.connection = connection;
        position = connection.prepareStatement(POSITION);
        firstPosition = connection.prepareStatement(FIRST_POSITION);
        movePosition = connection.prepareStatement(MOVE_POSITION);
        order = connection.prepareStatement(ORDER);
        line = connection.prepareStatement(LINE);
        moved = connection.prepareStatement(MOVED);
        saleEvent = connection.prepareStatement(SALE_EVENT);
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

    /** Writes these once more, in one transaction, and leaves the position where it is. */
    void storeAgain(int shard, List<StoredFact> facts) throws SQLException {
        connection.setAutoCommit(false);
        write(shard, facts);
        commit();
    }

    /** Forgets what was begun and failed. */
    void undo() throws SQLException {
        connection.rollback();
        order.clearBatch();
        line.clearBatch();
        moved.clearBatch();
        saleEvent.clearBatch();
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

    private void write(int shard, List<StoredFact> facts) throws SQLException {
        for (StoredFact fact : facts) {
            if (fact instanceof StoredFact.OrderTaken taken) {
                addOrder(taken);
            } else if (fact instanceof StoredFact.OrderMoved change) {
                addMove(change);
            } else if (fact instanceof StoredFact.SaleEvent event) {
                addSaleEvent(shard, event);
            }
        }
        // New orders before changes: an order is taken once and changes after that, so within one transaction all
        // takings may go ahead of all changes, and each statement runs once over many rows.
        order.executeBatch();
        line.executeBatch();
        warnOfMissing(moved.executeBatch());
        saleEvent.executeBatch();
    }

    private void addOrder(StoredFact.OrderTaken taken) throws SQLException {
        order.setString(1, taken.orderId());
        order.setString(2, taken.saleId());
        order.setString(3, taken.merchant());
        order.setString(4, taken.buyerId());
        order.setString(5, taken.status());
        order.setString(6, taken.currency());
        order.setLong(7, taken.total());
        setText(order, 8, taken.channel());
        order.setString(9, timestamps.of(taken.createdAtMs()));
        setText(order, 10, timestamps.orNull(taken.expiresAtMs()));
        order.setString(11, timestamps.of(taken.timeMs()));
        order.setLong(12, taken.sequence());
        order.addBatch();
        int number = 0;
        for (StoredFact.Line from : taken.lines()) {
            line.setString(1, taken.orderId());
            line.setInt(2, ++number);
            line.setString(3, from.sku());
            line.setInt(4, from.quantity());
            line.setLong(5, from.unitPrice());
            line.addBatch();
        }
    }

    private void addMove(StoredFact.OrderMoved change) throws SQLException {
        moved.setString(1, change.status());
        setText(moved, 2, change.paymentRef());
        moved.setString(3, timestamps.of(change.timeMs()));
        moved.setString(4, change.orderId());
        moved.addBatch();
    }

    private void addSaleEvent(int shard, StoredFact.SaleEvent event) throws SQLException {
        saleEvent.setInt(1, shard);
        saleEvent.setLong(2, event.sequence());
        setText(saleEvent, 3, event.saleId());
        saleEvent.setString(4, event.type());
        saleEvent.setString(5, timestamps.of(event.timeMs()));
        setText(saleEvent, 6, event.by());
        saleEvent.setString(7, event.data());
        saleEvent.addBatch();
    }

    private static void setText(PreparedStatement statement, int index, String text) throws SQLException {
        if (text == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, text);
        }
    }

    /** Rows that somebody took out of the database are no reason to hold up the rest, but are not passed over. */
    private static void warnOfMissing(int[] counts) {
        int missing = 0;
        for (int count : counts) {
            missing += count == 0 ? 1 : 0;
        }
        if (missing > 0) {
            LOG.warn("{} of {} order changes found no row: somebody took orders out", missing, counts.length);
        }
    }
}
