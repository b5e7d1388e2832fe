package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.StoreNewerException;
import dev.shoutgate.storage.StoredFact;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteException;

/**
 * Orders in a SQLite file, {@code <data>/orders.db}: the store that needs no server.
 *
 * <p>The file is opened when it is first needed and again after each failure: a file that cannot be opened now is no
 * reason not to sell. Its schema is brought up to date the first time, and again when it is not there any more. A batch
 * counts as stored while the path still names the file that is open ({@link OpenFile}).
 *
 * <p>{@code synchronous=FULL}: a commit is on disk when {@link #store} returns. {@code NORMAL} could lose the last
 * commits with the power; the journal would fill them in again, but only if it still had them, and it may drop segments
 * up to the slowest store's position. One force per batch of thousands is a small price for a position that is true.
 *
 * <p>Write-ahead log: readers (a shop's reports, {@code sqlite3}) neither wait for the flusher nor hold it up. Another
 * program that writes waits for the end of a batch: while buyers are there that may take two seconds.
 *
 * <p>Threading: one thread at a time.
 */
public final class SqliteOrderStore implements OrderStore {

    private static final Logger LOG = LoggerFactory.getLogger(SqliteOrderStore.class);

    /** How long another writer's lock is waited for before it counts as a failure; a stop may have to wait as long. */
    private static final int BUSY_TIMEOUT_MS = 1_000;

    /** Pages kept in memory, in KiB (negative says so to SQLite): the upper levels of the trees of 10 M orders. */
    private static final int CACHE_KIB = -32 * 1024;

    /** Pages of log before they are copied into the file: several full batches, so that a page is copied less often. */
    private static final int CHECKPOINT_PAGES = 8_192;

    /**
     * The same while there is a crowd: a checkpoint forces the disk for so long that buyers' own forces wait behind it,
     * and a crowd passes. Half a minute's worth of it, and 256 MiB of disk.
     */
    private static final int CHECKPOINT_PAGES_IN_A_CROWD = 65_536;

    /** What the lowest byte of SQLite's result codes says, whatever the rest adds: the value is at fault. */
    private static final int TOO_BIG = 18;
    private static final int CONSTRAINT = 19;
    private static final int MISMATCH = 20;

    private final String name;
    private final Path file;
    private final OpenFile openFile;
    private boolean migrated;
    private WritePace pace = WritePace.FULL_SPEED;
    private int checkpointPages;
    private Connection connection;
    private OrderTables tables;

    /** Names the file; touches nothing yet. {@code name} is what metrics and logs call it. */
    public SqliteOrderStore(String name, Path file) {
        this.name = name;
        this.file = file.toAbsolutePath().normalize();
        openFile = new OpenFile(this.file);
    }

    /**
     * Opens a file to compare it with the journal, and changes nothing.
     *
     * @throws StoreException where it is not there, or holds something else
     */
    public static StoreAudit audit(Path file) {
        Path path = file.toAbsolutePath().normalize();
        if (!Files.isRegularFile(path)) {
            throw new StoreException("There is no SQLite file " + path + "; name another with --storage.");
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        return StoreAudit.open("SQLite database " + path, open(path.toString(), config)::getConnection,
                "SELECT name FROM sqlite_master WHERE type = 'table'", Dialect.SQLITE);
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
        try {
            return tables().position(shard);
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot read the position of shard " + shard + " from ", e);
        }
    }

    @Override
    public void store(FactBatch batch) {
        try {
            OrderTables opened = tables();
            checkpointAt(pace.isCrowd() ? CHECKPOINT_PAGES_IN_A_CROWD : CHECKPOINT_PAGES);
            opened.store(batch);
            // Only now: a file that went away meanwhile has the batch, and nobody will find it there.
            refuseAFileThatIsGone();
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot store " + batch.size() + " facts in ", e);
        }
    }

    @Override
    public void storeAgain(int shard, List<StoredFact> facts) {
        try {
            tables().storeAgain(shard, facts);
            refuseAFileThatIsGone();
        } catch (SQLException | RuntimeException e) {
            throw failed("cannot store " + facts.size() + " facts again in ", e);
        }
    }

    private OrderTables tables() throws SQLException {
        if (tables != null) {
            refuseAFileThatIsGone();
        } else {
            if (!migrated) {
                new Schema(toString(), Dialect.SQLITE, open(file.toString(), config())).migrate();
            }
            // Until it has worked with the tables, for somebody may have put another file in this one's place.
            migrated = false;
            SQLiteConfig config = config();
            // Take the write lock when the transaction begins: one that reads first and writes later may be turned away
            // in the middle, and no waiting would help it.
            config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
            openFile.rememberDatabase();
            connection = open(file.toString(), config).getConnection();
            checkpointPages = CHECKPOINT_PAGES;
            OrderTables opened = new OrderTables(connection, new RowBatches(connection, pace), Dialect.SQLITE);
            // The first read makes the files beside it.
            opened.position(0);
            openFile.rememberFilesBeside();
            refuseAFileThatIsGone();
            tables = opened;
            migrated = true;
        }
        return tables;
    }

    private void checkpointAt(int pages) throws SQLException {
        if (pages != checkpointPages) {
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_autocheckpoint = " + pages);
            }
            checkpointPages = pages;
        }
    }

    private void refuseAFileThatIsGone() throws SQLException {
        String missing = openFile.missing();
        if (missing != null) {
            // What was stored and is not yet in the file itself goes there, wherever it lies now.
            try (Statement statement = connection.createStatement()) {
                statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
            }
            throw new StoreException(missing + ": somebody deleted, moved or replaced it while it was in use. Put it"
                    + " back, or leave it: what the journal still has is stored anew");
        }
    }

    /** On a database in memory: nine tenths of a first opening are the loading of classes and of the library. */
    @Override
    public void rehearse() {
        DataSource memory = open(":memory:", config());
        try {
            if (Files.exists(file)) {
                // It has tables already, nearly always those of this release: then nothing will be done to them.
                memory.getConnection().close();
            } else {
                new Schema("rehearsal", Dialect.SQLITE, memory).migrate();
            }
        } catch (SQLException e) {
            throw new StoreException("cannot rehearse: " + DatabaseFailure.reason(e), e);
        }
    }

    private static SQLiteConfig config() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
        config.setBusyTimeout(BUSY_TIMEOUT_MS);
        config.setCacheSize(CACHE_KIB);
        config.setWalAutocheckpoint(CHECKPOINT_PAGES);
        // Nobody asks for the keys of new rows; by default the driver runs a query for them after each statement.
        config.setGetGeneratedKeys(false);
        return config;
    }

    private static SQLiteDataSource open(String file, SQLiteConfig config) {
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file);
        return source;
    }

    private StoreException failed(String what, Exception cause) {
        if (cause instanceof StoreNewerException newer) {
            return newer;
        }
        String message = what + this + ": " + DatabaseFailure.reason(cause);
        if (isOfAValue(cause)) {
            undo();
            return new UnstorableException(message, cause);
        }
        close();
        return new StoreException(message, cause);
    }

    /** Keeps the connection: whoever looks for the one bad row in thousands has many tries to make. */
    private void undo() {
        try {
            tables.undo();
        } catch (SQLException | RuntimeException e) {
            LOG.debug("undoing in {}", this, e);
            close();
        }
    }

    private static boolean isOfAValue(Exception cause) {
        int code = cause instanceof SQLiteException said ? said.getResultCode().code & 0xff : 0;
        return code == CONSTRAINT || code == TOO_BIG || code == MISMATCH;
    }

    @Override
    public void close() {
        tables = null;
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing {}", this, e);
            }
            connection = null;
        }
    }

    @Override
    public String toString() {
        return "SQLite database " + file;
    }
}
