package dev.shoutgate.bench.peer;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The naive answer: the same bare Netty server as {@link LimitServer}, with a pool of threads, each of which takes a
 * pooled connection to PostgreSQL and does a press in one transaction.
 *
 * <p>Threading: the connections live on one event loop, the transactions on as many workers as the pool has
 * connections.
 */
final class NaiveServer {

    /** More would only queue for the item's row, in PostgreSQL instead of here. */
    private static final int WORKERS = 16;

    private NaiveServer() {}

    /** {@code NaiveServer POSTGRES-PORT STOCK}: serves on a free loopback port until it is told to stop. */
    public static void main(String[] arguments) throws SQLException {
        if (arguments.length != 2) {
            System.err.println("NaiveServer POSTGRES-PORT STOCK");
            System.exit(64);
        }
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl("jdbc:postgresql://127.0.0.1:" + Integer.parseInt(arguments[0]) + "/postgres");
        config.setUsername(PostgresProcess.USER);
        config.setMaximumPoolSize(WORKERS);
        config.setAutoCommit(false);
        NaiveOrders orders = new NaiveOrders(new HikariDataSource(config));
        orders.open(Long.parseLong(arguments[1]));
        ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
        LimitServer server = LimitServer.start(0, () -> new NaiveHandler(orders, workers));
        System.out.println("ready buyers=http://127.0.0.1:" + server.port());
    }
}
