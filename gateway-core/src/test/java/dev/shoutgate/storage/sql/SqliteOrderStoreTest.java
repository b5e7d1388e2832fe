package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is SQLite's own. */
class SqliteOrderStoreTest extends OrderStoreContract {

    @TempDir
    private Path folder;

    private Path file;
    private OrderStore store;

    @Override
    String newDatabase() {
        file = folder.resolve("orders.db");
        return "jdbc:sqlite:" + file;
    }

    @Override
    OrderStore newStore() {
        return new SqliteOrderStore("sqlite", file);
    }

    @BeforeEach
    void openAnother() {
        store = newStore();
    }

    @AfterEach
    void closeIt() {
        store.close();
    }

    @Test
    void rehearsesWithoutAFile() {
        store.rehearse();
        assertThat(folder).isEmptyDirectory();
        assertThat(store.position(0)).isZero();
    }

    @Test
    void isWrittenAheadSoThatReportsNeitherWaitNorHoldUp() {
        store.store(new FactList().add(Facts.saleMoved("demo", Facts.OPEN, "", "")).batch(0, 0, 1));

        assertThat(Rows.of(file, "PRAGMA journal_mode")).containsExactly("wal");
    }

    @Test
    void makesItsTablesAnewWhenAnotherFileWasPutInPlace() throws IOException {
        store.store(new FactList().add(Facts.saleMoved("demo", Facts.OPEN, "", "")).batch(0, 0, 1));
        store.close();
        Files.delete(file);

        assertThatThrownBy(() -> store.position(0))
                .isInstanceOf(StoreException.class).hasMessageContaining("no such table");
        assertThat(store.position(0)).isZero();
    }
}
