package dev.shoutgate.bench.peer;

import dev.shoutgate.bench.load.ScratchFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A Redis that keeps an append-only file and nothing else. */
final class RedisProcess {

    private RedisProcess() {}

    /** What is missing for one, if anything. */
    static Optional<String> missing() {
        return BackingProcess.program("redis-server").isPresent() ? Optional.empty()
                : Optional.of("there is no redis-server (Debian: apt-get install redis-server)");
    }

    /** Starts an empty one; {@code appendfsync} as Redis calls it: {@code always} or {@code everysec}. */
    static BackingProcess start(ScratchFolder folder, String appendfsync) throws IOException, InterruptedException {
        Path data = Files.createTempDirectory(folder.path(), "redis-");
        int port = BackingProcess.freePort();
        return BackingProcess.start(folder, port, List.of("redis-server", "--bind", "127.0.0.1",
                "--port", Integer.toString(port), "--dir", data.toString(), "--daemonize", "no",
                "--appendonly", "yes", "--appendfsync", appendfsync, "--save", "",
                // In its favour: a rewrite of the file in mid-run would slow it down.
                "--auto-aof-rewrite-percentage", "0"));
    }
}
