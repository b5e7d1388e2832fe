package dev.shoutgate.storage.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.migration.Context;
import org.flywaydb.core.api.migration.JavaMigration;

/**
 * Version 4 of the schema: fills the tables of what now is from the events that older releases stored.
 *
 * <p>Threading: whoever migrates.
 */
final class SalesFromEvents implements JavaMigration {

    private final Dialect dialect;

    SalesFromEvents(Dialect dialect) {
        this.dialect = dialect;
    }

    @Override
    public void migrate(Context context) throws SQLException {
        Connection connection = context.getConnection();
        if (dialect == Dialect.SQLITE) {
            mendText(connection);
        }
        List<String> sales = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT DISTINCT sale_id FROM sale_events WHERE sale_id IS NOT NULL ORDER BY sale_id")) {
            while (row.next()) {
                sales.add(row.getString(1));
            }
        }
        SaleRows.ofVersion4(connection, dialect).rebuild(sales);
    }

    /** JSON functions stop at U+0000, which older releases let into titles. */
    private static void mendText(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT shard, sequence, data FROM sale_events"
                        + " WHERE data LIKE '%\\u0000%' ORDER BY shard, sequence");
                PreparedStatement mend = connection.prepareStatement(
                        "UPDATE sale_events SET data = ? WHERE shard = ? AND sequence = ?")) {
            while (row.next()) {
                mend.setString(1, EventData.storable(row.getString(3)));
                mend.setInt(2, row.getInt(1));
                mend.setLong(3, row.getLong(2));
                mend.addBatch();
            }
            mend.executeBatch();
        }
    }

    @Override
    public MigrationVersion getVersion() {
        return MigrationVersion.fromVersion("4");
    }

    @Override
    public String getDescription() {
        return "sales from events";
    }

    @Override
    public Integer getChecksum() {
        return null;
    }

    @Override
    public boolean canExecuteInTransaction() {
        return true;
    }
}
