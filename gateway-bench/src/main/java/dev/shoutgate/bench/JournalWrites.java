package dev.shoutgate.bench;

import com.sun.management.OperatingSystemMXBean;
import dev.shoutgate.bench.load.ScratchFolder;
import dev.shoutgate.bench.load.Spread;
import dev.shoutgate.journal.FactFrame;
import dev.shoutgate.journal.FolderDisk;
import dev.shoutgate.journal.JournalEnd;
import dev.shoutgate.journal.JournalWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures what a journal has the disk write, and the processor do, for a fact: where every segment is a new file, and
 * where segments that were let go are used again. Batches are left to the operating system, since a force costs the
 * same in both. Linux only: the bytes are the kernel's own count.
 */
@Command(name = "journal-writes", description = "Measures what a journal has the disk write.",
        mixinStandardHelpOptions = true)
public final class JournalWrites implements Callable<Integer> {

    private static final int BATCH_FACTS = 64;
    private static final int FACT_BYTES = 140;

    /** Segments before those that are counted: by then there are some to be used again. */
    private static final int WARM_UP = 6;

    /** Segments that snapshots and stores would need still. */
    private static final int KEPT = 2;

    @Option(names = "--segments", description = "Segments that are counted; default: ${DEFAULT-VALUE}.")
    private int segments = 12;

    @Option(names = "--rounds", description = "Rounds of both; default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new JournalWrites()).execute(arguments));
    }

    /** What a segment's facts cost: bytes written, as parts of its size; processor time of a fact, microseconds. */
    record Cost(double written, double cpuUs) {}

    @Override
    public Integer call() throws IOException {
        List<Cost> fresh = new ArrayList<>();
        List<Cost> again = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            fresh.add(measure(64 << 20, segments, false));
            again.add(measure(64 << 20, segments, true));
        }
        row("every segment a new file", fresh);
        row("segments used again", again);
        return 0;
    }

    private static void row(String name, List<Cost> costs) {
        System.out.printf("%-26s %.2f times its facts written, %.3f us of CPU a fact%n", name,
                Spread.of(costs.stream().map(Cost::written).toList()).median(),
                Spread.of(costs.stream().map(Cost::cpuUs).toList()).median());
    }

    static Cost measure(int segmentBytes, int segments, boolean letGo) throws IOException {
        try (ScratchFolder folder = ScratchFolder.make("journal-writes"); JournalWriter journal = JournalWriter.open(
                FolderDisk.create(folder.path()), 0, segmentBytes, false, new JournalEnd(0, 0, 0, 0, 0, -1, 0))) {
            FactFrame frame = new FactFrame();
            long perSegment = segmentBytes / (BATCH_FACTS * (FACT_BYTES + Integer.BYTES) + FactFrame.HEADER_BYTES)
                    * (long) BATCH_FACTS;
            long bytes = 0;
            long cpuNs = 0;
            for (int segment = 0; segment < WARM_UP + segments; segment++) {
                if (segment == WARM_UP) {
                    bytes = bytesWritten();
                    cpuNs = cpuNs();
                }
                fill(journal, frame, journal.durableSequence() + perSegment);
                if (letGo) {
                    journal.letGoBelow(journal.durableSequence() - KEPT * perSegment);
                } else {
                    deleteOld(folder);
                }
            }
            journal.settle();
            return new Cost((bytesWritten() - bytes) / (double) segmentBytes / segments,
                    (cpuNs() - cpuNs) / 1e3 / perSegment / segments);
        }
    }

    /** What releases before did with a segment that nobody needs. */
    private static void deleteOld(ScratchFolder folder) throws IOException {
        try (Stream<Path> files = Files.list(folder.path())) {
            List<Path> segments = files.filter(file -> file.toString().endsWith(".seg")).sorted().toList();
            for (Path old : segments.subList(0, Math.max(0, segments.size() - KEPT - 2))) {
                Files.delete(old);
            }
        }
    }

    private static void fill(JournalWriter journal, FactFrame frame, long upTo) {
        while (journal.durableSequence() < upTo) {
            while (!journal.hasRoom()) {
                LockSupport.parkNanos(100_000);
            }
            frame.reset(journal.durableSequence() + 1, 1);
            for (int i = 0; i < BATCH_FACTS; i++) {
                frame.begin();
                frame.commit(FACT_BYTES);
            }
            journal.append(frame);
        }
    }

    private static long bytesWritten() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/io")).stream().filter(line -> line.startsWith("write_bytes: "))
                .mapToLong(line -> Long.parseLong(line.substring("write_bytes: ".length()))).findFirst().orElseThrow();
    }

    private static long cpuNs() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }
}
