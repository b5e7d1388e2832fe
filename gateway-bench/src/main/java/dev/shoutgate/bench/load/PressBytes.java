package dev.shoutgate.bench.load;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * A press as bytes, in which only the number of its buyer changes: a generator that shares its cores with the server
 * cannot afford to put each together anew.
 *
 * <p>Threading: one owner.
 */
final class PressBytes {

    private static final int DIGITS = 9;
    private static final String NUMBER = "0".repeat(DIGITS);

    private final byte[] bytes;
    private final int asBuyer;
    private final int asKey;
    private final byte[] digits = new byte[DIGITS];

    /** {@code name}: sets these buyers apart from all others. */
    PressBytes(BuyRequest request, String name) {
        String buyer = name + NUMBER;
        String text = request.text(buyer, buyer);
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        asBuyer = text.indexOf(buyer) + name.length();
        asKey = text.lastIndexOf(buyer) + name.length();
    }

    int length() {
        return bytes.length;
    }

    /** Adds the press of a buyer to what is to be sent; {@code buyer}: below a thousand million. */
    void put(long buyer, ByteBuffer to) {
        Arrays.fill(digits, (byte) '0');
        long rest = buyer;
        for (int i = DIGITS - 1; rest > 0; i--, rest /= 10) {
            digits[i] = (byte) ('0' + rest % 10);
        }
        System.arraycopy(digits, 0, bytes, asBuyer, DIGITS);
        System.arraycopy(digits, 0, bytes, asKey, DIGITS);
        to.put(bytes);
    }
}
