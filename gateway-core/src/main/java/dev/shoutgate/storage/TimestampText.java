package dev.shoutgate.storage;

import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes times the contract's way: RFC 3339 UTC with milliseconds, {@code 2026-11-22T20:00:00.000Z}.
 *
 * <p>Remembers two days, because to write a date costs more than all the rest and a hold may end after midnight, and
 * the last time, because the times of an order are often one. Threading: one thread.
 */
public final class TimestampText {

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'");
    private static final int SECOND_MS = 1000;
    private static final int MINUTE_MS = 60 * SECOND_MS;
    private static final int HOUR_MS = 60 * MINUTE_MS;
    private static final int DAY_MS = 24 * HOUR_MS;
    private static final int AFTER_DATE = "20:00:00.000Z".length();

    /** The last even day and the last odd one, since 1970, and their dates. */
    private final long[] days = {Long.MIN_VALUE, Long.MIN_VALUE};
    private final byte[][] dates = new byte[2][];
    private byte[] bytes = new byte[0];
    private final UnsafeBuffer view = new UnsafeBuffer(bytes);
    private int at;
    private long bytesMs = Long.MIN_VALUE;
    private String text;
    private long textMs = Long.MIN_VALUE;

    public String of(long timeMs) {
        if (timeMs != textMs) {
            write(timeMs);
            text = new String(bytes, StandardCharsets.ISO_8859_1);
            textMs = timeMs;
        }
        return text;
    }

    /** The same as bytes, which say so until the next call. */
    public DirectBuffer bytesOf(long timeMs) {
        write(timeMs);
        return view;
    }

    private void write(long timeMs) {
        if (timeMs == bytesMs) {
            return;
        }
        byte[] date = date(Math.floorDiv(timeMs, (long) DAY_MS));
        if (bytes.length != date.length + AFTER_DATE) {
            bytes = new byte[date.length + AFTER_DATE];
            view.wrap(bytes);
        }
        System.arraycopy(date, 0, bytes, 0, date.length);
        at = date.length;
        int ms = Math.floorMod(timeMs, DAY_MS);
        digits(ms / HOUR_MS, ':');
        digits(ms / MINUTE_MS % 60, ':');
        digits(ms / SECOND_MS % 60, '.');
        bytes[at++] = digit(ms / 100 % 10);
        digits(ms % 100, 'Z');
        bytesMs = timeMs;
    }

    private byte[] date(long day) {
        int parity = (int) (day & 1);
        if (day != days[parity]) {
            dates[parity] = DATE.format(LocalDate.ofEpochDay(day)).getBytes(StandardCharsets.ISO_8859_1);
            days[parity] = day;
        }
        return dates[parity];
    }

    private void digits(int value, char after) {
        bytes[at++] = digit(value / 10);
        bytes[at++] = digit(value % 10);
        bytes[at++] = (byte) after;
    }

    private static byte digit(int value) {
        return (byte) ('0' + value);
    }

    /** Null for "no such time", which facts write as 0 or less. */
    public String orNull(long timeMs) {
        return timeMs <= 0 ? null : of(timeMs);
    }
}
