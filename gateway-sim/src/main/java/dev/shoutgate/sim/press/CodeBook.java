package dev.shoutgate.sim.press;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Gives each problem code a small number, so that a refusal leaves two bytes in the log and no garbage.
 *
 * <p>Threading: the event loop writes; others read once the load is done.
 */
final class CodeBook {
    /** The number of an answer without a code. */
    static final short NONE = 0;
    /** A gateway that makes up codes without end must not fill our memory. */
    static final int MOST_CODES = 200;
    private static final byte[] CODE = AnswerScan.name("code");

    private final List<byte[]> codes = new ArrayList<>(List.of(new byte[0]));

    short numberOf(byte[] body, int length) {
        int start = AnswerScan.textStart(body, length, CODE);
        int end = start < 0 ? -1 : AnswerScan.textEnd(body, length, start);
        if (end < 0) {
            return NONE;
        }
        for (int i = 1; i < codes.size(); i++) {
            if (Arrays.equals(codes.get(i), 0, codes.get(i).length, body, start, end)) {
                return (short) i;
            }
        }
        if (codes.size() > MOST_CODES) {
            return NONE;
        }
        codes.add(Arrays.copyOfRange(body, start, end));
        return (short) (codes.size() - 1);
    }

    /** The code, or an empty string for {@link #NONE}. */
    String code(short number) {
        return new String(codes.get(number), StandardCharsets.UTF_8);
    }
}
