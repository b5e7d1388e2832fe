package dev.shoutgate.storage.sql;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The payment that each order names, for millions of orders: as bytes in large blocks, because text in a map would cost
 * several times what it says.
 *
 * <p>Threading: the audit's.
 */
final class PaymentRefs {

    /** Far above the longest reference that a fact can hold, so that little of a block's end is left unused. */
    private static final int BLOCK_BYTES = 1 << 20;

    private static final int LENGTH_BYTES = 2;
    private static final int FIRST_CAPACITY = 1024;

    private final List<byte[]> blocks = new ArrayList<>();
    private int used = BLOCK_BYTES;
    /** By place: where the reference stands, counted over all blocks from 1; 0 for none. */
    private long[] positions = new long[FIRST_CAPACITY];

    /** Names the payment of an order; one that was named before is forgotten. */
    void put(int place, String paymentRef) {
        if (place >= positions.length) {
            positions = Arrays.copyOf(positions, Math.max(place + 1, positions.length * 2));
        }
        byte[] text = paymentRef.getBytes(StandardCharsets.UTF_8);
        if (used + LENGTH_BYTES + text.length > BLOCK_BYTES) {
            blocks.add(new byte[BLOCK_BYTES]);
            used = 0;
        }
        byte[] block = blocks.get(blocks.size() - 1);
        positions[place] = (long) (blocks.size() - 1) * BLOCK_BYTES + used + 1;
        block[used] = (byte) (text.length >> 8);
        block[used + 1] = (byte) text.length;
        System.arraycopy(text, 0, block, used + LENGTH_BYTES, text.length);
        used += LENGTH_BYTES + text.length;
    }

    /** Null where no payment was named. */
    String get(int place) {
        long position = place < positions.length ? positions[place] - 1 : -1;
        if (position < 0) {
            return null;
        }
        byte[] block = blocks.get((int) (position / BLOCK_BYTES));
        int at = (int) (position % BLOCK_BYTES);
        int length = (block[at] & 0xff) << 8 | block[at + 1] & 0xff;
        return new String(block, at + LENGTH_BYTES, length, StandardCharsets.UTF_8);
    }
}
