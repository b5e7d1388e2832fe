package dev.shoutgate.journal;

/**
 * How segments are named: {@code journal-0000000000000001.seg}, so that a listing shows them in order.
 *
 * <p>Threading: any; stateless.
 */
final class SegmentName {

    static final long NONE = -1;
    private static final String START = "journal-";
    private static final String END = ".seg";
    private static final String UNFINISHED = ".new";
    private static final String SPARE = ".spare";
    private static final int DIGITS = 16;

    private SegmentName() {}

    static String of(long number) {
        String digits = Long.toString(number);
        return START + "0".repeat(DIGITS - digits.length()) + digits + END;
    }

    /** The name that a segment bears until it is zeroed and forced. */
    static String unfinished(long number) {
        return of(number) + UNFINISHED;
    }

    /** The name that a segment bears from when it was let go until it is the next one. */
    static String spare(long number) {
        return of(number) + SPARE;
    }

    /** The number that a spare segment had, or {@link #NONE} when it is not the name of one. */
    static long numberOfSpare(String name) {
        return name.endsWith(SPARE) ? numberOf(name.substring(0, name.length() - SPARE.length())) : NONE;
    }

    /** The number of the segment of that name, or {@link #NONE} when it is not the name of one. */
    static long numberOf(String name) {
        if (!looksLikeOne(name) || name.length() != START.length() + DIGITS + END.length()) {
            return NONE;
        }
        long number = 0;
        for (int i = START.length(); i < START.length() + DIGITS; i++) {
            char c = name.charAt(i);
            if (c < '0' || c > '9') {
                return NONE;
            }
            number = number * 10 + (c - '0');
        }
        return number;
    }

    static boolean isUnfinished(String name) {
        return name.endsWith(UNFINISHED)
                && numberOf(name.substring(0, name.length() - UNFINISHED.length())) != NONE;
    }

    /** Whether it is the name of a segment, in whatever state, or nearly that of one. */
    static boolean isOurs(String name) {
        return looksLikeOne(name) || isUnfinished(name) || numberOfSpare(name) != NONE;
    }

    static boolean looksLikeOne(String name) {
        return name.startsWith(START) && name.endsWith(END);
    }
}
