package dev.shoutgate.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The load generator wrk with our script: one thread, a closed loop on every connection.
 *
 * <p>Threading: one owner; a run blocks until it is over.
 */
final class Wrk {

    private static final int GRACE_SECONDS = 30;
    /** Longer than a busy machine keeps anybody waiting: what has no answer by then was lost. */
    private static final int TIMEOUT_SECONDS = 10;

    private final ScratchFolder folder;
    private final int connections;

    Wrk(ScratchFolder folder, int connections) {
        this.folder = folder;
        this.connections = connections;
    }

    /** Whether there is one on the path. */
    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "wrk")));
    }

    /**
     * Presses for so many seconds.
     *
     * @param address such as {@code http://127.0.0.1:8080}
     * @param runName sets the buyers of this run apart from those of any other
     */
    LoadResult run(String address, BuyRequest request, int seconds, String runName)
            throws IOException, InterruptedException {
        Path script = folder.resolve(runName + ".lua");
        Path output = folder.resolve(runName + ".txt");
        Files.writeString(script, PressScript.of(request));
        Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s",
                "--timeout", TIMEOUT_SECONDS + "s", "-s",
                script.toString(), address + request.path(), "--", runName)
                .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        try {
            if (!wrk.waitFor(seconds + GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("wrk did not end " + GRACE_SECONDS + " s after its " + seconds + " s");
            }
        } finally {
            wrk.destroyForcibly();
        }
        return LoadResult.parse(Files.readString(output, StandardCharsets.UTF_8));
    }
}
