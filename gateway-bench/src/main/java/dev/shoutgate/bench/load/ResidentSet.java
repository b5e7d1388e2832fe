package dev.shoutgate.bench.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process keeps in memory, as Linux counts it, in bytes: all of it, and the part that no file stands behind
 * (Java's heap, and what was taken beside it).
 */
public record ResidentSet(long bytes, long anonymousBytes) {

    /** Of a process of this machine. */
    public static ResidentSet of(long pid) throws IOException {
        return parse(Files.readString(Path.of("/proc", Long.toString(pid), "status")));
    }

    /** Reads what {@code /proc/PID/status} says. */
    public static ResidentSet parse(String status) {
        return new ResidentSet(kib(status, "VmRSS") * 1024, kib(status, "RssAnon") * 1024);
    }

    private static long kib(String status, String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+) kB$").matcher(status);
        if (!line.find()) {
            throw new IllegalArgumentException("no " + name + " in: " + status);
        }
        return Long.parseLong(line.group(1));
    }
}
