package dev.shoutgate.gate.pass;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The work that a pass costs: to find a text that, behind a challenge, has a SHA-256 hash which begins with zero bits.
 * Nobody knows a better way than to try. To check it is one hash.
 *
 * <p>Threading: stateless, any.
 */
public final class ProofOfWork {

    private ProofOfWork() {}

    /** Whether the hash begins with so many zero bits, 0 to 256. */
    public static boolean isDone(byte[] challenge, byte[] solution, int zeroBits) {
        MessageDigest sha = sha256();
        sha.update(challenge);
        byte[] hash = sha.digest(solution);
        int zeros = 0;
        while (zeros < hash.length * Byte.SIZE && bit(hash, zeros) == 0) {
            zeros++;
        }
        return zeros >= zeroBits;
    }

    private static int bit(byte[] hash, int place) {
        return hash[place / Byte.SIZE] >> Byte.SIZE - 1 - place % Byte.SIZE & 1;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
