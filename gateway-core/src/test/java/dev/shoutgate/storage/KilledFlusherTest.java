package dev.shoutgate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.shoutgate.storage.sql.Rows;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class KilledFlusherTest {

    private static final int FACTS = 60_000;
    private static final int KILLS = 4;

    @TempDir
    private Path folder;

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES)
    void leavesExactlyTheJournalHoweverOftenItIsKilled() throws Exception {
        try (DiskJournal journal = new DiskJournal(folder, 0)) {
            journal.add(ScriptedFacts.facts(FACTS));
        }
        Path file = folder.resolve("orders.db");
        Random random = new Random(20261122);
        long before = 0;
        for (int i = 0; i < KILLS; i++) {
            killAfterBatches(file, 2 + random.nextInt(2), random.nextInt(40));
            long position = position(file);
            assertThat(position).isGreaterThanOrEqualTo(before).isPositive();
            // Rows and position stand together at every moment at which the process may have died.
            assertThat(orders(file)).isEqualTo(ScriptedFacts.orders((int) position));
            before = position;
        }
        assertThat(before).as("killed in the middle").isLessThan(FACTS);

        flushAll(file);
        Path once = folder.resolve("once.db");
        flushAll(once);

        assertThat(orders(file)).isEqualTo(ScriptedFacts.orders(FACTS));
        assertThat(Rows.all(file)).isEqualTo(Rows.all(once));
    }

    private void killAfterBatches(Path file, int batches, int afterMs) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                        "-cp", System.getProperty("java.class.path"),
                        FlushUntilKilled.class.getName(), folder.toString(), file.toString(),
                        Integer.toString(FACTS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            int seen = 0;
            String line;
            while (seen < batches && (line = lines.readLine()) != null) {
                seen += line.startsWith("position") ? 1 : 0;
            }
            // Not a wait for anything: it moves the kill to another place in the batch.
            process.waitFor(afterMs, TimeUnit.MILLISECONDS);
            process.destroyForcibly();
        }
        assertThat(process.waitFor()).isEqualTo(128 + 9);
    }

    private void flushAll(Path file) throws InterruptedException {
        OrderFlusher flusher = FlushUntilKilled.flusher(folder, file, FACTS);
        flusher.start();
        assertThat(flusher.drain(Duration.ofMinutes(2))).isTrue();
    }

    private static long position(Path file) {
        return Long.parseLong(Rows.of(file, "SELECT sequence FROM flush_position WHERE shard = 0").get(0));
    }

    private static List<String> orders(Path file) {
        return Rows.of(file, "SELECT order_id, status, sequence FROM orders ORDER BY sequence");
    }
}
