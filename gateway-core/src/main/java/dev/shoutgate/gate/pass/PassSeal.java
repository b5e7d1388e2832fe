package dev.shoutgate.gate.pass;

import dev.shoutgate.ByteText;
import dev.shoutgate.Limits;
import dev.shoutgate.PassFault;
import dev.shoutgate.inventory.memory.Hashing;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Seals a time and a number for one buyer of one sale, so that nobody can make that up or change it: HMAC-SHA256, cut
 * to 128 bits. The key comes of the secret that the shard drew when it was founded, so it outlives every restart.
 *
 * <p>What is sealed is a text of {@value #CHARS} characters: base64url of six bytes of time, eight of number, sixteen
 * of seal. Buyer and sale stand in nothing but the seal.
 *
 * <p>Threading: one event loop. Sources: RFC 2104 and RFC 5869, 3.2 (a label for each use of a secret).
 */
public final class PassSeal {

    /** What is sealed: neither can stand for the other. */
    public enum Kind {
        CHALLENGE, PASS
    }

    /** Characters of a sealed text. */
    public static final int CHARS = 40;

    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] USE = "shoutgate passes 1".getBytes(StandardCharsets.US_ASCII);
    private static final int TIME_BYTES = 6;
    private static final int TIME_BITS = 8 * TIME_BYTES;
    private static final int NUMBER_END = TIME_BYTES + Long.BYTES;
    private static final int SEAL_BYTES = 16;
    private static final int MAC_BYTES = 32;
    private static final int BLOCK_BYTES = 64;
    private static final byte INNER_PAD = 0x36;
    private static final byte OUTER_PAD = 0x5c;
    /** Before the names: what is sealed, the time, the number. */
    private static final int FIXED_BYTES = 1 + NUMBER_END;
    private static final int NAMES_BYTES = 2 + Limits.ID_BYTES + Limits.BUYER_ID_BYTES;
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();
    private static final byte[] VALUES = values();
    private static final VarHandle LONGS = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /**
     * SHA-256 that has taken in the key, once before the message and once before the hash of that (RFC 2104, 4). It
     * saves a third of the time, since {@link Mac} takes the key in anew for each.
     */
    private final MessageDigest inner;
    private final MessageDigest outer;
    private final byte[] message = new byte[FIXED_BYTES + NAMES_BYTES];
    private final byte[] seal = new byte[MAC_BYTES];
    private final byte[] opened = new byte[NUMBER_END + SEAL_BYTES];

    /** The seal of the shard that hashes so. */
    public PassSeal(Hashing shards) {
        byte[] secret = new byte[2 * Long.BYTES];
        LONGS.set(secret, 0, shards.key0());
        LONGS.set(secret, Long.BYTES, shards.key1());
        byte[] key = macOf(secret).doFinal(USE);
        this.inner = keyed(key, INNER_PAD);
        this.outer = keyed(key, OUTER_PAD);
    }

    private static Mac macOf(byte[] key) {
        try {
            Mac keyed = Mac.getInstance(ALGORITHM);
            keyed.init(new SecretKeySpec(key, ALGORITHM));
            return keyed;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static MessageDigest keyed(byte[] key, byte pad) {
        byte[] block = new byte[BLOCK_BYTES];
        Arrays.fill(block, pad);
        for (int i = 0; i < key.length; i++) {
            block[i] ^= key[i];
        }
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            sha.update(block);
            return sha;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** A text for the buyer; {@code timeMs}: since 1970 UTC. */
    public byte[] seal(Kind kind, String saleId, ByteText buyer, long timeMs, long number) {
        byte[] whole = new byte[NUMBER_END + SEAL_BYTES];
        long time = timeMs << Long.SIZE - TIME_BITS;
        LONGS.set(whole, 0, time);
        LONGS.set(whole, TIME_BYTES, number);
        makeSeal(kind, saleId, buyer, whole);
        System.arraycopy(seal, 0, whole, NUMBER_END, SEAL_BYTES);
        return BASE64.encode(whole);
    }

    /** Why a text is none that was sealed for this buyer and sale; null, with {@link #timeMs} and {@link #number}. */
    public PassFault open(Kind kind, String saleId, ByteText buyer, byte[] text, int from, int length) {
        if (length != CHARS || !decode(text, from)) {
            return PassFault.MALFORMED;
        }
        makeSeal(kind, saleId, buyer, opened);
        int difference = 0;
        // All of it, however early it differs: how long that takes must not say how much was right.
        for (int i = 0; i < SEAL_BYTES; i++) {
            difference |= seal[i] ^ opened[NUMBER_END + i];
        }
        return difference == 0 ? null : PassFault.FORGED;
    }

    /** Of what was opened last, milliseconds since 1970 UTC. */
    public long timeMs() {
        return (long) LONGS.get(opened, 0) >>> Long.SIZE - TIME_BITS;
    }

    /** Of what was opened last. */
    public long number() {
        return (long) LONGS.get(opened, TIME_BYTES);
    }

    private void makeSeal(Kind kind, String saleId, ByteText buyer, byte[] timeAndNumber) {
        message[0] = (byte) kind.ordinal();
        System.arraycopy(timeAndNumber, 0, message, 1, NUMBER_END);
        int at = FIXED_BYTES;
        // Each with its length before it, so that no two pairs of names are the same bytes.
        message[at++] = (byte) saleId.length();
        for (int i = 0; i < saleId.length(); i++) {
            message[at++] = (byte) saleId.charAt(i);
        }
        message[at++] = (byte) buyer.length();
        System.arraycopy(buyer.bytes(), 0, message, at, buyer.length());
        hash(inner, message, at + buyer.length());
        hash(outer, seal, MAC_BYTES);
    }

    /** Goes on from a keyed state, and leaves the hash in {@link #seal}. */
    private void hash(MessageDigest keyed, byte[] bytes, int length) {
        try {
            MessageDigest sha = (MessageDigest) keyed.clone();
            sha.update(bytes, 0, length);
            sha.digest(seal, 0, MAC_BYTES);
        } catch (GeneralSecurityException | CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied, and fits the seal", e);
        }
    }

    /** Without an exception for what is none: most of that comes from who has nothing to lose. */
    private boolean decode(byte[] text, int from) {
        int wrong = 0;
        int to = 0;
        for (int i = from; i < from + CHARS; i += 4) {
            int first = VALUES[text[i] & 0xff];
            int second = VALUES[text[i + 1] & 0xff];
            int third = VALUES[text[i + 2] & 0xff];
            int fourth = VALUES[text[i + 3] & 0xff];
            wrong |= first | second | third | fourth;
            opened[to++] = (byte) (first << 2 | second >> 4);
            opened[to++] = (byte) (second << 4 | third >> 2);
            opened[to++] = (byte) (third << 6 | fourth);
        }
        return wrong >= 0;
    }

    /** Of each character of base64url its six bits; negative of all others. */
    private static byte[] values() {
        byte[] values = new byte[256];
        Arrays.fill(values, (byte) -1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int i = 0; i < alphabet.length(); i++) {
            values[alphabet.charAt(i)] = (byte) i;
        }
        return values;
    }
}
