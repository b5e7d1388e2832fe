package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.StoreNewerException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the tables up to date, and remembers in a table of its own, {@value #HISTORY}, how far they are: a shop's own
 * migrations in the same schema neither see nor break it.
 *
 * <p>Releases before 0.2 kept that in {@value #SHARED}, which is everybody's. What stands there of theirs goes once the
 * new table has it; what a shop has there stays.
 *
 * <p>A migration that fails leaves nothing behind: all of them are one transaction, and the table of the history goes
 * if it was made for them.
 *
 * <p>Threading: one thread.
 */
final class Schema {

    static final String HISTORY = "shoutgate_schema_history";
    static final String SHARED = "flyway_schema_history";

    private static final Logger LOG = LoggerFactory.getLogger(Schema.class);

    /** Tries, one a second, to be the only gateway that migrates. */
    private static final int TRIES = 3;

    private static final String NOTHING_YET = "0";
    private static final String MAY_NOT_READ = "42501";

    private final String name;
    private final Dialect dialect;
    private final DataSource database;

    /** {@code name} says which database it is, to people. */
    Schema(String name, Dialect dialect, DataSource database) {
        this.name = name;
        this.dialect = dialect;
        this.database = database;
    }

    /** Loads what migrates, without a database. */
    static void rehearse(Dialect dialect) {
        flyway(dialect, null, NOTHING_YET);
    }

    /**
     * Does what is left to do.
     *
     * @throws StoreNewerException where a newer release has been there; nothing was changed
     */
    void migrate() throws SQLException {
        if (isUpToDate()) {
            return;
        }
        Set<Integer> before = ours(SHARED);
        int from = before.stream().mapToInt(Integer::intValue).max().orElse(0);
        Flyway flyway = flyway(dialect, database, Integer.toString(from));
        refuseNewer(flyway);
        try {
            flyway.migrate();
        } catch (FlywayException e) {
            leaveNothing();
            throw e;
        }
        if (!before.isEmpty()) {
            takeOver(before);
        }
    }

    private boolean isUpToDate() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return has(connection, HISTORY) && !has(connection, SHARED) && UpToDate.is(connection, dialect);
        }
    }

    private static Flyway flyway(Dialect dialect, DataSource database, String baseline) {
        return Flyway.configure(Schema.class.getClassLoader())
                .dataSource(database)
                .table(HISTORY)
                .locations("classpath:dev/shoutgate/storage/sql/schema/both",
                        "classpath:dev/shoutgate/storage/sql/schema/" + dialect.folder)
                .javaMigrations(new SalesFromEvents(dialect))
                .placeholders(Map.of("clustered", dialect.clustered))
                .lockRetryCount(TRIES)
                .group(true)
                // In a schema that holds other tables too, they begin at the beginning all the same.
                .baselineOnMigrate(true)
                .baselineVersion(baseline)
                .load();
    }

    private void refuseNewer(Flyway flyway) {
        MigrationVersion known = Stream.of(flyway.info().all())
                .filter(migration -> migration.getState().isResolved()).map(MigrationInfo::getVersion)
                .max(MigrationVersion::compareTo).orElseThrow();
        Stream.of(flyway.info().applied()).map(MigrationInfo::getVersion)
                .filter(version -> version != null && version.compareTo(known) > 0).max(MigrationVersion::compareTo)
                .ifPresent(version -> {
                    throw new StoreNewerException("The " + name + " has tables of version " + version
                            + " but this program knows versions up to " + known
                            + ". Start the newer program that made them. Nothing was changed.");
                });
    }

    /** The versions of ours that a history has: by number, description and checksum, so that no other is mistaken. */
    private Set<Integer> ours(String history) throws SQLException {
        Set<Integer> found = new HashSet<>();
        try (Connection connection = database.getConnection()) {
            if (!has(connection, history)) {
                return found;
            }
            List<MigrationInfo> made = Stream.of(flyway(dialect, database, NOTHING_YET).info().all())
                    .filter(migration -> migration.getState().isResolved()).toList();
            try (Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT version, description, checksum FROM " + history + " WHERE success")) {
                while (row.next()) {
                    String version = row.getString(1);
                    String description = row.getString(2);
                    int checksum = row.getInt(3);
                    made.stream().filter(one -> one.getVersion().getVersion().equals(version)
                            && one.getDescription().equals(description) && one.getResolvedChecksum() != null
                            && one.getResolvedChecksum() == checksum)
                            .forEach(one -> found.add(Integer.parseInt(version)));
                }
            }
        } catch (SQLException e) {
            // A shop's, who lets nobody else read it. So nobody but the shop wrote there.
            if (!MAY_NOT_READ.equals(e.getSQLState())) {
                throw e;
            }
        }
        return found;
    }

    private static boolean has(Connection connection, String table) throws SQLException {
        // Of the schema that it writes to only: another one on the search path is somebody else's.
        try (ResultSet row = connection.getMetaData().getTables(null, connection.getSchema(), table, null)) {
            return row.next();
        }
    }

    /** Takes what was ours out of the table that is everybody's, and that table with it where nothing else is in it. */
    private void takeOver(Set<Integer> versions) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            for (int version : versions) {
                statement.executeUpdate("DELETE FROM " + SHARED + " WHERE version = '" + version + "'");
            }
            boolean ownBaseline = count(statement, "WHERE NOT (type = 'BASELINE' AND version = '0')") == 0;
            if (ownBaseline) {
                statement.executeUpdate("DROP TABLE " + SHARED);
            }
            connection.commit();
            connection.setAutoCommit(true);
            LOG.info("The {} remembers its version in the table {} from now on; {}", name, HISTORY, ownBaseline
                    ? SHARED + " held nothing else and is gone" : "the rest of " + SHARED + " is the shop's own");
        }
    }

    private static int count(Statement statement, String where) throws SQLException {
        try (ResultSet row = statement.executeQuery("SELECT count(*) FROM " + SHARED + " " + where)) {
            row.next();
            return row.getInt(1);
        }
    }

    private void leaveNothing() {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            boolean holdsNothing;
            try (ResultSet row = statement.executeQuery(
                    "SELECT count(*) FROM " + HISTORY + " WHERE type <> 'BASELINE'")) {
                holdsNothing = row.next() && row.getInt(1) == 0;
            }
            if (holdsNothing) {
                statement.executeUpdate("DROP TABLE " + HISTORY);
            }
        } catch (SQLException e) {
            // The migration's own failure is what matters, and is told.
            LOG.debug("leaving no {} in {}", HISTORY, name, e);
        }
    }
}
