package dev.shoutgate.storage.sql;

import com.fasterxml.jackson.databind.JsonNode;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.StoredFact.SaleEvent;
import dev.shoutgate.storage.TimestampText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Keeps the tables {@code sales}, {@code sale_items} and {@code orphaned_payments} up to date from the events that are
 * no order's. There are few of them beside the orders, so both databases get row by row, in batches of one statement.
 *
 * <p>Threading: the flusher's thread only.
 */
final class SaleRows {

    /** What an event asks for. Times and JSON are written in the database's own way. */
    private enum Change {
        DEFINE("""
                INSERT INTO sales (merchant, title, currency, opens_at, closes_at, hold_seconds, late_payment, status,
                    defined_at, updated_at, retired_at, shard, sequence, sale_id)
                VALUES (?, ?, ?, @, @, ?, ?, 'SCHEDULED', @, @, NULL, ?, ?, ?)
                ON CONFLICT (sale_id) DO UPDATE SET merchant = excluded.merchant, title = excluded.title,
                    currency = excluded.currency, status = excluded.status, opens_at = excluded.opens_at,
                    closes_at = excluded.closes_at, hold_seconds = excluded.hold_seconds,
                    late_payment = excluded.late_payment, defined_at = excluded.defined_at,
                    updated_at = excluded.updated_at, retired_at = NULL, shard = excluded.shard,
                    sequence = excluded.sequence"""),
        CLEAR("DELETE FROM sale_items WHERE sale_id = ?"),
        ADD("""
                INSERT INTO sale_items (title, price, stock, limit_per_buyer, status, updated_at, sequence, sale_id,
                    sku, place)
                SELECT ?, ?, ?, ?, ?, @, ?, sale_id,
                    ?, (SELECT count(*) + 1 FROM sale_items WHERE sale_id = sales.sale_id)
                FROM sales WHERE sale_id = ?
                ON CONFLICT (sale_id, sku) DO UPDATE SET title = excluded.title, price = excluded.price,
                    stock = excluded.stock, limit_per_buyer = excluded.limit_per_buyer, status = excluded.status,
                    updated_at = excluded.updated_at, sequence = excluded.sequence"""),
        CHANGE("""
                UPDATE sales SET title = ?, opens_at = @, closes_at = @, featured = ?, notice = ?, checkout_url = ?,
                    updated_at = @, sequence = ?
                WHERE sale_id = ?"""),
        DESCRIBE("""
                UPDATE sale_items SET title = ?, image = ?, list_price = ?, on_at = @, off_at = @, updated_at = @,
                    sequence = ?
                WHERE sale_id = ? AND sku = ?"""),
        MOVE("UPDATE sales SET status = ?, updated_at = @, sequence = ? WHERE sale_id = ?"),
        RETIRE("UPDATE sales SET retired_at = @, updated_at = @, sequence = ? WHERE sale_id = ?"),
        STOCK(item("stock")),
        PRICE(item("price")),
        LIMIT(item("limit_per_buyer")),
        SWITCH(item("status")),
        ORPHAN("""
                INSERT INTO orphaned_payments (order_id, payment_ref, sale_id, merchant, buyer_id, currency, total, at,
                    by, shard, sequence)
                VALUES (?, ?, ?, ?, ?, ?, ?, @, ?, ?, ?)
                ON CONFLICT (shard, sequence) DO UPDATE SET order_id = excluded.order_id,
                    payment_ref = excluded.payment_ref, sale_id = excluded.sale_id, merchant = excluded.merchant,
                    buyer_id = excluded.buyer_id, currency = excluded.currency, total = excluded.total,
                    at = excluded.at, by = excluded.by""");

        private final String sql;

        Change(String sql) {
            this.sql = sql;
        }

        private static String item(String column) {
            return "UPDATE sale_items SET " + column
                    + " = ?, updated_at = @, sequence = ? WHERE sale_id = ? AND sku = ?";
        }
    }

    private static final String EVENTS =
            "SELECT shard, sequence, type, %s, by, data FROM sale_events WHERE sale_id = ? ORDER BY sequence";

    private final TimestampText timestamps = new TimestampText();
    private final Connection connection;
    private final Dialect dialect;
    private final Set<Change> known;
    private final Map<Change, PreparedStatement> statements = new EnumMap<>(Change.class);
    private Change under;

    /** Prepares a statement when it is first needed; they live as long as the connection. */
    SaleRows(Connection connection, Dialect dialect) {
        this(connection, dialect, EnumSet.allOf(Change.class));
    }

    private SaleRows(Connection connection, Dialect dialect, Set<Change> known) {
        this.connection = connection;
        this.dialect = dialect;
        this.known = known;
    }

    /** For tables as version 4 of the schema has them, in which nothing stands yet of what buyers look at. */
    static SaleRows ofVersion4(Connection connection, Dialect dialect) {
        return new SaleRows(connection, dialect, EnumSet.complementOf(EnumSet.of(Change.CHANGE, Change.DESCRIBE)));
    }

    /** Takes an event; rows are there after {@link #flush}. */
    void take(int shard, SaleEvent event) throws SQLException {
        apply(shard, event, timestamps.of(event.timeMs()));
    }

    private void apply(int shard, SaleEvent event, String at) throws SQLException {
        JsonNode data = EventData.read(EventData.storable(event.data()));
        long sequence = event.sequence();
        String sale = event.saleId();
        switch (event.type()) {
            case "sale.defined" -> {
                add(Change.DEFINE, text(data, "merchant"), text(data, "title"), text(data, "currency"),
                        text(data, "opensAt"), text(data, "closesAt"), data.path("holdSeconds").intValue(),
                        text(data, "latePayment"), at, at, shard, sequence, sale);
                add(Change.CLEAR, sale);
                for (JsonNode item : data.path("items")) {
                    addItem(item, at, sequence, sale);
                }
                changeSale(data, at, sequence, sale);
                for (JsonNode item : data.path("items")) {
                    describeItem(item, at, sequence, sale);
                }
            }
            case "sale.changed" -> changeSale(data, at, sequence, sale);
            case "item.added" -> {
                addItem(data, at, sequence, sale);
                describeItem(data, at, sequence, sale);
            }
            case "item.described" -> describeItem(data, at, sequence, sale);
            case "sale.opened", "sale.paused", "sale.closed" ->
                    add(Change.MOVE, text(data, "status"), at, sequence, sale);
            case "sale.retired" -> add(Change.RETIRE, at, at, sequence, sale);
            case "stock.added" -> changeItem(Change.STOCK, data.path("total").longValue(), event, data, at);
            case "price.changed" -> changeItem(Change.PRICE, data.path("price").longValue(), event, data, at);
            case "limit.changed" -> changeItem(Change.LIMIT, data.path("limitPerBuyer").intValue(), event, data, at);
            case "item.switched" -> changeItem(Change.SWITCH, text(data, "status"), event, data, at);
            case "payment.orphaned" -> add(Change.ORPHAN, text(data, "orderId"), text(data, "paymentRef"), sale,
                    text(data, "merchant"), text(data, "buyerId"), text(data, "currency"),
                    data.path("total").longValue(), at, event.by(), shard, sequence);
            default -> {
                // Of no sale, as a journal's beginning, or from a release that knew more kinds: its event is kept.
            }
        }
    }

    private void addItem(JsonNode item, String at, long sequence, String sale) throws SQLException {
        add(Change.ADD, text(item, "title"), item.path("price").longValue(), item.path("stock").longValue(),
                item.path("limitPerBuyer").intValue(), text(item, "status"), at, sequence, text(item, "sku"), sale);
    }

    /** What may be said of a sale: all of it, null for what a definition, or an older release, does not say. */
    private void changeSale(JsonNode data, String at, long sequence, String sale) throws SQLException {
        add(Change.CHANGE, text(data, "title"), text(data, "opensAt"), text(data, "closesAt"), text(data, "featured"),
                text(data, "notice"), text(data, "checkoutUrl"), at, sequence, sale);
    }

    private void describeItem(JsonNode item, String at, long sequence, String sale) throws SQLException {
        JsonNode listPrice = item.path("listPrice");
        add(Change.DESCRIBE, text(item, "title"), text(item, "image"),
                listPrice.isNumber() ? listPrice.longValue() : null, text(item, "onAt"), text(item, "offAt"), at,
                sequence, sale, text(item, "sku"));
    }

    private void changeItem(Change change, Object value, SaleEvent event, JsonNode data, String at)
            throws SQLException {
        add(change, value, at, event.sequence(), event.saleId(), text(data, "sku"));
    }

    private static String text(JsonNode data, String field) {
        return data.path(field).textValue();
    }

    /** Events keep their order: what another statement has gathered goes first. */
    private void add(Change change, Object... values) throws SQLException {
        if (!known.contains(change)) {
            return;
        }
        if (under != change) {
            flush();
            under = change;
        }
        PreparedStatement statement = statements.get(change);
        if (statement == null) {
            statement = connection.prepareStatement(change.sql.replace("@", dialect.time));
            statements.put(change, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        statement.addBatch();
    }

    /** Writes what was taken so far. */
    void flush() throws SQLException {
        if (under != null) {
            statements.get(under).executeBatch();
            under = null;
        }
    }

    /** Forgets what was taken and is not written. */
    void forget() throws SQLException {
        if (under != null) {
            statements.get(under).clearBatch();
            under = null;
        }
    }

    /** Makes the rows of these sales anew from {@code sale_events}: for events that came late, or all at once. */
    void rebuild(Collection<String> sales) throws SQLException {
        try (PreparedStatement events = connection.prepareStatement(EVENTS.formatted(dialect.timeText("at")))) {
            for (String sale : sales) {
                events.setString(1, sale);
                try (ResultSet row = events.executeQuery()) {
                    while (row.next()) {
                        apply(row.getInt(1), new SaleEvent(row.getLong(2), 0, sale, row.getString(3), row.getString(5),
                                row.getString(6)), row.getString(4));
                    }
                }
                flush();
            }
        }
    }

    /** The sales that these facts are about. */
    static Collection<String> salesOf(List<StoredFact> facts) {
        Collection<String> sales = new TreeSet<>();
        for (StoredFact fact : facts) {
            if (fact instanceof SaleEvent event && event.saleId() != null) {
                sales.add(event.saleId());
            }
        }
        return sales;
    }
}
