package dev.shoutgate.storage;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;

/**
 * Writes times the contract's way: RFC 3339 UTC with milliseconds, {@code 2026-11-22T20:00:00.000Z}.
 *
 * <p>Remembers the last day, because to write a date costs more than all the rest, and the last text, because the times
 * of an order are often one. Threading: one thread.
 */
public final class TimestampText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'");
    private static final int SECOND_MS = 1000;
    private static final int MINUTE_MS = 60 * SECOND_MS;
    private static final int HOUR_MS = 60 * MINUTE_MS;
    private static final int DAY_MS = 24 * HOUR_MS;

    private final StringBuilder text = new StringBuilder();
    private long lastDay = Long.MIN_VALUE;
    private String lastDate;
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
        long day = Math.floorDiv(timeMs, DAY_MS);
        if (day != lastDay) {
            lastDate = DATE.format(LocalDate.ofEpochDay(day));
            lastDay = day;
        }
        int ms = Math.floorMod(timeMs, DAY_MS);
        text.setLength(0);
        text.append(lastDate);
        digits(ms / HOUR_MS).append(':');
        digits(ms / MINUTE_MS % 60).append(':');
        digits(ms / SECOND_MS % 60).append('.').append(digit(ms / 100 % 10));
        return digits(ms % 100).append('Z').toString();
    }

    private StringBuilder digits(int value) {
        return text.append(digit(value / 10)).append(digit(value % 10));
    }

    private static char digit(int value) {
        return (char) ('0' + value);
    }

    /** Null for "no such time", which facts write as 0 or less. */
    public String orNull(long timeMs) {
        return timeMs <= 0 ? null : of(timeMs);
    }
}
