package dev.shoutgate.bench.peer;

import dev.shoutgate.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/**
 * Orders in PostgreSQL: one conditional {@code UPDATE} of the item and one {@code INSERT} of the order, in a
 * transaction. The item's row is locked from the one to the commit, so the limit, which the {@code INSERT} minds,
 * holds too.
 *
 * <p>Threading: any; each call has a connection of its own, and blocks.
 */
final class NaiveOrders {

    /** What became of a press: a refusal, or an order. */
    record Taken(Problem refusal, long number, long createdAtMs) {}

    private static final String SCHEMA = """
            CREATE TABLE items (sale text, sku text, stock bigint NOT NULL, buyer_limit int NOT NULL,
                PRIMARY KEY (sale, sku));
            CREATE TABLE orders (number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, sale text NOT NULL,
                sku text NOT NULL, buyer text NOT NULL, key text NOT NULL, quantity int NOT NULL, channel text,
                created_at_ms bigint NOT NULL, UNIQUE (sale, buyer, key));
            """;
    private static final String TAKE =
            "UPDATE items SET stock = stock - ? WHERE sale = ? AND sku = ? AND stock >= ?";
    private static final String INSERT = """
            INSERT INTO orders (sale, sku, buyer, key, quantity, channel, created_at_ms)
            SELECT i.sale, i.sku, ?, ?, ?, ?, ? FROM items i WHERE i.sale = ? AND i.sku = ? AND i.buyer_limit >=
                ? + (SELECT coalesce(sum(o.quantity), 0) FROM orders o
                     WHERE o.sale = i.sale AND o.buyer = ? AND o.sku = i.sku)
            ON CONFLICT DO NOTHING RETURNING number""";
    private static final String FIND =
            "SELECT number, created_at_ms FROM orders WHERE sale = ? AND buyer = ? AND key = ?";

    private final DataSource pool;

    NaiveOrders(DataSource pool) {
        this.pool = pool;
    }

    /** Makes the tables and puts so many units on sale. */
    void open(long stock) throws SQLException {
        try (Connection connection = pool.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(SCHEMA);
            statement.execute("INSERT INTO items VALUES ('" + GatewayContender.SALE_ID + "', '"
                    + GatewayContender.SKU + "', " + stock + ", " + OrderText.LIMIT_PER_BUYER + ")");
            connection.commit();
        }
    }

    /** Decides a press; what it returns is committed. */
    Taken take(Press press) throws SQLException {
        try (Connection connection = pool.getConnection()) {
            long now = System.currentTimeMillis();
            boolean inStock = update(connection, TAKE, press.quantity(), press.saleId(), press.sku(),
                    press.quantity());
            Taken taken = inStock ? insert(connection, press, now) : null;
            if (taken != null) {
                connection.commit();
                return taken;
            }
            connection.rollback();
            Taken before = find(connection, press);
            connection.rollback();
            return before != null ? before
                    : new Taken(inStock ? Problem.LIMIT_REACHED : Problem.SOLD_OUT, 0, 0);
        }
    }

    private static Taken insert(Connection connection, Press press, long now) throws SQLException {
        try (PreparedStatement insert = prepare(connection, INSERT, press.buyer(), press.key(), press.quantity(),
                press.channel(), now, press.saleId(), press.sku(), press.quantity(), press.buyer());
                ResultSet made = insert.executeQuery()) {
            return made.next() ? new Taken(null, made.getLong(1), now) : null;
        }
    }

    private static Taken find(Connection connection, Press press) throws SQLException {
        try (PreparedStatement find = prepare(connection, FIND, press.saleId(), press.buyer(), press.key());
                ResultSet found = find.executeQuery()) {
            return found.next() ? new Taken(null, found.getLong(1), found.getLong(2)) : null;
        }
    }

    private static boolean update(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement update = prepare(connection, sql, values)) {
            return update.executeUpdate() == 1;
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    /** Units that buyers hold. */
    long held() throws SQLException {
        try (Connection connection = pool.getConnection();
                PreparedStatement sum = prepare(connection, "SELECT coalesce(sum(quantity), 0) FROM orders");
                ResultSet held = sum.executeQuery()) {
            held.next();
            return held.getLong(1);
        }
    }
}
