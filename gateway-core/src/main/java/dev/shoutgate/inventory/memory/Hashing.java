package dev.shoutgate.inventory.memory;

import dev.shoutgate.ByteText;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * The keyed hashes of buyers and keys: SipHash-1-3 under a secret, that of a shard drawn when it was founded, so that
 * nobody outside can aim many ids at one bucket. A hit in an index is always verified on the full bytes, so a
 * collision costs time and never truth.
 *
 * <p>Threading: immutable, any thread. Source: Aumasson and Bernstein, "SipHash: a fast short-input PRF", 2012.
 */
public final class Hashing {

    private static final int FINAL_ROUNDS = 3;
    private static final VarHandle LONGS =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private final long key0;
    private final long key1;

    public Hashing(long key0, long key1) {
        this.key0 = key0;
        this.key1 = key1;
    }

    public long key0() {
        return key0;
    }

    public long key1() {
        return key1;
    }

    /** The hash of a buyer's id. */
    public long buyer(ByteText buyer) {
        return sip13(buyer.bytes(), 0, buyer.length());
    }

    /** The hash of any bytes. */
    public long bytes(byte[] data) {
        return sip13(data, 0, data.length);
    }

    /** The hash of one buyer's key in one sale. */
    public long key(int saleNumber, long buyerHash, ByteText key) {
        // Mixed before it meets the key's hash: shops send the buyer's id as the key, and the two would cancel out.
        return with(mix(buyerHash) ^ sip13(key.bytes(), 0, key.length()), saleNumber);
    }

    /** Folds a small number, such as that of an item or a sale, into a hash. */
    public static long with(long hash, int number) {
        return mix(hash + (number + 1L) * 0x9e3779b97f4a7c15L);
    }

    /** What the check of this shard's order ids is keyed with. */
    public long orderIdKey() {
        return mix(key0 ^ Long.rotateLeft(key1, 29));
    }

    /** A bijection of 64 bits that spreads every bit over all; Stafford's variant 13 of the MurmurHash3 finalizer. */
    public static long mix(long value) {
        long z = (value ^ (value >>> 30)) * 0xbf58476d1ce4e5b9L;
        z = (z ^ (z >>> 27)) * 0x94d049bb133111ebL;
        return z ^ (z >>> 31);
    }

    long sip13(byte[] data, int offset, int length) {
        long v0 = key0 ^ 0x736f6d6570736575L;
        long v1 = key1 ^ 0x646f72616e646f6dL;
        long v2 = key0 ^ 0x6c7967656e657261L;
        long v3 = key1 ^ 0x7465646279746573L;
        int wholeWords = length >>> 3;
        for (int i = 0; i <= wholeWords; i++) {
            int at = offset + (i << 3);
            long word = i < wholeWords ? (long) LONGS.get(data, at) : tail(data, at, length);
            v3 ^= word;
            // The round stands here and below in full: Java has no way to return four longs without an object.
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
            v0 ^= word;
        }
        v2 ^= 0xff;
        for (int i = 0; i < FINAL_ROUNDS; i++) {
            v0 += v1;
            v2 += v3;
            v1 = Long.rotateLeft(v1, 13) ^ v0;
            v3 = Long.rotateLeft(v3, 16) ^ v2;
            v0 = Long.rotateLeft(v0, 32) + v3;
            v2 += v1;
            v3 = Long.rotateLeft(v3, 21) ^ v0;
            v1 = Long.rotateLeft(v1, 17) ^ v2;
            v2 = Long.rotateLeft(v2, 32);
        }
        return v0 ^ v1 ^ v2 ^ v3;
    }

    private static long tail(byte[] data, int at, int length) {
        long word = (long) length << 56;
        for (int i = (length & 7) - 1; i >= 0; i--) {
            word |= (data[at + i] & 0xffL) << (8 * i);
        }
        return word;
    }
}
