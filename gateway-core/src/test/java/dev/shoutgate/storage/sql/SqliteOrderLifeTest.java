package dev.shoutgate.storage.sql;

import dev.shoutgate.storage.OrderStore;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class SqliteOrderLifeTest extends OrderLifeContract {

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
    String fieldOfData(String field) {
        return "json_extract(data, '$." + field + "')";
    }
}
