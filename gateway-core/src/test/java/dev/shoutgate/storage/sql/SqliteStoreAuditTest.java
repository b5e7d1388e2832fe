package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreAuditTest extends StoreAuditContract {

    @TempDir
    private Path folder;

    private Path file;
    private int made;

    @Override
    String newDatabase() {
        file = folder.resolve("orders-" + ++made + ".db");
        return "jdbc:sqlite:" + file;
    }

    @Override
    OrderStore newStore() {
        return new SqliteOrderStore("sqlite", file);
    }

    @Override
    void untie() {
        // SQLite minds it only where a connection asks for it.
    }

    @Override
    StoreAudit newAudit() {
        return SqliteOrderStore.audit(file);
    }
}
