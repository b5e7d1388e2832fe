package dev.shoutgate.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalGarbageTest {

    private static final int APPENDS = 5_000;

    @TempDir
    Path folder;

    @Test
    void anAppendAllocatesNothing() throws IOException {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long self = Thread.currentThread().getId();
        FolderDisk disk = FolderDisk.create(folder);
        JournalEnd end = JournalRecovery.recover(disk, 1, 1, (sequence, timeMs, buffer, offset, length) -> {});
        FactFrame frame = new FactFrame();
        // Without forces, to be quick: a force is one more system call on the same file.
        try (JournalWriter writer = JournalWriter.open(disk, 1, 16 << 20, false, end)) {
            append(writer, frame, APPENDS);
            long before = threads.getThreadAllocatedBytes(self);
            append(writer, frame, APPENDS);
            long allocated = threads.getThreadAllocatedBytes(self) - before;
            // Asking for the figure allocates a little itself.
            assertThat(allocated / APPENDS).as("bytes an append, %s in all", allocated).isZero();
        }
    }

    private static void append(JournalWriter writer, FactFrame frame, int times) {
        for (int i = 0; i < times; i++) {
            frame.reset(writer.durableSequence() + 1, 1);
            frame.commit(300);
            frame.commit(301);
            writer.append(frame);
        }
    }
}
