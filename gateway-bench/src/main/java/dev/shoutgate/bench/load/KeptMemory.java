package dev.shoutgate.bench.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a JVM of this machine keeps: the objects that live after a full collection, and everything outside its heap. The
 * heap as the kernel counts it would say how much garbage there once was; so it has to be of a fixed size and touched
 * from the start ({@link #FLAGS}), and whatever the process takes beyond that lies outside.
 */
public final class KeptMemory {

    /** Of a JVM that is to be measured so; its {@code -Xmx} comes besides. */
    public static final List<String> FLAGS = List.of("-XX:+AlwaysPreTouch");

    private static final Pattern LIVE = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)");

    private KeptMemory() {}

    /** Bytes; only the difference of two answers of one process means anything. It collects the garbage. */
    public static long of(long pid) throws IOException, InterruptedException {
        return liveBytes(pid) + ResidentSet.of(pid).anonymousBytes();
    }

    private static long liveBytes(long pid) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                Long.toString(pid), "GC.class_histogram").redirectErrorStream(true).start();
        String histogram = new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Matcher total = LIVE.matcher(histogram);
        if (jcmd.waitFor() != 0 || !total.find()) {
            throw new IOException("jcmd does not say what lives in process " + pid + ": " + histogram);
        }
        return Long.parseLong(total.group(1));
    }
}
