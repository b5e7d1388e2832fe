package dev.shoutgate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Processor time of a process and of all that it started, those that have ended included. On Linux from
 * {@code /proc/PID/stat}, in its steps of 10 ms; elsewhere what Java knows of those that live.
 *
 * <p>Threading: any; stateless.
 */
public final class ProcessorTime {

    /** Linux shows 100 steps a second to programs, whatever its own clock does. */
    private static final long STEP_MS = 10;
    /** The first of four fields: own user and kernel time, and that of children who have ended. */
    private static final int USER_TIME = 11;

    private ProcessorTime() {}

    /** User and kernel time so far. */
    public static Duration of(ProcessHandle process) {
        return Stream.concat(Stream.of(process), process.descendants())
                .map(ProcessorTime::ofOne).reduce(Duration.ZERO, Duration::plus);
    }

    private static Duration ofOne(ProcessHandle process) {
        Path stat = Path.of("/proc", Long.toString(process.pid()), "stat");
        if (!Files.exists(stat)) {
            return process.info().totalCpuDuration().orElse(Duration.ZERO);
        }
        try {
            // The name, in brackets, may hold blanks and brackets of its own.
            String text = Files.readString(stat);
            String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
            long steps = 0;
            for (int i = USER_TIME; i < USER_TIME + 4; i++) {
                steps += Long.parseLong(fields[i]);
            }
            return Duration.ofMillis(steps * STEP_MS);
        } catch (IOException e) {
            // It ended while we looked: from now on its parent counts it.
            return Duration.ZERO;
        }
    }
}
