package dev.shoutgate.storage.sql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.shoutgate.config.PostgresqlSettings;
import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoreNewerException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Orders in a PostgreSQL database, in the tables of the contract.
 *
 * <p>The pool is opened when it is first needed and again after each failure, with the schema brought up to date: a
 * database that cannot be reached is no reason not to sell. A batch borrows a connection, which the pool tries first
 * when it has been idle, so a server that restarted meanwhile costs no batch.
 *
 * <p>Nothing waits without a bound: neither for a connection, nor for an answer, nor for a lock. Another gateway that
 * writes to the same database is kept out by the lock of the position's row; one that died in a transaction is thrown
 * out by the server after a while.
 *
 * <p>Threading: one thread at a time.
 */
public final class PostgresOrderStore implements OrderStore {

    private static final Logger LOG = LoggerFactory.getLogger(PostgresOrderStore.class);

    /** One batch at a time. */
    private static final int CONNECTIONS = 1;

    /** How long a batch waits for a connection. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** How long a migration may take. */
    private static final Duration MIGRATION = Duration.ofHours(2);

    /**
     * For each new connection. A commit is on disk when {@link #store} returns, whatever the database's own default:
     * the journal may drop what the position has passed. A server that waits for its replicas as well goes on doing so.
     */
    private static final String SESSION = """
            SELECT set_config('lock_timeout', '2s', false), set_config('statement_timeout', '20s', false),
                   set_config('idle_in_transaction_session_timeout', '30s', false),
                   set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
                              ELSE current_setting('synchronous_commit') END, false)""";

    private final String name;
    private final PostgresqlSettings settings;
    private WritePace pace = WritePace.FULL_SPEED;
    private HikariDataSource pool;

    /** Names the database; connects to nothing yet. */
    public PostgresOrderStore(String name, PostgresqlSettings settings) {
        this.name = name;
        this.settings = settings;
    }

    /**
     * Opens a database to compare it with the journal, and changes nothing.
     *
     * @throws StoreException where it cannot be reached, or holds something else
     */
    public static StoreAudit audit(PostgresqlSettings settings) {
        return StoreAudit.open(describe(settings), () -> {
            Connection connection = DriverManager.getConnection(settings.url(), PostgresLogin.of(settings));
            connection.setReadOnly(true);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            return connection;
        }, "SELECT tablename FROM pg_catalog.pg_tables WHERE schemaname = ANY (current_schemas(false))",
                Dialect.POSTGRESQL);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void keepTo(WritePace writePace) {
        pace = writePace;
    }

    @Override
    public long position(int shard) {
        try (Connection connection = connection()) {
            return tables(connection).position(shard);
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot read the position of shard " + shard + " from ", e);
        }
    }

    @Override
    public void store(FactBatch batch) {
        try (Connection connection = connection()) {
            tables(connection).store(batch);
        } catch (SQLException | RuntimeException e) {
            throw notStored("cannot store " + batch.size() + " facts in ", e);
        }
    }

    @Override
    public void storeAgain(int shard, List<StoredFact> facts) {
        try (Connection connection = connection()) {
            tables(connection).storeAgain(shard, facts);
        } catch (SQLException | RuntimeException e) {
            throw notStored("cannot store " + facts.size() + " facts again in ", e);
        }
    }

    private StoreException notStored(String what, Exception cause) {
        if (DatabaseFailure.isOfRow(cause)) {
            // The connection is as good as before, and whoever looks for the row will be back at once.
            return new UnstorableException(what + this + ": " + DatabaseFailure.reason(cause), cause);
        }
        return failed(what, cause);
    }

    private OrderTables tables(Connection connection) throws SQLException {
        // Anew for each batch: the driver knows its statements by their text, and the server keeps them prepared.
        return new OrderTables(connection, new RowArrays(connection, pace), Dialect.POSTGRESQL);
    }

    private Connection connection() throws SQLException {
        if (pool == null) {
            new Schema(toString(), Dialect.POSTGRESQL, migrating()).migrate();
            pool = new HikariDataSource(poolConfig());
        }
        return pool.getConnection();
    }

    private HikariConfig poolConfig() {
        HikariConfig config = new HikariConfig();
        config.setPoolName(name);
        config.setJdbcUrl(settings.url());
        config.setDataSourceProperties(PostgresLogin.of(settings));
        config.setMaximumPoolSize(CONNECTIONS);
        config.setConnectionTimeout(PATIENCE.toMillis());
        // One try: the flusher has a patience of its own, and wants to know what the server said.
        config.setInitializationFailTimeout(1);
        config.setConnectionInitSql(SESSION);
        return config;
    }

    /**
     * A connection that migrates may work for long, on a database of millions of orders. It waits as little as any
     * other for a lock.
     */
    private PGSimpleDataSource migrating() throws SQLException {
        PGSimpleDataSource source = new PGSimpleDataSource();
        Properties login = PostgresLogin.of(settings);
        for (String property : login.stringPropertyNames()) {
            source.setProperty(property, login.getProperty(property));
        }
        source.setProperty("socketTimeout", Long.toString(MIGRATION.toSeconds()));
        source.setProperty("options", "-c lock_timeout=2s -c statement_timeout=" + MIGRATION.toMillis());
        source.setUrl(settings.url());
        return source;
    }

    /** Loads the driver and what migrates, which is most of a first opening besides the server's own part. */
    @Override
    public void rehearse() {
        new org.postgresql.Driver();
        Schema.rehearse(Dialect.POSTGRESQL);
    }

    private StoreException failed(String what, Exception cause) {
        close();
        if (cause instanceof StoreNewerException newer) {
            return newer;
        }
        return new StoreException(what + this + ": " + DatabaseFailure.reason(cause), cause);
    }

    @Override
    public void close() {
        if (pool != null) {
            try {
                pool.close();
            } catch (RuntimeException e) {
                LOG.debug("closing {}", this, e);
            }
            pool = null;
        }
    }

    @Override
    public String toString() {
        return describe(settings);
    }

    /** Which database it is, without what follows in the URL. */
    private static String describe(PostgresqlSettings settings) {
        return "PostgreSQL database " + settings.url().split("\\?", 2)[0];
    }
}
