package dev.shoutgate.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.inventory.ItemTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ItemTablesTest {

    @TempDir
    private Path root;

    @Test
    void makesATableOfItsOwnForEachShard() throws IOException {
        try (DataFolder folder = DataFolder.take(root, 2); ItemTables tables = new ItemTables(folder, 2, 10)) {
            ItemTable first = tables.take(0);
            first.enter(0);
            assertThat(tables.take(1).size()).isZero();
            assertThat(first.capacity()).isEqualTo(10);
            assertThat(folder.items(0)).exists();
            first.close();
        }
    }

    @Test
    void makesThemWhereTheLibraryWasLoadedAheadToo() throws IOException {
        ItemTables.load();
        ItemTables.load();
        try (DataFolder folder = DataFolder.take(root, 1); ItemTables tables = new ItemTables(folder, 1, 10)) {
            ItemTable table = tables.take(0);
            assertThat(table.capacity()).isEqualTo(10);
            table.close();
        }
    }

    @Test
    void tellsWhoeverTakesATableThatItCouldNotBeMade() throws IOException {
        try (DataFolder folder = DataFolder.take(root, 1)) {
            Files.createDirectories(folder.items(0).resolve("in the way"));
            try (ItemTables tables = new ItemTables(folder, 1, 10)) {
                assertThatThrownBy(() -> tables.take(0)).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void closesWhatNobodyTook() throws IOException {
        try (DataFolder folder = DataFolder.take(root, 1)) {
            ItemTables tables = new ItemTables(folder, 1, 10);
            ItemTable table = tables.take(0);
            tables.close();
            assertThatThrownBy(() -> table.enter(0)).isInstanceOf(RuntimeException.class);
        }
    }
}
