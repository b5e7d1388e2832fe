package dev.shoutgate.frontend;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Times as RFC 3339 writes them, whole: seconds and an offset with its minutes must be there. A leap second is read as
 * the second after it, since clocks here have none.
 *
 * <p>Threading: stateless, any.
 */
final class TimeReading {

    private static final Pattern RFC_3339 = Pattern.compile("(\\d{4}-\\d\\d-\\d\\d)[Tt](\\d\\d:\\d\\d):(\\d\\d)"
            + "(?:\\.(\\d+))?(?:[Zz]|([+-])(\\d\\d):(\\d\\d))");

    private TimeReading() {}

    /**
     * Milliseconds since 1970 UTC; what is finer is cut off.
     *
     * @throws DateTimeException where the text is no such time
     */
    static long epochMs(String text) {
        Matcher time = RFC_3339.matcher(text);
        if (!time.matches()) {
            throw new DateTimeException("not as RFC 3339 writes it");
        }
        boolean leap = time.group(3).equals("60");
        String second = leap ? "59" : time.group(3);
        long utc = LocalDateTime.parse(time.group(1) + "T" + time.group(2) + ":" + second).toEpochSecond(ZoneOffset.UTC)
                - offsetSeconds(time);
        if (!leap) {
            return utc * 1000 + milliseconds(time.group(4));
        }
        if (Math.floorMod(utc, 86_400L) != 86_399) {
            throw new DateTimeException("a leap second is the last one of a day, UTC");
        }
        return (utc + 1) * 1000;
    }

    private static int offsetSeconds(Matcher time) {
        if (time.group(5) == null) {
            return 0;
        }
        int hours = Integer.parseInt(time.group(6));
        int minutes = Integer.parseInt(time.group(7));
        if (hours > 23 || minutes > 59) {
            throw new DateTimeException("an offset is one of up to 23:59");
        }
        return (time.group(5).equals("-") ? -60 : 60) * (hours * 60 + minutes);
    }

    private static int milliseconds(String fraction) {
        return fraction == null ? 0 : Integer.parseInt((fraction + "00").substring(0, 3));
    }
}
