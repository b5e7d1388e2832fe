package dev.shoutgate.bench.load;

import dev.shoutgate.bench.peer.BackingProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The load generator wrk with our script: one thread, a closed loop on every connection.
 *
 * <p>Threading: one owner; a run blocks until it is over.
 */
public final class Wrk implements Load {

    private static final int GRACE_SECONDS = 30;
    /** Longer than a busy machine keeps anybody waiting: what has no answer by then was lost. */
    private static final int TIMEOUT_SECONDS = 10;

    private final ScratchFolder folder;
    private final int connections;

    public Wrk(ScratchFolder folder, int connections) {
        this.folder = folder;
        this.connections = connections;
    }

    /** Whether there is one on the path. */
    public static boolean isInstalled() {
        return BackingProcess.program("wrk").isPresent();
    }

    @Override
    public String describe() {
        return "wrk -t1 -c" + connections;
    }

    @Override
    public String aboutLatencies() {
        return "wrk itself corrects p50, p99 and p99.9 for coordinated omission (its stats_correct), unlike most other "
                + "closed loops: they are no share of the requests that were sent.";
    }

    @Override
    public LoadResult run(String address, BuyRequest request, int buyers, int seconds, String runName)
            throws IOException, InterruptedException {
        return run(address, PressScript.of(request, buyers), seconds, runName);
    }

    /** The same with a script of {@link PressScript}. */
    public LoadResult run(String address, String pressScript, int seconds, String runName)
            throws IOException, InterruptedException {
        Path script = folder.resolve(runName + ".lua");
        Path output = folder.resolve(runName + ".txt");
        Files.writeString(script, pressScript);
        Process wrk = new ProcessBuilder("wrk", "-t1", "-c" + connections, "-d" + seconds + "s",
                "--timeout", TIMEOUT_SECONDS + "s", "-s",
                script.toString(), address + "/", "--", runName)
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
