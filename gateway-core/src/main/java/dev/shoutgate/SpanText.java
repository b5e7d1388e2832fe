package dev.shoutgate;

import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * A span of time as people say it: {@code 0.3 seconds}, {@code 42 seconds}, {@code 2 minutes 30 seconds},
 * {@code 3 hours 5 minutes}, {@code 4 days 2 hours}.
 *
 * <p>Threading: any; stateless.
 */
public final class SpanText {

    private SpanText() {}

    /** Of milliseconds; less than none is none. */
    public static String ofMs(long spanMs) {
        long ms = Math.max(0, spanMs);
        long seconds = TimeUnit.MILLISECONDS.toSeconds(ms);
        if (seconds < 10) {
            return String.format(Locale.ROOT, "%.1f seconds", ms / 1000.0);
        }
        long days = TimeUnit.SECONDS.toDays(seconds);
        long hours = TimeUnit.SECONDS.toHours(seconds) % 24;
        long minutes = TimeUnit.SECONDS.toMinutes(seconds) % 60;
        if (days > 0) {
            return units(days, "day", hours, "hour");
        }
        return hours > 0 ? units(hours, "hour", minutes, "minute") : units(minutes, "minute", seconds % 60, "second");
    }

    private static String units(long many, String large, long few, String small) {
        String rest = few == 0 && many > 0 ? "" : few + " " + small + (few == 1 ? "" : "s");
        String first = many == 0 ? "" : many + " " + large + (many == 1 ? "" : "s");
        return (first + " " + rest).strip();
    }
}
