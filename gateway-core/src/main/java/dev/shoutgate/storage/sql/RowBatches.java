package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/**
 * Rows as SQLite takes them fastest: a prepared statement a row, and no network in between.
 *
 * <p>Threading: the flusher's thread only.
 */
final class RowBatches implements RowWriter, StoredFact.Reader<SQLException> {

    private static final String ORDER = OrderTables.upsert("VALUES (%s)");
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
    private final PreparedStatement order;
    private final PreparedStatement line;
    private final PreparedStatement moved;
    private final PreparedStatement saleEvent;
    private int shard;

    /** Prepares the statements; they live as long as the connection. */
    RowBatches(Connection connection) throws SQLException {
        order = connection.prepareStatement(ORDER);
        line = connection.prepareStatement(LINE);
        moved = connection.prepareStatement(MOVED);
        saleEvent = connection.prepareStatement(SALE_EVENT);
    }

    @Override
    public void write(int shard, List<StoredFact> facts) throws SQLException {
        this.shard = shard;
        for (StoredFact fact : facts) {
            fact.to(this);
        }
        order.executeBatch();
        line.executeBatch();
        warnOfMissing(moved.executeBatch());
        saleEvent.executeBatch();
    }

    @Override
    public void onOrder(StoredFact.NewOrder taken) throws SQLException {
        int place = 0;
        for (OrderField field : OrderField.ALL) {
            order.setObject(++place, field.of(taken, timestamps));
        }
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

    @Override
    public void onMove(StoredFact.OrderMoved change) throws SQLException {
        moved.setString(1, change.status());
        setText(moved, 2, change.paymentRef());
        moved.setString(3, timestamps.of(change.timeMs()));
        moved.setString(4, change.orderId());
        moved.addBatch();
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) throws SQLException {
        saleEvent.setInt(1, shard);
        saleEvent.setLong(2, event.sequence());
        setText(saleEvent, 3, event.saleId());
        saleEvent.setString(4, event.type());
        saleEvent.setString(5, timestamps.of(event.timeMs()));
        setText(saleEvent, 6, event.by());
        saleEvent.setString(7, event.data());
        saleEvent.addBatch();
    }

    @Override
    public void forget() throws SQLException {
        order.clearBatch();
        line.clearBatch();
        moved.clearBatch();
        saleEvent.clearBatch();
    }

    private static void setText(PreparedStatement statement, int index, String text) throws SQLException {
        if (text == null) {
            statement.setNull(index, Types.VARCHAR);
        } else {
            statement.setString(index, text);
        }
    }

    private static void warnOfMissing(int[] counts) {
        int missing = 0;
        for (int count : counts) {
            missing += count == 0 ? 1 : 0;
        }
        OrderTables.warnOfMissing(missing, counts.length);
    }
}
