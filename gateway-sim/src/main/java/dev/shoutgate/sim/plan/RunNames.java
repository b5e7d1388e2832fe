package dev.shoutgate.sim.plan;

import java.nio.charset.StandardCharsets;

/**
 * The names of a run's buyers and keys: the run's id and a number of fixed width, so that two runs never share a buyer
 * and a request can be made by writing digits into a template.
 */
public record RunNames(String runId) {
    /** Digits of a number in a name. */
    public static final int DIGITS = 8;

    /** Makes a name of the wall-clock milliseconds and the process id, so that runs started together differ. */
    public static RunNames of(long nowMs, long pid) {
        return new RunNames(Long.toString(nowMs, 36) + Long.toString(pid, 36));
    }

    public String buyerId(int buyer) {
        return name('b', buyer);
    }

    public String key(int key) {
        return name('k', key);
    }

    private String name(char kind, int number) {
        byte[] digits = new byte[DIGITS];
        writeDigits(digits, 0, number);
        return runId + kind + new String(digits, StandardCharsets.US_ASCII);
    }

    /** Writes the number right-aligned with leading zeros into the {@link #DIGITS} bytes from {@code offset} on. */
    public static void writeDigits(byte[] target, int offset, int number) {
        int rest = number;
        for (int i = offset + DIGITS - 1; i >= offset; i--) {
            target[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
