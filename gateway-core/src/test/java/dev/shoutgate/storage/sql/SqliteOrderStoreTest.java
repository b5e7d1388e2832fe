package dev.shoutgate.storage.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.storage.FactBatch;
import dev.shoutgate.storage.FactList;
import dev.shoutgate.storage.Facts;
import dev.shoutgate.storage.OrderStore;
import dev.shoutgate.storage.StoreException;
import dev.shoutgate.storage.UnstorableException;
import dev.shoutgate.storage.WritePace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

    /** A checkpoint forces the disk for longer than buyers' own forces should wait. */
    @Test
    void copiesTheLogIntoTheFileOnceTheCrowdHasPassed() throws IOException {
        AtomicBoolean crowd = new AtomicBoolean(true);
        store.keepTo(new WritePace() {
            @Override
            public void wrote(int facts) { }

            @Override
            public boolean isCrowd() {
                return crowd.get();
            }
        });
        FactList facts = new FactList();
        long usual = 8_192L * 4096;
        do {
            storeMore(facts);
        } while (Files.size(folder.resolve("orders.db-wal")) < usual * 5 / 4 && Files.size(file) < usual / 4);
        long inTheFile = Files.size(file);
        assertThat(inTheFile).isLessThan(usual / 4);

        crowd.set(false);
        storeMore(facts);
        assertThat(Files.size(file)).isGreaterThan(2 * inTheFile);
    }

    private void storeMore(FactList facts) {
        long before = facts.size();
        for (int i = 0; i < 4096; i++) {
            facts.add(Facts.saleMoved("sale-" + (before + i) % 7, Facts.OPEN, "", ""));
        }
        store.store(facts.batch(0, before, facts.size()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"orders.db", "orders.db-wal", "orders.db-shm"})
    void countsNothingAsStoredThatLiesInAFileThatIsGone(String name) throws IOException {
        store.store(twoFacts(0, 1));
        Files.delete(folder.resolve(name));

        assertGone(folder.resolve(name) + " is gone");
    }

    @Test
    void countsNothingAsStoredThatLiesInAFileThatWasMovedAndLeavesThatWhole() throws IOException {
        store.store(twoFacts(0, 1));
        Path archive = Files.move(file, folder.resolve("archive.db"));

        assertGone(file + " is gone");
        assertThat(Rows.count(archive, "sale_events")).isOne();
    }

    @Test
    void countsNothingAsStoredThatLiesInAFileThatWasReplaced() throws IOException {
        store.store(twoFacts(0, 1));
        Files.copy(file, folder.resolve("copy.db"));
        Files.move(folder.resolve("copy.db"), file, StandardCopyOption.REPLACE_EXISTING);

        assertGone(file + " is another file now");
    }

    @Test
    void countsNothingAsStoredThatLiesInAFolderThatWasRenamed() throws IOException {
        Path inner = Files.createDirectory(folder.resolve("inner"));
        file = inner.resolve("orders.db");
        try (OrderStore there = newStore()) {
            there.store(twoFacts(0, 1));
            Files.move(inner, folder.resolve("other"));

            assertThatThrownBy(() -> there.store(twoFacts(1, 2))).hasMessageContaining(file + " is gone");
            assertThatThrownBy(() -> there.position(0)).isInstanceOf(StoreException.class);
            Files.move(folder.resolve("other"), inner);
            assertThat(there.position(0)).isPositive();
        }
    }

    private void assertGone(String words) {
        assertThatThrownBy(() -> store.store(twoFacts(1, 2))).isInstanceOf(StoreException.class)
                .isNotInstanceOf(UnstorableException.class).hasMessageContaining(words)
                .hasMessageContaining("somebody deleted, moved or replaced it while it was in use");
        await().ignoreExceptionsInstanceOf(StoreException.class).untilAsserted(
                () -> store.store(twoFacts(store.position(0), 2)));
        assertThat(Rows.count(file, "sale_events")).isEqualTo(2);
    }

    private static FactBatch twoFacts(long from, long to) {
        return new FactList().add(Facts.saleMoved("demo", Facts.OPEN, "", ""),
                Facts.saleMoved("demo", Facts.PAUSED, "", "")).batch(0, from, to);
    }
}
