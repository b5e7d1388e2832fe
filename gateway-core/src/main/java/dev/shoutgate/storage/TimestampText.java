package dev.shoutgate.storage;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/**
 * Writes times the contract's way: RFC 3339 UTC with milliseconds, {@code 2026-11-22T20:00:00.000Z}.
 *
 * <p>Remembers the last second and the last text, because the facts of a batch nearly all share one, and the times of
 * an order the other. Threading: one thread.
 */
public final class TimestampText {

    private static final DateTimeFormatter TO_THE_SECOND =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.").withZone(ZoneOffset.UTC);

    private long lastSecond = Long.MIN_VALUE;
    private String lastText;
    private long lastMs = Long.MIN_VALUE;
    private String lastWhole;

    public String of(long timeMs) {
        if (timeMs != lastMs) {
            lastWhole = write(timeMs);
            lastMs = timeMs;
        }
        return lastWhole;
    }

    private String write(long timeMs) {
        long second = Math.floorDiv(timeMs, 1000L);
        if (second != lastSecond) {
            lastText = TO_THE_SECOND.format(Instant.ofEpochSecond(second));
            lastSecond = second;
        }
        int millis = (int) Math.floorMod(timeMs, 1000L);
        return lastText + digit(millis / 100) + digit(millis / 10 % 10) + digit(millis % 10) + 'Z';
    }

    private static char digit(int value) {
        return (char) ('0' + value);
    }

    /** Null for "no such time", which facts write as 0 or less. */
    public String orNull(long timeMs) {
        return timeMs <= 0 ? null : of(timeMs);
    }
}
