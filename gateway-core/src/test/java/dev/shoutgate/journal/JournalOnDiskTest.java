package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.shoutgate.journal.Batches.Fact;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The journal on a real folder, with its background thread. */
class JournalOnDiskTest {

    private static final int SHARD = 3;
    private static final long SEGMENT_BYTES = JournalWriter.MIN_SEGMENT_BYTES;

    @TempDir
    Path folder;

    private final FactFrame frame = new FactFrame();
    private final List<Fact> written = new ArrayList<>();

    @Test
    void aNewFolderHoldsNothingAndTakesTheFirstBatch() throws IOException {
        FolderDisk disk = FolderDisk.create(folder.resolve("a/b/journal"));
        try (JournalWriter writer = open(disk)) {
            assertThat(writer.durableSequence()).isZero();
            assertThat(writer.hasRoom()).isTrue();
            append(writer, 3, 100);
            assertThat(writer.durableSequence()).isEqualTo(3);
        }
        assertThat(read(disk, 1)).isEqualTo(written);
    }

    @Test
    void whatWasAppendedIsThereAfterEachOfManyStarts() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        for (int start = 0; start < 5; start++) {
            try (JournalWriter writer = open(disk)) {
                assertThat(writer.durableSequence()).isEqualTo(written.size());
                append(writer, 1 + start, 77 + start);
                append(writer, 2, 1001);
            }
        }
        assertThat(read(disk, 1)).isEqualTo(written);
        assertThat(read(disk, 7)).isEqualTo(written.subList(6, written.size()));
    }

    @Test
    void aFollowerReadsAcrossSegmentsWhileTheyRoll() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        List<Fact> followed = new ArrayList<>();
        try (JournalWriter writer = open(disk);
                JournalFollower follower = new JournalFollower(disk, SHARD, 1, writer::durableSequence)) {
            for (int batch = 0; batch < 60; batch++) {
                Awaitility.await().until(writer::hasRoom);
                append(writer, 7, 40_000);
                follower.poll(Batches.into(followed), 1000);
                assertThat(followed).hasSameSizeAs(written);
            }
            assertThat(follower.position()).isEqualTo(written.size() + 1);
        }
        assertThat(segments()).hasSizeGreaterThan(4);
        assertThat(followed).isEqualTo(written);
        assertThat(read(disk, 1)).isEqualTo(written);
    }

    @Test
    void aSegmentIsZeroedAndAtItsFullSizeBeforeItIsUsed() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        try (JournalWriter writer = open(disk)) {
            Awaitility.await().until(() -> segments().size() == 1);
            Path first = segments().get(0);
            assertThat(Arrays.equals(Files.readAllBytes(first), new byte[(int) SEGMENT_BYTES])).isTrue();
            append(writer, 1, 50);
            assertThat(Files.size(first)).isEqualTo(SEGMENT_BYTES);
            Awaitility.await().until(() -> segments().size() == 2);
        }
    }

    @Test
    void aSegmentThatNobodyNeedsIsTheSameFileAgain() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        Set<Object> files = new HashSet<>();
        try (JournalWriter writer = open(disk)) {
            for (int segment = 0; segment < 8; segment++) {
                for (int batch = 0; batch < 15; batch++) {
                    Awaitility.await().until(writer::hasRoom);
                    append(writer, 7, 40_000);
                }
                writer.letGoBelow(writer.durableSequence() - 100);
                for (Path each : segments()) {
                    files.add(Files.getAttribute(each, "unix:ino"));
                }
            }
            // One in use and one before it, as many spare ones, and the one that is prepared.
            assertThat(files).hasSizeLessThanOrEqualTo(5);
        }
        int first = (int) JournalReader.firstKept(disk, SHARD);
        assertThat(new SegmentFolder(disk, SHARD).begun()).last().matches(entry -> entry.number() >= 8);
        assertThat(read(disk, first)).isEqualTo(written.subList(first - 1, written.size()));
        try (JournalWriter writer = JournalWriter.open(disk, SHARD, SEGMENT_BYTES, true, JournalRecovery.recover(
                disk, SHARD, first, (sequence, timeMs, buffer, offset, length) -> { }))) {
            append(writer, 7, 40_000);
        }
        assertThat(read(disk, first)).isEqualTo(written.subList(first - 1, written.size()));
    }

    @Test
    void tellsHowLongEachForceTookAndForcesNothingForTheOperatingSystem() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        AtomicLong forces = new AtomicLong();
        try (JournalWriter writer = open(disk).onForce(ns -> forces.addAndGet(ns > 0 ? 1 : 1000))) {
            append(writer, 1, 50);
            append(writer, 1, 50);
        }
        assertThat(forces).hasValue(2);
        try (JournalWriter writer = JournalWriter.open(disk, SHARD, SEGMENT_BYTES, false, recover(disk))
                .onForce(ns -> forces.addAndGet(1000))) {
            append(writer, 1, 50);
            assertThat(writer.durableSequence()).isEqualTo(3);
        }
        assertThat(forces).hasValue(2);
    }

    @Test
    void refusesABatchThatDoesNotFollowAndASegmentSizeOutOfBounds() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        try (JournalWriter writer = open(disk)) {
            assertThatThrownBy(() -> writer.append(Batches.fill(frame, 2, 1, 10, 0)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("from sequence 2");
            frame.reset(1, 1);
            assertThatThrownBy(() -> writer.append(frame)).isInstanceOf(IllegalArgumentException.class);
        }
        for (long size : new long[] {JournalWriter.MIN_SEGMENT_BYTES - 1, JournalWriter.MAX_SEGMENT_BYTES + 1}) {
            assertThatThrownBy(() -> JournalWriter.open(disk, SHARD, size, true, recover(disk)))
                    .isInstanceOf(IllegalArgumentException.class).hasMessageContaining(Long.toString(size));
        }
    }

    @Test
    void aSecondThreadThatAppendsIsCaught() throws Exception {
        FolderDisk disk = FolderDisk.create(folder);
        try (JournalWriter writer = open(disk)) {
            append(writer, 1, 10);
            AtomicLong caught = new AtomicLong();
            Thread other = new Thread(() -> append(writer, 1, 10));
            other.setUncaughtExceptionHandler((t, e) -> caught.set(e instanceof AssertionError ? 1 : 2));
            other.start();
            other.join();
            assertThat(caught).hasValue(1);
        }
    }

    @Test
    void theLargestFrameFitsTheSmallestSegment() throws IOException {
        FolderDisk disk = FolderDisk.create(folder);
        try (JournalWriter writer = open(disk)) {
            frame.reset(1, 5);
            frame.commit(FactFrame.FULL_BYTES - FactFrame.HEADER_BYTES - Integer.BYTES - 1);
            assertThat(frame.isFull()).isFalse();
            frame.commit(FactFrame.MAX_FACT_BYTES);
            writer.append(frame);
            assertThat(writer.durableSequence()).isEqualTo(2);
        }
        assertThat(recover(disk).factsRead()).isEqualTo(2);
    }

    private void append(JournalWriter writer, int facts, int factBytes) {
        writer.append(Batches.fill(frame, writer.durableSequence() + 1, facts, factBytes, 0));
        written.addAll(Batches.of(frame));
    }

    private static JournalWriter open(JournalDisk disk) throws IOException {
        return JournalWriter.open(disk, SHARD, SEGMENT_BYTES, true, recover(disk));
    }

    private static JournalEnd recover(JournalDisk disk) throws IOException {
        return JournalRecovery.recover(disk, SHARD, 1, (sequence, timeMs, buffer, offset, length) -> {});
    }

    private static List<Fact> read(JournalDisk disk, long from) throws IOException {
        List<Fact> facts = new ArrayList<>();
        JournalReader.read(disk, SHARD, from, Batches.into(facts));
        return facts;
    }

    private List<Path> segments() throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
        }
    }
}
