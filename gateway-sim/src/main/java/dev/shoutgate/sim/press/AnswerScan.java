package dev.shoutgate.sim.press;

import java.nio.charset.StandardCharsets;

/**
 * Finds single values in the bytes of a JSON body without parsing it: the load shares its cores with the gateway.
 *
 * <p>Good for the bodies of CONTRACT's orders and problems, whose searched names occur once and whose searched values
 * hold no escapes. A quoted name inside a string value is preceded by a backslash and so does not match.
 */
final class AnswerScan {
    /** What {@link #number} says when there is no such number. */
    static final long NO_NUMBER = Long.MIN_VALUE;

    private AnswerScan() {
    }

    /** The name with its quotes, as the scans want it. */
    static byte[] name(String name) {
        return ('"' + name + '"').getBytes(StandardCharsets.US_ASCII);
    }

    /** The string value of the name, or null. */
    static String text(byte[] body, int length, byte[] name) {
        int start = textStart(body, length, name);
        int end = start < 0 ? -1 : textEnd(body, length, start);
        return end < 0 ? null : new String(body, start, end - start, StandardCharsets.UTF_8);
    }

    /** Where the string value of the name begins, after its quote, or -1. */
    static int textStart(byte[] body, int length, byte[] name) {
        int at = valueStart(body, length, name);
        return at < 0 || body[at] != '"' ? -1 : at + 1;
    }

    /** Where the string that begins here ends, before its quote, or -1. */
    static int textEnd(byte[] body, int length, int start) {
        for (int i = start; i < length; i++) {
            if (body[i] == '"') {
                return i;
            }
        }
        return -1;
    }

    /** The whole number of the name, or {@link #NO_NUMBER}. */
    static long number(byte[] body, int length, byte[] name) {
        int at = valueStart(body, length, name);
        if (at < 0) {
            return NO_NUMBER;
        }
        boolean negative = body[at] == '-';
        int digits = negative ? at + 1 : at;
        int i = digits;
        long value = 0;
        while (i < length && body[i] >= '0' && body[i] <= '9') {
            value = value * 10 + body[i++] - '0';
        }
        return i == digits ? NO_NUMBER : negative ? -value : value;
    }

    private static int valueStart(byte[] body, int length, byte[] name) {
        int at = find(body, length, name);
        if (at < 0) {
            return -1;
        }
        at = skipBlanks(body, length, at + name.length);
        if (at >= length || body[at] != ':') {
            return -1;
        }
        at = skipBlanks(body, length, at + 1);
        return at < length ? at : -1;
    }

    private static int find(byte[] body, int length, byte[] name) {
        for (int i = 0; i <= length - name.length; i++) {
            int j = 0;
            while (j < name.length && body[i + j] == name[j]) {
                j++;
            }
            if (j == name.length) {
                return i;
            }
        }
        return -1;
    }

    private static int skipBlanks(byte[] body, int length, int from) {
        int at = from;
        while (at < length && (body[at] == ' ' || body[at] == '\n' || body[at] == '\r' || body[at] == '\t')) {
            at++;
        }
        return at;
    }
}
