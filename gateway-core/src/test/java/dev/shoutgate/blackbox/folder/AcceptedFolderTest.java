package dev.shoutgate.blackbox.folder;

import static dev.shoutgate.blackbox.folder.OldFolder.settings;
import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.folder.SegmentFile.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that look odd and have lost nothing that anybody was promised. */
class AcceptedFolderTest {
    @TempDir
    static Path base;
    private static OldFolder old;

    @TempDir
    Path folder;

    @BeforeAll
    static void makeTheFolder() throws Exception {
        old = OldFolder.make(base);
    }

    /** Every byte of it is tried on the journal alone; here the whole gateway meets the ends and the middle. */
    @Test
    void aLastFrameThatBrokeOffWhileItWasWritten() throws Exception {
        Frame last = SegmentFile.of(base.resolve("data")).last();
        assertComesBackWithoutTheLastOrder("first", segment -> segment.zero(last.offset() + 1));
        assertComesBackWithoutTheLastOrder("middle", segment -> segment.cut(last.offset() + last.lengthBytes() / 2));
        assertComesBackWithoutTheLastOrder("end", segment -> segment.zero(last.end() - 1));
        assertComesBackWithoutTheLastOrder("flipped", segment -> segment.flipBit(last.offset() + 40, 5));
    }

    private interface Damage {
        void to(SegmentFile segment) throws IOException;
    }

    private void assertComesBackWithoutTheLastOrder(String name, Damage damage) throws Exception {
        Path place = Files.createDirectory(folder.resolve(name));
        Path data = old.copyTo(place);
        damage.to(SegmentFile.of(data));
        // What broke off was never acknowledged and so is not in the database either.
        forget(data);
        try (GatewayProcess gateway = GatewayProcess.serve(place, settings(data))) {
            old.assertIsThere(gateway, OldFolder.ORDERS - 1);
        }
    }

    private static void forget(Path data) throws IOException {
        try (Stream<Path> files = Files.list(data)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("orders.db")).toList()) {
                Files.delete(file);
            }
        }
    }

    /** Made on a machine of more cores, say. */
    @Test
    void oneOfAnotherNumberOfShardsThanThisMachineWouldGiveANewOne() throws Exception {
        Path data = folder.resolve("data");
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings(data).with("shards", 3))) {
            assertThat(gateway.terminate()).isZero();
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings(data).with("shards", "auto"))) {
            assertThat(gateway.terminate()).isZero();
        }
        assertThat(data.resolve("shards")).hasContent("3");
    }

    @Test
    void anEmptySegmentAfterTheLastAndForeignFiles() throws Exception {
        Path data = old.copyTo(folder);
        Path journal = SegmentFile.folder(data);
        Files.createFile(journal.resolve("journal-0000000000000003.seg"));
        List<Path> foreign = List.of(data.resolve("notes.txt"), data.resolve("shard-0/notes.txt"),
                journal.resolve("notes.txt"));
        for (Path file : foreign) {
            Files.writeString(file, "not ours");
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings(data))) {
            old.assertIsThere(gateway, OldFolder.ORDERS);
            assertThat(gateway.terminate()).isZero();
        }
        assertThat(foreign).allSatisfy(file -> assertThat(file).hasContent("not ours"));
    }
}
