package dev.shoutgate.reply;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The Date header, made once a second.
 *
 * <p>Threading: one event loop.
 */
final class DateLine {

    private static final DateTimeFormatter IMF_FIXDATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.US).withZone(ZoneOffset.UTC);

    private byte[] line;
    private long validUntilNs;

    /** The same array for as long as the line is; {@code nowNs} as {@link System#nanoTime} has it. */
    byte[] at(long nowNs) {
        if (line == null || nowNs - validUntilNs >= 0) {
            long nowMs = System.currentTimeMillis();
            line = ("Date: " + IMF_FIXDATE.format(Instant.ofEpochMilli(nowMs)) + "\r\n")
                    .getBytes(StandardCharsets.US_ASCII);
            validUntilNs = nowNs + TimeUnit.MILLISECONDS.toNanos(1000 - nowMs % 1000);
        }
        return line;
    }
}
