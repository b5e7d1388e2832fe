package dev.shoutgate.reply;

/**
 * Times as outsiders read them: RFC 3339, UTC, with milliseconds, such as {@code 2026-11-22T20:00:00.000Z}.
 *
 * <p>Threading: any; stateless. Source of the calendar: Hinnant, "chrono-compatible low-level date algorithms".
 */
final class TimeText {

    static final int LENGTH = 24;
    private static final long MS_PER_DAY = 86_400_000L;
    private static final int DAYS_PER_ERA = 146_097;

    private TimeText() {}

    /** Writes 24 bytes; the year is one of 0000..9999. */
    static void write(long epochMs, byte[] to, int at) {
        long day = Math.floorDiv(epochMs, MS_PER_DAY);
        int ms = (int) Math.floorMod(epochMs, MS_PER_DAY);
        writeDate(day, to, at);
        to[at + 10] = 'T';
        two(ms / 3_600_000, to, at + 11);
        to[at + 13] = ':';
        two(ms / 60_000 % 60, to, at + 14);
        to[at + 16] = ':';
        two(ms / 1000 % 60, to, at + 17);
        to[at + 19] = '.';
        to[at + 20] = (byte) ('0' + ms / 100 % 10);
        two(ms % 100, to, at + 21);
        to[at + 23] = 'Z';
    }

    private static void writeDate(long epochDay, byte[] to, int at) {
        // Years are counted from March, so that the leap day is the last of its year.
        long shifted = epochDay + 719_468;
        long era = Math.floorDiv(shifted, DAYS_PER_ERA);
        int dayOfEra = (int) Math.floorMod(shifted, DAYS_PER_ERA);
        int yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        int dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        int fromMarch = (5 * dayOfYear + 2) / 153;
        int month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
        int year = (int) (yearOfEra + era * 400) + (month <= 2 ? 1 : 0);
        two(year / 100, to, at);
        two(year % 100, to, at + 2);
        to[at + 4] = '-';
        two(month, to, at + 5);
        to[at + 7] = '-';
        two(dayOfYear - (153 * fromMarch + 2) / 5 + 1, to, at + 8);
    }

    private static void two(int value, byte[] to, int at) {
        to[at] = (byte) ('0' + value / 10);
        to[at + 1] = (byte) ('0' + value % 10);
    }
}
