package dev.shoutgate.blackbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;

/** What a child process has printed so far, kept for waiting on it and for failure messages. */
public final class ProcessOutput {
    private final Process process;
    private final List<String> stdout = new CopyOnWriteArrayList<>();
    private final List<String> stderr = new CopyOnWriteArrayList<>();

    ProcessOutput(Process process) {
        this.process = process;
        collect(process.inputReader(StandardCharsets.UTF_8), stdout);
        collect(process.errorReader(StandardCharsets.UTF_8), stderr);
    }

    private static void collect(BufferedReader from, List<String> lines) {
        Thread reader = new Thread(() -> {
            try (from) {
                from.lines().forEach(lines::add);
            } catch (IOException | UncheckedIOException e) {
                lines.add("(the output broke off: " + e + ")");
            }
        }, "output-of-the-child");
        reader.setDaemon(true);
        reader.start();
    }

    /** The first line on stdout that starts so; fails with everything printed when the child ends or the time does. */
    String awaitLineOnStdout(String start, Duration limit) {
        try {
            Awaitility.await().atMost(limit).pollInterval(Duration.ofMillis(20))
                    .until(() -> find(start).isPresent() || !process.isAlive());
        } catch (org.awaitility.core.ConditionTimeoutException e) {
            throw new AssertionError("no line that starts with '" + start + "' within " + limit + "\n" + this, e);
        }
        return find(start).orElseThrow(() -> new AssertionError("ended before it was ready\n" + this));
    }

    private Optional<String> find(String start) {
        return stdout.stream().filter(line -> line.startsWith(start)).findFirst();
    }

    /** What was printed on stdout so far, line by line. */
    public List<String> lines() {
        return List.copyOf(stdout);
    }

    public String text() {
        return String.join("\n", stdout) + "\n" + String.join("\n", stderr);
    }

    @Override
    public String toString() {
        return "stdout:\n" + String.join("\n", stdout) + "\nstderr:\n" + String.join("\n", stderr);
    }
}
