package dev.shoutgate;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * An order's public id: shard, number and a keyed check, in 16 characters of Crockford's base 32 (lower case).
 *
 * <p>Two characters of shard and nine of number come first, so that ids grow with time and a database appends instead
 * of inserting at random. Five of check follow: a guessed or mistyped id is told apart on the event loop, without a
 * look at any order. The check is no secret of the buyer's (owners are compared besides); it only makes guessing dull.
 *
 * <p>Threading: any; stateless.
 */
public final class OrderId {

    public static final int LENGTH = 16;
    private static final int SHARD_CHARS = 2;
    private static final int NUMBER_CHARS = 9;
    private static final int CHECK_CHARS = 5;
    private static final int CHAR_BITS = 5;
    private static final int BITS_OF_NUMBER_IN_LAST = CHAR_BITS * (8 - CHECK_CHARS);
    private static final int BITS_OF_NUMBER_IN_FIRST = CHAR_BITS * NUMBER_CHARS - BITS_OF_NUMBER_IN_LAST;
    private static final byte[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".getBytes(StandardCharsets.US_ASCII);
    private static final VarHandle WORD = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    /** Two characters each, of ten bits. */
    private static final char[] PAIRS = pairs();
    private static final byte[] VALUES = values();

    private OrderId() {}

    /** Writes the id of an order to {@code to[offset..offset+16)}. */
    public static void encode(int shard, long number, long hashKey, byte[] to, int offset) {
        long end = number & (1L << BITS_OF_NUMBER_IN_LAST) - 1;
        WORD.set(to, offset, word((long) shard << BITS_OF_NUMBER_IN_FIRST | number >>> BITS_OF_NUMBER_IN_LAST));
        WORD.set(to, offset + Long.BYTES, word(end << CHAR_BITS * CHECK_CHARS | check(shard, number, hashKey)));
    }

    /** Eight characters of five bits each: one word is written, and not eight, because others read it right away. */
    private static long word(long bits) {
        return (long) PAIRS[(int) (bits >>> 30 & 1023)] << 48 | (long) PAIRS[(int) (bits >>> 20 & 1023)] << 32
                | (long) PAIRS[(int) (bits >>> 10 & 1023)] << 16 | PAIRS[(int) (bits & 1023)];
    }

    /** The shard that an id names, or -1 when it is no id. */
    public static int shardOf(CharSequence id) {
        return id.length() == LENGTH ? (int) take(id, 0, SHARD_CHARS) : -1;
    }

    /** The number that an id names, or -1 when its check does not fit: no order of this shard ever had it. */
    public static long numberOf(CharSequence id, int shard, long hashKey) {
        if (shardOf(id) != shard) {
            return -1;
        }
        long number = numberIn(id);
        long check = take(id, SHARD_CHARS + NUMBER_CHARS, CHECK_CHARS);
        return number >= 0 && check == check(shard, number, hashKey) ? number : -1;
    }

    /** The number that an id names, whether or not its check fits; -1 when it is no id. For ids that are trusted. */
    public static long numberIn(CharSequence id) {
        return id.length() == LENGTH ? take(id, SHARD_CHARS, NUMBER_CHARS) : -1;
    }

    /** The same bytes as text. */
    public static String text(DirectBuffer buffer, int offset) {
        return buffer.getStringWithoutLengthAscii(offset, LENGTH);
    }

    private static long check(int shard, long number, long hashKey) {
        long h = (number * SHARDS_SPACE + shard) ^ hashKey;
        h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
        h = (h ^ (h >>> 32)) * 0xd6e8feb86659fd93L;
        return (h ^ (h >>> 32)) & ((1L << (5 * CHECK_CHARS)) - 1);
    }

    private static final long SHARDS_SPACE = 1L << (5 * SHARD_CHARS);

    private static long take(CharSequence id, int from, int chars) {
        long value = 0;
        for (int i = from; i < from + chars; i++) {
            char c = id.charAt(i);
            if (c >= VALUES.length || VALUES[c] < 0) {
                return -1;
            }
            value = value << 5 | VALUES[c];
        }
        return value;
    }

    private static char[] pairs() {
        char[] pairs = new char[1024];
        for (int i = 0; i < pairs.length; i++) {
            pairs[i] = (char) (DIGITS[i >>> 5] << 8 | DIGITS[i & 31]);
        }
        return pairs;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (int i = 0; i < DIGITS.length; i++) {
            values[DIGITS[i]] = (byte) i;
        }
        return values;
    }
}
