package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderField;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.TimestampText;
import dev.shoutgate.storage.WritePace;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Rows as PostgreSQL takes them fastest: new orders and their lines by {@link CopyRows}; for all else a statement a
 * table, its columns as arrays, which {@code unnest} makes rows of again. A batch costs a few round trips and plans,
 * however many facts it has.
 *
 * <p>Times travel in arrays as milliseconds, which cost the server less than text.
 *
 * <p>Threading: the flusher's thread only.
 */
final class RowArrays implements RowWriter, StoredFact.Reader<RuntimeException> {

    private static final String ORDERS_OVER_OTHERS =
            "INSERT INTO " + OrderTables.ORDERS + " " + select(OrderTables.ORDERS_TYPES) + OrderTables.OVER_OTHERS;
    private static final String LINES_OVER_OTHERS = "INSERT INTO " + OrderTables.LINES
            + " SELECT * FROM unnest(?, ?, ?, ?, ?)" + OrderTables.LINES_OVER_OTHERS;
    private static final String CHANGES = """
            UPDATE orders SET status = change.status, updated_at = %s,
                payment_ref = COALESCE(change.payment_ref, orders.payment_ref),
                expires_at = COALESCE(%s, orders.expires_at), confirmed_at = COALESCE(%s, orders.confirmed_at),
                cancelled_at = COALESCE(%s, orders.cancelled_at), refunded_at = COALESCE(%s, orders.refunded_at)
            FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                AS change (order_id, status, payment_ref, updated, expires, confirmed, cancelled, refunded)
            WHERE orders.order_id = change.order_id""".formatted(time("change.updated"), time("change.expires"),
            time("change.confirmed"), time("change.cancelled"), time("change.refunded"));
    private static final String REFUNDS = """
            UPDATE order_lines SET refunded = COALESCE(refund.units, order_lines.quantity)
            FROM unnest(?, ?, ?) AS refund (order_id, sku, units)
            WHERE order_lines.order_id = refund.order_id AND order_lines.sku = COALESCE(refund.sku, order_lines.sku)""";
    private static final String SALE_EVENTS = """
            INSERT INTO sale_events (shard, sequence, sale_id, type, at, by, data)
            SELECT c1, c2, c3, c4, %s, c6, CAST(c7 AS jsonb)
            FROM unnest(?, ?, ?, ?, ?, ?, ?) AS event (c1, c2, c3, c4, c5, c6, c7)
            ON CONFLICT (shard, sequence) DO UPDATE SET
                sale_id = excluded.sale_id, type = excluded.type, at = excluded.at, by = excluded.by,
                data = excluded.data""".formatted(time("c5"));

    private static final String UNIQUE_VIOLATION = "23505";

    /** Writes what one table has of an order. */
    @FunctionalInterface
    private interface Copier {
        void copy(StoredFact.NewOrder order) throws SQLException;
    }

    private final Connection connection;
    private final WritePace pace;
    private final TimestampText timestamps = new TimestampText();
    private final List<StoredFact.NewOrder> taken = new ArrayList<>();
    private final ColumnArrays changes = new ColumnArrays("text", "text", "text", OrderField.TIME, OrderField.TIME,
            OrderField.TIME, OrderField.TIME, OrderField.TIME);
    private final ColumnArrays refunds = new ColumnArrays("text", "text", "int4");
    private final ColumnArrays saleEvents =
            new ColumnArrays("int4", "int8", "text", "text", OrderField.TIME, "text", "text");
    // One row an order, for a statement changes a row once.
    private final Map<String, OrderMoves> moves = new LinkedHashMap<>();
    private int shard;

    /** For one batch. */
    RowArrays(Connection connection, WritePace pace) {
        this.connection = connection;
        this.pace = pace;
    }

    private static String select(List<String> types) {
        String values = IntStream.range(0, types.size())
                .mapToObj(i -> types.get(i).equals(OrderField.TIME) ? time("c" + i) : "c" + i)
                .collect(Collectors.joining(", "));
        String names = IntStream.range(0, types.size()).mapToObj(i -> "c" + i).collect(Collectors.joining(", "));
        String parameters = types.stream().map(type -> "?").collect(Collectors.joining(", "));
        return "SELECT " + values + " FROM unnest(" + parameters + ") AS taken (" + names + ")";
    }

    /** Milliseconds since 1970 as a time of the server. */
    private static String time(String millis) {
        return "to_timestamp(" + millis + "::float8 / 1000)";
    }

    @Override
    public void write(int shard, List<StoredFact> facts) throws SQLException {
        this.shard = shard;
        for (StoredFact fact : facts) {
            fact.to(this);
        }
        moves.values().forEach(this::change);
        if (!taken.isEmpty()) {
            writeTaken();
        }
        OrderTables.warnOfMissing(moves.size() - changes.execute(connection, CHANGES), moves.size());
        refunds.execute(connection, REFUNDS);
        saleEvents.execute(connection, SALE_EVENTS);
    }

    /**
     * Rows are new, but where somebody set the position back; to look for each first would cost as much again as to
     * write it. So that is done where it turns out that one is there.
     *
     * <p>The savepoint is the pool's statement and not its method: so the pool, which does not see a copy, knows that
     * there is something to roll back.
     */
    private void writeTaken() throws SQLException {
        try (Statement savepoint = connection.createStatement()) {
            savepoint.execute("SAVEPOINT before_taken");
            try {
                copyTaken();
                savepoint.execute("RELEASE SAVEPOINT before_taken");
            } catch (SQLException e) {
                if (!UNIQUE_VIOLATION.equals(e.getSQLState())) {
                    throw e;
                }
                savepoint.execute("ROLLBACK TO SAVEPOINT before_taken");
                writeOverOthers();
            }
        }
    }

    private void copyTaken() throws SQLException {
        try (CopyRows rows = new CopyRows(connection, OrderTables.ORDERS)) {
            copyInParts(rows, order -> copy(order, rows));
        }
        try (CopyRows rows = new CopyRows(connection, OrderTables.LINES)) {
            copyInParts(rows, order -> copyLines(order, rows));
        }
    }

    /** The server gets a part before the rest that follows it, and works then. An order has its half of each table. */
    private void copyInParts(CopyRows rows, Copier copier) throws SQLException {
        for (int from = 0; from < taken.size(); from += WritePace.FACTS) {
            List<StoredFact.NewOrder> part = taken.subList(from, Math.min(taken.size(), from + WritePace.FACTS));
            for (StoredFact.NewOrder order : part) {
                copier.copy(order);
            }
            rows.send();
            pace.wrote(part.size() / 2);
        }
        rows.end();
    }

    private void copy(StoredFact.NewOrder order, CopyRows rows) throws SQLException {
        for (OrderField field : OrderField.ALL) {
            rows.add(field.of(order, timestamps));
        }
        Long confirmedMs = OrderTables.confirmedMs(order);
        rows.add(shard).add(confirmedMs == null ? null : timestamps.of(confirmedMs)).endRow();
    }

    private static void copyLines(StoredFact.NewOrder order, CopyRows rows) throws SQLException {
        int number = 0;
        for (StoredFact.Line line : order.lines()) {
            rows.add(order.orderId()).add(++number).add(line.sku()).add(line.quantity()).add(line.unitPrice())
                    .endRow();
        }
    }

    private void writeOverOthers() throws SQLException {
        ColumnArrays orders = new ColumnArrays(OrderTables.ORDERS_TYPES.toArray(String[]::new));
        ColumnArrays lines = new ColumnArrays("text", "int4", "text", "int4", "int8");
        for (StoredFact.NewOrder order : taken) {
            List<Object> row = new ArrayList<>();
            OrderField.ALL.forEach(field -> row.add(field.reader().apply(order)));
            row.add(shard);
            row.add(OrderTables.confirmedMs(order));
            orders.add(row.toArray());
            int number = 0;
            for (StoredFact.Line line : order.lines()) {
                lines.add(order.orderId(), ++number, line.sku(), line.quantity(), line.unitPrice());
            }
        }
        orders.execute(connection, ORDERS_OVER_OTHERS);
        lines.execute(connection, LINES_OVER_OTHERS);
    }

    private void change(OrderMoves moved) {
        changes.add(moved.orderId, moved.status, moved.paymentRef, moved.updatedMs, moved.expiresMs, moved.confirmedMs,
                moved.cancelledMs, moved.refundedMs);
        if (moved.isRefunded()) {
            refunds.add(moved.orderId, null, null);
        } else {
            moved.refunded.forEach((sku, units) -> refunds.add(moved.orderId, sku, units));
        }
    }

    @Override
    public void onOrder(StoredFact.NewOrder order) {
        taken.add(order);
    }

    @Override
    public void onMove(StoredFact.OrderMoved moved) {
        moves.computeIfAbsent(moved.orderId(), OrderMoves::new).then(moved);
    }

    @Override
    public void onEvent(StoredFact.SaleEvent event) {
        saleEvents.add(shard, event.sequence(), event.saleId(), event.type(), event.timeMs(), event.by(),
                EventData.storable(event.data()));
    }
}
