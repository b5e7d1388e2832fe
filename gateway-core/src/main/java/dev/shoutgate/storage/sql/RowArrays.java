package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows as PostgreSQL takes them fastest: a statement a table, its columns as arrays, which {@code unnest} makes rows of
 * again. A batch costs four round trips and four plans, however many facts it has.
 *
 * <p>Threading: the flusher's thread only.
 */
final class RowArrays implements RowWriter, StoredFact.Reader<RuntimeException> {

    private static final String ORDERS = OrderTables.upsert("SELECT * FROM unnest(%s)");
    private static final String LINES = """
            INSERT INTO order_lines (order_id, line, sku, quantity, unit_price)
            SELECT * FROM unnest(?, ?, ?, ?, ?)
            ON CONFLICT (order_id, line) DO UPDATE SET
                sku = excluded.sku, quantity = excluded.quantity, unit_price = excluded.unit_price""";
    private static final String CHANGES = """
            UPDATE orders SET status = change.status, updated_at = change.updated_at,
                payment_ref = COALESCE(change.payment_ref, orders.payment_ref)
            FROM unnest(?, ?, ?, ?) AS change (order_id, status, payment_ref, updated_at)
            WHERE orders.order_id = change.order_id""";
    private static final String SALE_EVENTS = """
            INSERT INTO sale_events (shard, sequence, sale_id, type, at, by, data)
            SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
            ON CONFLICT (shard, sequence) DO UPDATE SET
                sale_id = excluded.sale_id, type = excluded.type, at = excluded.at, by = excluded.by,
                data = excluded.data""";

    private final TimestampText timestamps = new TimestampText();
    private final Connection connection;
    private final ColumnArrays orders = new ColumnArrays(
            OrderField.ALL.stream().map(OrderField::type).toArray(String[]::new));
    private final ColumnArrays lines = new ColumnArrays("text", "int4", "text", "int4", "int8");
    private final ColumnArrays changes = new ColumnArrays("text", "text", "text", "text");
    private final ColumnArrays saleEvents = new ColumnArrays("int4", "int8", "text", "text", "text", "text", "text");
    // One row an order, for a statement changes a row once: the last status wins, and the last payment that was named.
    private final Map<String, StoredFact.OrderMoved> lastMoves = new LinkedHashMap<>();
    private int shard;

    /** For one batch. */
    RowArrays(Connection connection) {
        this.connection = connection;
    }

    @Override
    public void write(int shard, List<StoredFact> facts) throws SQLException {
        this.shard = shard;
        for (StoredFact fact : facts) {
            fact.to(this);
        }
        for (StoredFact.OrderMoved moved : lastMoves.values()) {
            changes.add(moved.orderId(), moved.status(), moved.paymentRef(), timestamps.of(moved.timeMs()));
        }
        orders.execute(connection, ORDERS);
        lines.execute(connection, LINES);
        OrderTables.warnOfMissing(lastMoves.size() - changes.execute(connection, CHANGES), lastMoves.size());
        saleEvents.execute(connection, SALE_EVENTS);
    }

    @Override
    public void onOrder(StoredFact.NewOrder taken) {
        orders.add(OrderField.ALL.stream().map(field -> field.of(taken, timestamps)).toArray());
        int number = 0;
        for (StoredFact.Line line : taken.lines()) {
            lines.add(taken.orderId(), ++number, line.sku(), line.quantity(), line.unitPrice());
        }
    }

    @Override
    public void onMove(StoredFact.OrderMoved moved) {
        lastMoves.merge(moved.orderId(), moved, RowArrays::together);
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) {
        saleEvents.add(shard, event.sequence(), event.saleId(), event.type(), timestamps.of(event.timeMs()), event.by(),
                event.data());
    }

    private static StoredFact.OrderMoved together(StoredFact.OrderMoved before, StoredFact.OrderMoved after) {
        String paymentRef = after.paymentRef() == null ? before.paymentRef() : after.paymentRef();
        return after.withPaymentRef(paymentRef);
    }
}
