package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderStore;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

class SqliteSchemaTest extends SchemaContract {

    @TempDir
    private Path folder;

    @Override
    String newDatabase() {
        return "jdbc:sqlite:" + folder.resolve("orders.db");
    }

    @Override
    OrderStore newStore() {
        return new SqliteOrderStore("sqlite", folder.resolve("orders.db"));
    }

    @Override
    List<String> tables() {
        return Rows.of(folder.resolve("orders.db"), "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1");
    }

    @Override
    String clustered() {
        return "WITHOUT ROWID";
    }
}
