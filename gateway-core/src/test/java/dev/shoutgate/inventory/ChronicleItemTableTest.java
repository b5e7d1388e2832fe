package dev.shoutgate.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.nio.file.Files;
import java.nio.file.Path;
import net.openhft.chronicle.bytes.Byteable;
import net.openhft.chronicle.values.ValueModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChronicleItemTableTest extends ItemTableContract {

    private static final int CACHE_LINE_BYTES = 64;

    @TempDir
    Path folder;

    @Override
    ItemTable newTable(int capacity) throws Exception {
        return ChronicleItemTable.create(file(), capacity);
    }

    private Path file() {
        return folder.resolve("items.map");
    }

    @Test
    void laysTheFieldsOutWithTheVersionFirst() {
        assertThat(ValueModel.acquire(ItemValue.class).fields().map(field -> field.name()))
                .containsExactly("version", "total", "held", "sold", "price", "limitPerBuyer", "status");
        assertThat(ValueModel.acquire(ItemValue.class).sizeInBytes()).isEqualTo(48);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 10, 77, 1_000, 12_345})
    void putsEveryItemIntoOneCacheLine(int capacity) throws Exception {
        ItemTable table = table(capacity);
        for (int i = 0; i < capacity; i++) {
            Byteable reference = (Byteable) table.enter(i);
            long address = reference.bytesStore().addressForRead(reference.offset());
            assertThat(address % 8).isZero();
            assertThat(address % CACHE_LINE_BYTES + reference.maxSize()).isLessThanOrEqualTo(CACHE_LINE_BYTES);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 20_000})
    void needsNoMoreOfTheDiskWhenFullThanWhenMade(int capacity) throws Exception {
        ItemTable table = table(capacity);
        long madeBytes = Files.size(file());
        for (int i = 0; i < capacity; i++) {
            table.enter(i);
        }

        assertThat(Files.size(file())).isEqualTo(madeBytes);
        assertThat(ChildJvm.allocatedBytes(file())).isGreaterThanOrEqualTo(madeBytes);
    }

    @Test
    void takesAtMost90BytesAnItem() throws Exception {
        table(100_000);

        assertThat(Files.size(file())).isLessThan(100_000 * 90);
    }

    @Test
    void startsAfreshWhereATableStoodBefore() throws Exception {
        try (ItemTable old = ChronicleItemTable.create(file(), 5)) {
            old.enter(1).setTotal(99);
        }

        ItemTable table = table(5);

        assertThat(table.size()).isZero();
        assertThat(table.enter(1).getTotal()).isZero();
    }

    @Test
    void startsAfreshOverAFileThatIsNoTable() throws Exception {
        Files.writeString(file(), "left over from something else");

        assertThat(table(5).enter(1).getTotal()).isZero();
    }

    @Test
    void saysWhereItFoundNoFolder() {
        Path nowhere = folder.resolve("no-such-folder").resolve("items.map");

        assertThatIOException().isThrownBy(() -> ChronicleItemTable.create(nowhere, 5))
                .withMessageContaining(nowhere.toString());
    }
}
