package dev.shoutgate.blackbox;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;

/** Reads the embedded downstream database beside a running gateway, as a shop's own program may. */
public final class OrdersDb {
    private static final String ORDERS = """
            SELECT o.order_id, o.buyer_id, o.status, o.currency, o.total, o.sequence, sum(l.quantity) AS units
            FROM orders o JOIN order_lines l ON l.order_id = o.order_id
            WHERE o.sale_id = ? GROUP BY o.order_id""";

    private final Path file;

    public OrdersDb(Path data) {
        file = data.resolve("orders.db");
        loadDriver();
    }

    // The driver unpacks its native part at first use, which must not count against the gateway's second.
    private static void loadDriver() {
        try {
            DriverManager.getConnection("jdbc:sqlite::memory:").close();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** One order and the units of its lines. */
    public record Row(String orderId, String buyerId, String status, String currency, long total, long sequence,
            long units) { }

    /** The orders of a sale by id. */
    public Map<String, Row> orders(String sale) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:file:" + file + "?mode=ro");
                PreparedStatement query = connection.prepareStatement(ORDERS)) {
            query.setString(1, sale);
            Map<String, Row> found = new HashMap<>();
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.put(rows.getString("order_id"), row(rows));
                }
            }
            return found;
        }
    }

    private static Row row(ResultSet rows) throws SQLException {
        return new Row(rows.getString("order_id"), rows.getString("buyer_id"), rows.getString("status"),
                rows.getString("currency"), rows.getLong("total"), rows.getLong("sequence"), rows.getLong("units"));
    }
}
