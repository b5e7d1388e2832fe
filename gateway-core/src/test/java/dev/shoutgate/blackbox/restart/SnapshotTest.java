package dev.shoutgate.blackbox.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.shoutgate.blackbox.GatewayProcess;
import dev.shoutgate.blackbox.Settings;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Snapshots under load, and starts from them. */
class SnapshotTest {

    @TempDir
    Path folder;

    private final Told told = new Told();
    private Path data;
    private Settings settings;
    private String sale;

    @BeforeEach
    void sellUntilThereAreTwoSnapshotsAndKill() throws Exception {
        data = folder.resolve("data");
        settings = Settings.small().with("data", data.toString()).with("snapshot.every-facts", 2_000);
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            sale = gateway.shop().open(Basket.sale());
            Load load = Load.start(gateway.buyersPort(), sale, told, 8, Basket.MIXED, 1);
            await().atMost(Duration.ofMinutes(2)).until(() -> snapshots().size() == 2);
            gateway.killHard();
            load.awaitEnd();
        }
    }

    @Test
    void areStartedFromAndKeepEveryPromise() throws Exception {
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertThat(gateway.output().toString()).contains("orders up to sequence " + sequenceOf(newest()));
            assertKept(gateway);
        }
    }

    @Test
    void giveWayToTheOneBeforeWhenTheNewestIsDamaged() throws Exception {
        Path newest = newest();
        flipABitIn(newest);
        long older = sequenceOf(snapshots().get(0));
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertThat(gateway.output().toString()).contains("is damaged and is not used")
                    .contains("orders up to sequence " + older);
            assertKept(gateway);
        }
        assertThat(Path.of(newest + ".damaged")).exists();
    }

    @Test
    void areNotMissedWhereTheJournalIsStillWhole() throws Exception {
        for (Path snapshot : snapshots()) {
            Files.delete(snapshot);
        }
        try (GatewayProcess gateway = GatewayProcess.serve(folder, settings)) {
            assertKept(gateway);
        }
    }

    private void assertKept(GatewayProcess gateway) {
        Reckoning.assertEverythingIsKept(gateway, sale, told);
    }

    private Path newest() throws IOException {
        return snapshots().get(1);
    }

    /** Oldest first. */
    private List<Path> snapshots() throws IOException {
        Path place = data.resolve("shard-0/snapshots");
        if (!Files.exists(place)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".snap")).sorted().toList();
        }
    }

    private static long sequenceOf(Path snapshot) {
        return Long.parseLong(snapshot.getFileName().toString().replaceAll("\\D", ""));
    }

    private static void flipABitIn(Path file) throws IOException {
        try (RandomAccessFile bytes = new RandomAccessFile(file.toFile(), "rw")) {
            long middle = bytes.length() / 2;
            bytes.seek(middle);
            int value = bytes.read();
            bytes.seek(middle);
            bytes.write(value ^ 1);
        }
    }
}
