package dev.shoutgate.frontend.token;

import dev.shoutgate.ByteText;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tokens that were verified before, so that a repeat costs a comparison instead of a signature.
 *
 * <p>A ring of bytes of fixed size holds the newest of them, whole, and a table leads from the last characters of a
 * signature to its place there. A signature's characters are as good as a hash, and whoever makes them up only meets
 * the comparison of all bytes. Each may stand at one of four places, so that few of them push others out.
 *
 * <p>Threading: one event loop.
 */
final class VerifiedTokens {

    /** Before each token: until when it is valid, its length, the length of the buyer's id, and that id. */
    private static final int HEAD_BYTES = Long.BYTES + Integer.BYTES + 1;
    /** One place in the table for so many bytes of the ring; a token with its head has twice as many and more. */
    private static final int BYTES_A_PLACE = 128;
    private static final int WAYS = 4;
    private static final int HASHED_BYTES = Long.BYTES;
    private static final long NONE = -1;

    private final ByteBuffer ring;
    private final long[] places;
    /** Where the next one goes, counted from the first ever; the ring has the newest {@code capacity} bytes. */
    private long end;
    private long edition;

    VerifiedTokens(int bytes) {
        ring = ByteBuffer.allocate(bytes);
        places = new long[Integer.highestOneBit(Math.max(WAYS, bytes / BYTES_A_PLACE))];
        Arrays.fill(places, NONE);
    }

    /**
     * Whether this token was verified by the keys of that edition and is still valid; then the buyer's id is set.
     *
     * @param nowMs the time that a token must outlive, in milliseconds since 1970
     */
    boolean knows(byte[] bytes, int from, int length, long keysEdition, long nowMs, ByteText buyer) {
        if (keysEdition != edition || length < HASHED_BYTES) {
            return false;
        }
        int home = homeOf(bytes, from, length);
        for (int way = home; way < home + WAYS; way++) {
            if (isAt(places[way], bytes, from, length, nowMs, buyer)) {
                return true;
            }
        }
        return false;
    }

    private boolean isAt(long place, byte[] bytes, int from, int length, long nowMs, ByteText buyer) {
        if (place == NONE || end - place > ring.capacity()) {
            return false;
        }
        int at = (int) (place % ring.capacity());
        int buyerLength = ring.get(at + Long.BYTES + Integer.BYTES);
        int token = at + HEAD_BYTES + buyerLength;
        return nowMs < ring.getLong(at) && ring.getInt(at + Long.BYTES) == length
                && Arrays.equals(ring.array(), token, token + length, bytes, from, from + length)
                && buyer.set(ring.array(), at + HEAD_BYTES, buyerLength);
    }

    /** Remembers a verified token; one that takes more than a quarter of the memory is not worth it. */
    void add(byte[] bytes, int from, int length, long keysEdition, long untilMs, ByteText buyer) {
        if (keysEdition != edition) {
            Arrays.fill(places, NONE);
            edition = keysEdition;
        }
        int all = HEAD_BYTES + buyer.length() + length;
        if (all > ring.capacity() / 4 || length < HASHED_BYTES) {
            return;
        }
        int at = (int) (end % ring.capacity());
        if (at + all > ring.capacity()) {
            end += ring.capacity() - at;
            at = 0;
        }
        places[oldestOf(homeOf(bytes, from, length))] = end;
        ring.putLong(at, untilMs).putInt(at + Long.BYTES, length);
        ring.put(at + Long.BYTES + Integer.BYTES, (byte) buyer.length());
        ring.put(at + HEAD_BYTES, buyer.bytes(), 0, buyer.length());
        ring.put(at + HEAD_BYTES + buyer.length(), bytes, from, length);
        end += all;
    }

    private int oldestOf(int home) {
        int oldest = home;
        for (int way = home + 1; way < home + WAYS; way++) {
            oldest = places[way] < places[oldest] ? way : oldest;
        }
        return oldest;
    }

    private int homeOf(byte[] bytes, int from, int length) {
        long hash = 0;
        for (int i = from + length - HASHED_BYTES; i < from + length; i++) {
            hash = hash << Byte.SIZE | bytes[i];
        }
        return (int) (hash * 0x9E3779B97F4A7C15L >>> Integer.SIZE) & (places.length - WAYS);
    }
}
