package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TakenFields;
import dev.shoutgate.storage.TakenOrder;
import dev.shoutgate.storage.TimestampText;
import dev.shoutgate.storage.WritePace;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/**
 * Rows as SQLite takes them fastest: many new ones to a statement ({@link ManyRows}), and a prepared statement for each
 * change. There is no network in between.
 *
 * <p>Threading: the flusher's thread only.
 */
final class RowBatches implements RowWriter, StoredFact.Reader<SQLException> {

    private static final String MOVED = """
            UPDATE orders SET status = ?, payment_ref = COALESCE(?, payment_ref), updated_at = ?,
                expires_at = COALESCE(?, expires_at), confirmed_at = COALESCE(?, confirmed_at),
                cancelled_at = COALESCE(?, cancelled_at), refunded_at = COALESCE(?, refunded_at)
            WHERE order_id = ?""";
    private static final String REFUNDED = """
            UPDATE order_lines SET refunded = COALESCE(?, quantity) WHERE order_id = ? AND sku = COALESCE(?, sku)""";
    private static final String SALE_EVENT = """
            INSERT INTO sale_events (shard, sequence, sale_id, type, at, by, data) VALUES (?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (shard, sequence) DO UPDATE SET
                sale_id = excluded.sale_id, type = excluded.type, at = excluded.at, by = excluded.by,
                data = excluded.data""";

    private final TimestampText timestamps = new TimestampText();
    private final TakenFields fields = new TakenFields();
    private final WritePace pace;
    private final ManyRows orders;
    private final ManyRows lines;
    private final PreparedStatement moved;
    private final PreparedStatement refunded;
    private final PreparedStatement saleEvent;
    private int shard;

    /** Prepares the statements; they live as long as the connection. */
    RowBatches(Connection connection, WritePace pace) throws SQLException {
        this.pace = pace;
        orders = new ManyRows(connection, OrderTables.ORDERS, OrderTables.OVER_OTHERS, OrderTables.ORDERS_TYPES);
        lines = new ManyRows(connection, OrderTables.LINES, OrderTables.LINES_OVER_OTHERS, OrderTables.LINES_TYPES);
        moved = connection.prepareStatement(MOVED);
        refunded = connection.prepareStatement(REFUNDED);
        saleEvent = connection.prepareStatement(SALE_EVENT);
    }

    @Override
    public void write(int shard, List<StoredFact> facts) throws SQLException {
        this.shard = shard;
        int written = 0;
        for (StoredFact fact : facts) {
            fact.to(this);
            written++;
            if (written % WritePace.FACTS == 0) {
                pace.wrote(WritePace.FACTS);
            }
        }
        orders.flush();
        lines.flush();
        warnOfMissing(moved.executeBatch());
        refunded.executeBatch();
        saleEvent.executeBatch();
    }

    @Override
    public void onTaken(TakenOrder taken) throws SQLException {
        TakenFields order = fields.of(taken);
        for (OrderField field : OrderField.ALL) {
            field.inPlace().accept(order, orders);
        }
        orders.number(shard).time(order.confirmedAtMs()).endRow();
        int number = 0;
        while (order.nextLine()) {
            lines.text(order.orderId()).number(++number).text(order.sku()).number(order.quantity())
                    .number(order.unitPrice()).endRow();
        }
    }

    /** One that was a dead letter. */
    @Override
    public void onOrder(StoredFact.NewOrder taken) throws SQLException {
        for (OrderField field : OrderField.ALL) {
            orders.add(field.of(taken, timestamps));
        }
        orders.add(shard).add(time(OrderTables.confirmedMs(taken))).endRow();
        int number = 0;
        for (StoredFact.Line line : taken.lines()) {
            lines.add(taken.orderId()).add(++number).add(line.sku()).add(line.quantity()).add(line.unitPrice())
                    .endRow();
        }
    }

    @Override
    public void onMove(StoredFact.OrderMoved fact) throws SQLException {
        OrderMoves change = new OrderMoves(fact.orderId()).then(fact);
        moved.setString(1, change.status);
        moved.setString(2, change.paymentRef);
        moved.setString(3, timestamps.of(change.updatedMs));
        moved.setString(4, time(change.expiresMs));
        moved.setString(5, time(change.confirmedMs));
        moved.setString(6, time(change.cancelledMs));
        moved.setString(7, time(change.refundedMs));
        moved.setString(8, change.orderId);
        moved.addBatch();
        if (change.isRefunded()) {
            refund(change.orderId, null, null);
        } else {
            for (Map.Entry<String, Integer> units : change.refunded.entrySet()) {
                refund(change.orderId, units.getKey(), units.getValue());
            }
        }
    }

    private void refund(String orderId, String sku, Integer units) throws SQLException {
        refunded.setObject(1, units);
        refunded.setString(2, orderId);
        refunded.setString(3, sku);
        refunded.addBatch();
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) throws SQLException {
        saleEvent.setInt(1, shard);
        saleEvent.setLong(2, event.sequence());
        saleEvent.setString(3, event.saleId());
        saleEvent.setString(4, event.type());
        saleEvent.setString(5, timestamps.of(event.timeMs()));
        saleEvent.setString(6, event.by());
        saleEvent.setString(7, EventData.storable(event.data()));
        saleEvent.addBatch();
    }

    @Override
    public void forget() throws SQLException {
        orders.forget();
        lines.forget();
        for (PreparedStatement statement : List.of(moved, refunded, saleEvent)) {
            statement.clearBatch();
        }
    }

    private String time(Long timeMs) {
        return timeMs == null ? null : timestamps.of(timeMs);
    }

    private static void warnOfMissing(int[] counts) {
        int missing = 0;
        for (int count : counts) {
            missing += count == 0 ? 1 : 0;
        }
        OrderTables.warnOfMissing(missing, counts.length);
    }
}
