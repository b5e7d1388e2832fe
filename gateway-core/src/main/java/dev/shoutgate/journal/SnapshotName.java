package dev.shoutgate.journal;

/**
 * How snapshots are named: {@code snapshot-0000000000001234.snap} holds everything up to sequence 1234.
 *
 * <p>Threading: any; stateless.
 */
final class SnapshotName {

    static final long NONE = -1;
    private static final String START = "snapshot-";
    private static final String END = ".snap";
    private static final int DIGITS = 16;

    private SnapshotName() {}

    static String of(long sequence) {
        String digits = Long.toString(sequence);
        return START + "0".repeat(DIGITS - digits.length()) + digits + END;
    }

    /** The name that a snapshot bears until it is whole and forced. */
    static String unfinished(long sequence) {
        return of(sequence) + ".new";
    }

    /** The name of one that was found damaged: kept for whoever wants to know why, and used no more. */
    static String damaged(long sequence) {
        return of(sequence) + ".damaged";
    }

    static boolean isUnfinished(String name) {
        return name.startsWith(START) && name.endsWith(END + ".new");
    }

    /** The sequence of the snapshot of that name, or {@link #NONE} when it is not the name of one. */
    static long sequenceOf(String name) {
        boolean looksLikeOne = name.startsWith(START) && name.endsWith(END)
                && name.length() == START.length() + DIGITS + END.length();
        String digits = looksLikeOne ? name.substring(START.length(), START.length() + DIGITS) : "";
        return digits.chars().allMatch(c -> c >= '0' && c <= '9') && looksLikeOne ? Long.parseLong(digits) : NONE;
    }
}
